import { parseArgs } from "node:util";
import { resetDatabase, storedCounts } from "../db/reset";
import { describeDatabase, exclusiveDatabase, runCommand } from "./command-database";
import { confirmed } from "./confirm";

const usage = "npm run db:reset [-- --yes]";

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { yes: { type: "boolean", default: false } } });
  const database = await exclusiveDatabase();
  try {
    const where = describeDatabase(database.url);
    const counts = await storedCounts(database.url);
    if (counts) {
      const what = `${counts.predictions} predictions and ${counts.outcomes} outcomes`;
      const agreed =
        values.yes || (await confirmed(`This deletes all of ${where}: ${what}, for good.`, usage));
      if (!agreed) {
        console.log("Nothing was deleted.");
        return;
      }
    }
    await resetDatabase({ url: database.url, root: process.cwd() });
    console.log(`Empty and ready: ${where}.`);
  } finally {
    await database.stop();
  }
}

runCommand(main);
