import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../server/testing/database";

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

interface CommandResult {
  readonly code: number;
  readonly text: string;
}

async function run(file: string, ...args: string[]): Promise<CommandResult> {
  const environment = { ...process.env, DATABASE_URL: database.url };
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

  const second = await run("prisma/seed.ts", "drifted");
  expect(second).toMatchObject({
    code: 1,
    text: expect.stringContaining("There are predictions already (2000 made up"),
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
