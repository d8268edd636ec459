import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPrediction } from "../server/services/create-prediction";
import { readModelFiles } from "../server/services/model-files";
import { registerModel } from "../server/services/model-store";
import { versionOfModel } from "../server/services/model-version";
import { ensureChampion } from "../server/services/served-models";
import { createTestDatabase, type TestDatabase } from "../server/testing/database";
import { aSubmission } from "../server/testing/submission";
import { createTestDependencies } from "../server/testing/test-dependencies";

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

interface CommandResult {
  readonly code: number;
  readonly text: string;
}

async function run(file: string, argument?: string, url = database.url): Promise<CommandResult> {
  const environment = { ...process.env, DATABASE_URL: url, CASE_KEY: "of-tests-alone-2f5bd08e41c97a3604" };
  const args = argument === undefined ? [] : [argument];
  const command = promisify(execFile)(process.execPath, ["--import", "tsx", file, ...args], {
    env: environment,
  });
  command.child.stdin?.end();
  return await command.then(
    ({ stdout }) => ({ code: 0, text: stdout }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, text: stderr }),
  );
}

const counts = async () => [await database.db.prediction.count(), await database.db.outcomeRecord.count()];

test("seeding fills an empty database once, and a reset that was agreed to empties it for the next", async () => {
  const first = await run("prisma/seed.ts", "steady");
  expect(first).toMatchObject({ code: 0, text: expect.stringContaining("Added 2000 made-up predictions") });
  const stored = await counts();
  expect(stored[0]).toBe(2000);
  expect(await database.db.prediction.count({ where: { source: { not: "seed" } } })).toBe(0);
  expect(await database.db.review.count()).toBeGreaterThan(500);

  const second = await run("prisma/seed.ts", "steady");
  expect(second).toMatchObject({
    code: 1,
    text: expect.stringContaining("There are 2000 made-up predictions already. Nothing was added."),
  });
  expect(await counts()).toEqual(stored);

  const unasked = await run("server/cli/db-reset.ts");
  const name = new URL(database.url).pathname.slice(1);
  expect(unasked.code).toBe(1);
  expect(unasked.text).toContain(`This deletes all of the database "${name}" on 127.0.0.1`);
  expect(await counts()).toEqual(stored);

  expect(await run("server/cli/db-reset.ts", "--yes")).toMatchObject({ code: 0 });
  expect(await counts()).toEqual([0, 0]);
  expect(await run("prisma/seed.ts", "empty")).toMatchObject({ code: 0 });
  expect(await counts()).toEqual([0, 0]);
}, 180_000);

test("drifted adds to steady what the champion of that moment says, and has the days it falls on counted again", async () => {
  const { db } = database;
  expect(await run("prisma/seed.ts", "steady")).toMatchObject({ code: 0 });
  expect(await db.rollupDay.count({ where: { stale: true } })).toBeGreaterThan(40);
  await db.rollupDay.updateMany({ data: { stale: false } });

  const files = await readModelFiles("data/model");
  const steady = files.model.card.version;
  const card = { ...files.model.card, operatingPoint: "screening" };
  const version = versionOfModel(card);
  await registerModel(db, { ...files, model: { ...files.model, card: { ...card, version } } });
  await ensureChampion(db, { version, now: new Date() });

  const begun = Date.now();
  expect(await run("prisma/seed.ts", "drifted")).toMatchObject({
    code: 0,
    text: expect.stringContaining("Added 1500 made-up predictions"),
  });
  const by = await db.prediction.groupBy({
    by: ["modelVersion", "operatingPoint"],
    _count: true,
    _min: { createdAt: true },
    _max: { createdAt: true },
    orderBy: { modelVersion: "asc" },
  });
  const said = new Map(by.map((group) => [group.modelVersion, group]));
  expect(said.get(steady)).toMatchObject({ operatingPoint: "balanced", _count: 2000 });
  const added = said.get(version);
  expect(added).toMatchObject({ operatingPoint: "screening", _count: 1500 });
  expect(added?._min.createdAt?.getTime()).toBeGreaterThan(begun - 10.01 * 86_400_000);
  expect(added?._max.createdAt?.getTime()).toBeLessThanOrEqual(Date.now());
  const stale = await db.rollupDay.findMany({ where: { stale: true }, select: { day: true } });
  expect(stale.length).toBeGreaterThan(5);
  expect(stale.length).toBeLessThanOrEqual(11);
}, 180_000);

test("nothing made up is added to what people or programs have entered", async () => {
  const deps = await createTestDependencies();
  try {
    await createPrediction(deps, aSubmission());
    for (const scenario of ["steady", "drifted"]) {
      expect(await run("prisma/seed.ts", scenario, deps.url)).toMatchObject({
        code: 1,
        text: expect.stringContaining("(0 made up, 1 entered by people or programs). Nothing was added."),
      });
    }
    expect(await deps.db.prediction.count()).toBe(1);
  } finally {
    await deps.drop();
  }
});

test("a reset leaves a database alone that is not Microcalc's", async () => {
  await database.db.$executeRaw`DROP SCHEMA public CASCADE`;
  await database.db.$executeRaw`CREATE SCHEMA public`;
  await database.db.$executeRaw`CREATE TABLE accounts AS SELECT 1 AS id`;
  const refused = await run("server/cli/db-reset.ts", "--yes");
  expect(refused).toMatchObject({ code: 1, text: expect.stringContaining("not Microcalc's (accounts)") });
  expect(await database.db.$queryRaw`SELECT id FROM accounts`).toEqual([{ id: 1 }]);
});

test("a command told nonsense says how it is used and touches nothing", async () => {
  expect(await run("prisma/seed.ts", "everything")).toEqual({
    code: 1,
    text: "npm run db:seed -- steady|drifted|empty\n",
  });
  expect(await counts()).toEqual([0, 0]);
});
