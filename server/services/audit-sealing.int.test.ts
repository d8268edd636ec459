import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sealingDuty } from "../jobs/sealing";
import { createLog } from "../observability/log";
import { aCaller } from "../testing/caller";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { runScript } from "../testing/run-script";
import { auditRow, writeAuditRows } from "./audit";
import { auditHead, sealNewest, unsealedEvents } from "./audit-sealing";
import { verifyAudit } from "./verify-audit";

let database: TestDatabase;
const now = () => new Date();

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const aRow = (at = new Date()) =>
  auditRow({ now: () => at }, aCaller(), { action: "prediction.list", details: { count: 1 } });
const write = (count: number, at?: Date) =>
  writeAuditRows(
    database.db,
    Array.from({ length: count }, () => aRow(at)),
  );
const seal = () => sealNewest(database.db, { now, goesOn: () => true, from: null });
const sealed = () => database.db.auditSeal.count();

beforeEach(async () => {
  await seal();
});

test("the end of the chain goes to the log whenever it has moved", async () => {
  const said: unknown[] = [];
  const log = Object.assign(createLog("silent"), { info: (fields: unknown) => said.push(fields) });
  const duty = sealingDuty({ db: database.db, log, now });
  const { signal } = new AbortController();
  await write(1);
  await duty.run(signal);
  await duty.run(signal);
  expect(said).toHaveLength(1);
  await write(1);
  await duty.run(signal);
  const head = await auditHead(database.db);
  expect(said[1]).toEqual({ sequence: head?.sequence, hash: head?.hash });
});

test("rows are sealed in the order of time and id, and the chain ends at the last of them", async () => {
  const before = await sealed();
  const at = Date.now();
  const rows = [3, 1, 2].map((n) => aRow(new Date(at + n)));
  await writeAuditRows(database.db, rows);
  expect(await unsealedEvents(database.db, now())).toEqual({ events: 3, oldestAt: new Date(at + 1) });
  await seal();
  const seals = await database.db.auditSeal.findMany({ orderBy: { sequence: "asc" }, skip: before });
  const inOrder = [1, 2, 0].map((n) => rows[n]?.id);
  expect(seals.map(({ eventId }) => eventId)).toEqual(inOrder);
  expect((await auditHead(database.db))?.sequence).toBe(before + 3);
  expect(await unsealedEvents(database.db, now())).toEqual({ events: 0, oldestAt: null });
});

test("a row that is committed late comes behind those that were sealed before it", async () => {
  const late = aRow();
  let commit = (): void => undefined;
  const held = database.db.$transaction(async (tx) => {
    await writeAuditRows(tx, [late]);
    await new Promise<void>((resolve) => {
      commit = resolve;
    });
  });
  await write(2);
  await seal();
  const before = await sealed();
  commit();
  await held;
  await seal();
  const found = await database.db.auditSeal.findUnique({ where: { eventId: late.id } });
  expect(Number(found?.sequence)).toBe(before + 1);
});

test("a row of long ago, from a clock that was wrong, is found by the duty that goes through all", async () => {
  await write(1, new Date("2020-01-01"));
  await seal();
  const before = await sealed();
  const log = createLog("silent");
  await sealingDuty({ db: database.db, log, now }).run(new AbortController().signal);
  expect(await sealed()).toBe(before + 1);
});

test("more rows than one piece are sealed without a gap, and verify", async () => {
  await write(4500);
  await seal();
  const count = await sealed();
  expect(await verifyAudit(database.db, null)).toMatchObject({ fault: null, end: { sequence: count } });
});

test("two processes that seal at once make one chain without a fork", async () => {
  const script = `
    import { createDb } from "./server/db/client.ts";
    import { sealNewest } from "./server/services/audit-sealing.ts";
    const db = createDb(${JSON.stringify(database.url)});
    process.stdout.write("begun");
    const until = Date.now() + 3000;
    while (Date.now() < until) await sealNewest(db, { now: () => new Date(), goesOn: () => true, from: null });
    await db.$disconnect();
  `;
  const sealers = [runScript(script), runScript(script)];
  await Promise.all(sealers.map((sealer) => sealer.said("begun")));
  const written = Array.from({ length: 40 }, () => 5);
  for (const count of written) await write(count);
  expect(await Promise.all(sealers.map(({ exitCode }) => exitCode))).toEqual([0, 0]);
  await seal();
  const count = await database.db.auditEvent.count();
  expect(await verifyAudit(database.db, null)).toMatchObject({ fault: null, end: { sequence: count } });
});
