import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { aCaller } from "../testing/caller";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { auditRow, writeAuditRows } from "./audit";
import { sealPiece } from "./audit-sealing";
import { verifyAudit } from "./verify-audit";

let database: TestDatabase;
let ids: string[];
beforeAll(async () => {
  database = await createTestDatabase();
  // What only the owner can do: without it nothing of this could be changed at all.
  for (const table of ["audit_events", "audit_seals"]) {
    await database.db.$executeRawUnsafe(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
  }
  await database.db.$executeRawUnsafe("ALTER TABLE audit_seals DROP CONSTRAINT audit_seals_event_id_fkey");
  await database.db.$executeRawUnsafe("DROP INDEX audit_seals_event_id_key");
});
afterAll(() => database.drop());

beforeEach(async () => {
  await database.db.$executeRawUnsafe("DELETE FROM audit_seals");
  await database.db.$executeRawUnsafe("DELETE FROM audit_events");
  const rows = [1, 2, 3, 4, 5].map((n) =>
    auditRow({ now: () => new Date(n) }, aCaller(), { action: "audit.read", details: { count: n } }),
  );
  await writeAuditRows(database.db, rows);
  await sealPiece(database.db, null, new Date());
  ids = rows.map(({ id }) => id);
});

const id = (n: number): string => `'${ids[n - 1]}'::uuid`;
const swap = (): string =>
  `UPDATE audit_seals SET event_id = CASE sequence WHEN 1 THEN ${id(2)} ELSE ${id(1)} END WHERE sequence <= 2`;

test.each([
  ["a row is gone with its seal", (): string => "DELETE FROM audit_seals WHERE sequence = 3", [3, "missing"]],
  ["an event is gone", (): string => `DELETE FROM audit_events WHERE id = ${id(4)}`, [4, "event_missing"]],
  ["two changed places", swap, [1, "changed"]],
  [
    "details were changed",
    (): string => `UPDATE audit_events SET details = '{}' WHERE id = ${id(5)}`,
    [5, "changed"],
  ],
  [
    "a hash was changed",
    (): string => "UPDATE audit_seals SET hash = sha256('') WHERE sequence = 2",
    [2, "changed"],
  ],
  [
    "a time was changed",
    (): string => `UPDATE audit_events SET at = now() WHERE id = ${id(1)}`,
    [1, "changed"],
  ],
] as const)("the first row that does not fit is named where %s", async (_, statement, [sequence, kind]) => {
  await database.db.$executeRawUnsafe(statement());
  expect(await verifyAudit(database.db, null)).toMatchObject({ fault: { sequence, kind } });
});

test("a chain that was cut at its end, or written anew, does not lead through the end that was noted", async () => {
  const { end } = await verifyAudit(database.db, null);
  const noted = { sequence: end.sequence, hash: Buffer.from(end.hash).toString("hex") };
  expect(await verifyAudit(database.db, noted)).toMatchObject({ fault: null, leadsThrough: true });
  await database.db.$executeRawUnsafe("DELETE FROM audit_seals");
  await database.db.$executeRawUnsafe(`DELETE FROM audit_events WHERE id = ${id(5)}`);
  await sealPiece(database.db, null, new Date());
  expect(await verifyAudit(database.db, noted)).toMatchObject({ fault: null, leadsThrough: false });
});
