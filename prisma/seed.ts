import { parseArgs } from "node:util";
import { describeDatabase, runCommand, sharedDatabase } from "../server/cli/command-database";
import { createDb } from "../server/db/client";
import { migrate } from "../server/db/migrate";
import { seedInto } from "./seed-into";
import { type SeedRows, seedScenarios } from "./seed-rows";

const usage = `npm run db:seed -- ${seedScenarios.join("|")}|empty`;
const nothing: SeedRows = { predictions: [], outcomes: [], reviews: [] };

async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const scenario = seedScenarios.find((name) => name === positionals[0]);
  if (positionals.length !== 1 || (!scenario && positionals[0] !== "empty")) throw new Error(usage);
  const database = await sharedDatabase();
  const db = createDb(database.url);
  try {
    await migrate({ url: database.url, root: process.cwd() });
    const { predictions, outcomes, reviews } = scenario
      ? await seedInto({ db, url: database.url }, scenario)
      : nothing;
    process.stdout.write(
      `Added ${predictions.length} made-up predictions, ${outcomes.length} outcomes and ${reviews.length} reviews ` +
        `to ${describeDatabase(database.url)}.\n`,
    );
  } finally {
    await db.$disconnect();
    await database.stop();
  }
}

runCommand(main);
