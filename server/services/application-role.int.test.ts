import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { applicationRole, prepareApplicationRole } from "../db/application-role";
import { connect, type Db } from "../db/client";
import { createTrainingQueue } from "../jobs/queue";
import { createLog } from "../observability/log";
import { aCaller } from "../testing/caller";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { dependenciesOn } from "../testing/dependencies-on";
import { aSubmission } from "../testing/submission";
import { auditRow, createAuditWriter } from "./audit";
import { sealPiece } from "./audit-sealing";
import { createPrediction } from "./create-prediction";
import { recordOutcome } from "./outcomes";
import { createPredictionWriter } from "./prediction-writer";

let database: TestDatabase;
let db: Db;
const now = () => new Date();
const anAct = () => auditRow({ now }, aCaller(), { action: "prediction.list", details: { count: 0 } });

beforeAll(async () => {
  database = await createTestDatabase();
  const { role } = await prepareApplicationRole(database.url);
  ({ db } = connect(database.url, { role }));
  await createAuditWriter(db)(anAct());
  await sealPiece(db, null, now());
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "accepted",
    (error: unknown) => String(error),
  );

const changes = (table: string, column: string) => ({
  UPDATE: `UPDATE ${table} SET ${column} = ${column}`,
  DELETE: `DELETE FROM ${table}`,
  TRUNCATE: `TRUNCATE ${table} CASCADE`,
});

describe.each([
  ["audit_events", "actor_name"],
  ["audit_seals", "sealed_at"],
])("%s", (table, column) => {
  test("is only read and added to by the application, whatever it tries", async () => {
    const refused = {
      ...changes(table, column),
      ALTER: `ALTER TABLE ${table} DROP COLUMN ${column}`,
      "DISABLE TRIGGER": `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
      "DROP TRIGGER": `DROP TRIGGER ${table}_append_only ON ${table}`,
      DROP: `DROP TABLE ${table} CASCADE`,
      "REPLACE FUNCTION": `CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
      "SET replication": "SET session_replication_role = replica",
    };
    for (const [name, statement] of Object.entries(refused)) {
      expect(await refusal(db.$executeRawUnsafe(statement)), name).toMatch(/permission denied|must be owner/);
    }
  });

  test("is not changed by its owner either, while the triggers are on", async () => {
    for (const [name, statement] of Object.entries(changes(table, column))) {
      const refused = await refusal(database.db.$executeRawUnsafe(statement));
      expect(refused, name).toContain("are kept as they were written");
    }
    const replica = database.db.$transaction(async (tx) => {
      await tx.$executeRawUnsafe("SET LOCAL session_replication_role = replica");
      await tx.$executeRawUnsafe(`DELETE FROM ${table}`);
    });
    expect(await refusal(replica)).toContain("are kept as they were written");
  });
});

test("as this role predictions are stored, outcomes recorded, and training runs queued", async () => {
  const owned = await dependenciesOn(database);
  const writePrediction = createPredictionWriter((_, statement) => db.$queryRaw(statement), owned.caseCipher);
  const deps = { ...owned, db, writePrediction };
  const { id } = await createPrediction(deps, aSubmission({ caseReference: "CASE 1" }));
  await recordOutcome(deps, { actor: aCaller(), id, outcome: "calcification" });
  const queue = createTrainingQueue({ url: database.url, log: createLog("silent") });
  await queue.send(randomUUID());
  expect(await queue.take()).toMatch(/^[0-9a-f-]{36}$/);
  await queue.stop();
  await deps.trainingQueue.stop();
});

test("a table that a later migration makes is granted at the next start", async () => {
  await database.db.$executeRawUnsafe("CREATE TABLE made_later (n int)");
  expect(await refusal(db.$queryRawUnsafe("SELECT FROM made_later"))).toContain("permission denied");
  expect(await prepareApplicationRole(database.url)).toEqual({ role: applicationRole, refusal: null });
  await db.$executeRawUnsafe("INSERT INTO made_later VALUES (1)");
});

test("several processes that start at once all get the role", async () => {
  await database.db.$executeRawUnsafe("CREATE TABLE made_at_once (n int)");
  const ready = await Promise.all(Array.from({ length: 4 }, () => prepareApplicationRole(database.url)));
  expect(ready.map(({ role }) => role)).toEqual(Array(4).fill(applicationRole));
});

test("an account that may not take the role on is told so, and works without", async () => {
  const account = `plain_${randomUUID().slice(0, 8)}`;
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(`CREATE ROLE ${account} LOGIN PASSWORD 'plain'`);
  await owner.query(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${account}`);
  const url = new URL(database.url);
  url.username = account;
  url.password = "plain";
  try {
    expect(await prepareApplicationRole(url.href)).toEqual({
      role: null,
      refusal: expect.stringContaining("permission denied"),
    });
  } finally {
    await owner.query(`DROP OWNED BY ${account}`);
    await owner.query(`DROP ROLE ${account}`);
    await owner.end();
  }
});
