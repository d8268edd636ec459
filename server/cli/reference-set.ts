import type { ReferenceSetFacts } from "../../lib/cases/nearest-cases";
import { readDatasetFile } from "../dataset/dataset-file";
import { createDb, type Db } from "../db/client";
import { migrate } from "../db/migrate";
import { howToRun } from "../how-to-run";
import { loadedReferenceSet, loadReferenceSet, unloadReferenceSet } from "../services/reference-sets";
import { describeDatabase, sharedDatabase } from "./command-database";
import { confirmed } from "./confirm";

const number = (value: number) => value.toLocaleString("en");

const described = ({ name, rows, positives, vectors, loadedAt }: ReferenceSetFacts) =>
  `${name}, ${number(rows)} rows (${number(positives)} positive, ${number(vectors)} different vectors), loaded ${loadedAt}`;

interface Opened {
  readonly db: Db;
  readonly where: string;
}

async function withDatabase(use: (opened: Opened) => Promise<void>): Promise<void> {
  const database = await sharedDatabase();
  const db = createDb(database.url);
  try {
    await migrate({ url: database.url, root: process.cwd() });
    await use({ db, where: describeDatabase(database.url) });
  } finally {
    await db.$disconnect();
    await database.stop();
  }
}

/** Makes the rows of a file those that candidates are compared with; a running server uses them at once. */
export async function loadFile(path: string): Promise<void> {
  // Read whole before the database is opened: a bad file touches nothing.
  const file = await readDatasetFile(path);
  await withDatabase(async ({ db, where }) => {
    console.error(`Loading ${path} into ${where}`);
    const loading = await loadReferenceSet(db, file, new Date());
    if (loading.kind === "unchanged") {
      console.log(`Nothing was changed, these rows are in use already: ${described(loading.set)}.`);
      return;
    }
    const { set, replaced } = loading;
    console.log(`In use: ${described(set)}.`);
    if (replaced) console.log(`Taken out: ${described(replaced)}.`);
  });
}

/** Takes them out again, after asking unless `--yes` was said. */
export async function unload(said: { readonly yes: boolean }): Promise<void> {
  await withDatabase(async ({ db, where }) => {
    const set = await loadedReferenceSet(db);
    if (set === null) {
      console.log(`Nothing was deleted: no rows are loaded in ${where}.`);
      return;
    }
    const question = `This takes the reference cases out of ${where}: ${described(set)}.`;
    if (!(said.yes || (await confirmed(question, `${howToRun("data")} unload --yes`)))) {
      console.log("Nothing was deleted.");
      return;
    }
    const taken = await unloadReferenceSet(db);
    console.log(taken ? `Taken out: ${described(taken)}.` : "Someone else took them out meanwhile.");
  });
}
