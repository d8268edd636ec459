import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDb } from "../db/client";
import { startEmbeddedPostgres } from "../db/embedded";
import { migrate } from "../db/migrate";
import { createReferenceSetReader } from "../services/reference-set-reader";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { madeUpFileText } from "../testing/made-up-file";

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), "microcalc-data-"));
  await chmod(folder, 0o755);
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  readonly code: number;
  readonly said: string;
}

async function runOn(environment: Record<string, string>, ...args: string[]): Promise<Answer> {
  const command = promisify(execFile)(process.execPath, ["--import", "tsx", "server/cli/data.ts", ...args], {
    env: { ...process.env, ...environment },
  });
  command.child.stdin?.end();
  return await command.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, said: stderr }),
  );
}

const run = (...args: string[]) => runOn({ DATABASE_URL: database.url }, ...args);

async function aFile(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

test("inspect tells counts, separation and both correlations, and needs no database", async () => {
  const file = await aFile("made-up.csv", madeUpFileText(300, 1));
  const { code, said } = await runOn({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" }, "inspect", file);
  expect(code).toBe(0);
  for (const title of [
    "Quantiles",
    "ROC AUC of each feature alone",
    "Spearman's correlations",
    "Pearson's",
  ]) {
    expect(said).toContain(title);
  }
  expect(said).toMatch(/\n {2}area +1\.00( +-?0\.\d\d){5}\n/);
});

const inUse = async () => (await database.db.referenceSet.findMany()).map(({ name }) => name);

test("a file is loaded, the same one is said to be loaded already, another one takes its place", async () => {
  const first = await aFile("first.csv", madeUpFileText(300, 1));
  const loaded = await run("load", first);
  expect(loaded.said).toMatch(
    /^In use: first\.csv, 300 rows \(\d+ positive, \d+ different vectors\), loaded 20\S+Z\.\n$/,
  );
  expect(await run("load", first)).toEqual({
    code: 0,
    said: loaded.said.replace("In use:", "Nothing was changed, these rows are in use already:"),
  });
  const second = await run("load", await aFile("second.csv", madeUpFileText(200, 2)));
  expect(second.said).toContain("In use: second.csv, 200 rows");
  expect(second.said).toContain("Taken out: first.csv, 300 rows");
  expect(await inUse()).toEqual(["second.csv"]);
});

test("a bad file is refused with its lines named, and the set before stays", async () => {
  await run("load", await aFile("good.csv", madeUpFileText(300, 1)));
  const bad = await aFile("bad.csv", `${madeUpFileText(2, 2)}1,2,3,4,5,much,1\n1,2,3,4,5,6,0\n`);
  const refused = await run("load", bad);
  expect(refused.code).toBe(1);
  expect(refused.said).toContain("bad.csv, line 3, column Shape Descriptor: “much” is not accepted");
  expect(refused.said).toContain("bad.csv, line 4, column Microcalcifications: “0” is not accepted");
  expect(await run("load", join(folder, "none.csv"))).toMatchObject({
    code: 1,
    said: expect.stringContaining("there is no such file"),
  });
  expect(await inUse()).toEqual(["good.csv"]);
});

test("rows are taken out only when somebody agreed, and where there are none it says so", async () => {
  expect((await run("unload")).said).toContain("Nothing was deleted: no rows are loaded in the database");
  await run("load", await aFile("first.csv", madeUpFileText(300, 1)));
  const unasked = await run("unload");
  expect(unasked.code).toBe(1);
  expect(unasked.said).toContain("first.csv, 300 rows");
  expect(unasked.said).toContain("npm run data -- unload --yes");
  expect(await inUse()).toEqual(["first.csv"]);
  expect(await run("unload", "--yes")).toMatchObject({
    code: 0,
    said: expect.stringContaining("Taken out: first.csv, 300 rows"),
  });
  expect(await inUse()).toEqual([]);
});

test("a command told nonsense says how it is used", async () => {
  const refused = await Promise.all([run("load"), run("load", "a", "b"), run("unload", "a")]);
  for (const answer of refused) {
    expect(answer).toMatchObject({ code: 1, said: expect.stringContaining("npm run data -- load FILE") });
  }
});

test("a server that runs on the embedded database uses what is loaded beside it; alone, the command starts it", async () => {
  const home = join(folder, "home");
  const environment = { DATABASE_URL: "", MICROCALC_HOME: home };
  const postgres = await startEmbeddedPostgres({ home, log: () => undefined });
  await migrate({ url: postgres.url, root: process.cwd() });
  const db = createDb(postgres.url);
  try {
    const reader = createReferenceSetReader(db);
    expect(await reader()).toBeNull();
    const beside = await runOn(environment, "load", await aFile("first.csv", madeUpFileText(300, 1)));
    expect(beside).toMatchObject({ code: 0, said: expect.stringContaining("In use: first.csv") });
    expect(await reader()).toMatchObject({ name: "first.csv", rows: 300 });
  } finally {
    await db.$disconnect();
    await postgres.stop();
  }
  const alone = await runOn(environment, "unload", "--yes");
  expect(alone).toMatchObject({ code: 0, said: expect.stringContaining("Taken out: first.csv") });
});
