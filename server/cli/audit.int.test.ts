import { afterAll, beforeAll, expect, test } from "vitest";
import { auditRow, writeAuditRows } from "../services/audit";
import { auditHead, sealPiece } from "../services/audit-sealing";
import { aCaller } from "../testing/caller";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { runCommand } from "../testing/run-command";

const run = (url: string, ...args: string[]) => runCommand("audit", { DATABASE_URL: url }, args);

async function aTrail(): Promise<TestDatabase & { ids: string[] }> {
  const database = await createTestDatabase();
  const caller = aCaller("someone", "=HYPERLINK(1)");
  const rows = Array.from({ length: 5 }, (_, n) =>
    auditRow({ now: () => new Date(Date.UTC(2026, 0, 1, n)) }, caller, {
      ...{ action: "prediction.list", details: { count: n } },
    }),
  );
  await writeAuditRows(database.db, rows);
  await sealPiece(database.db, null, new Date("2026-01-02"));
  return { ...database, ids: rows.map(({ id }) => id) };
}

let trail: Awaited<ReturnType<typeof aTrail>>;
beforeAll(async () => {
  trail = await aTrail();
});
afterAll(() => trail.drop());

test("verify says that all fits and where the chain ends, and follows it through a noted end", async () => {
  const head = await auditHead(trail.db);
  const [plain, noted, other] = await Promise.all([
    run(trail.url, "verify"),
    run(trail.url, "verify", "--head", `5:${head?.hash}`),
    run(trail.url, "verify", "--head", `4:${head?.hash}`),
  ]);
  expect(plain).toMatchObject({ code: 0, out: expect.stringContaining(`Head 5:${head?.hash}`) });
  expect(noted.code).toBe(0);
  expect(other).toMatchObject({ code: 1, err: expect.stringContaining("does not lead through row 4") });
});

test("verify names the first row that does not fit, and fails", async () => {
  const copy = await aTrail();
  try {
    await copy.db.$executeRawUnsafe("ALTER TABLE audit_events DISABLE TRIGGER ALL");
    await copy.db.$executeRawUnsafe(`UPDATE audit_events SET actor_name = 'x' WHERE id = '${copy.ids[1]}'`);
    expect(await run(copy.url, "verify")).toMatchObject({
      ...{
        code: 1,
        err: expect.stringContaining(`Row 2 (event ${copy.ids[1]}) is not what was sealed there`),
      },
    });
  } finally {
    await copy.drop();
  }
});

test("export writes a CSV that runs nothing, and FHIR with the standard's codes, and is itself on record", async () => {
  const day = ["--from", "2026-01-01T01:00:00Z", "--to", "2026-01-01T03:00:00Z"];
  const [csv, fhir, wrong] = await Promise.all([
    run(trail.url, "export", "--format", "csv", ...day),
    run(trail.url, "export", "--format", "fhir", ...day),
    run(trail.url, "export", "--format", "xml"),
  ]);
  expect(wrong.code).toBe(1);
  const lines = csv.out.trimEnd().split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain(",'=HYPERLINK(1),");
  const events = fhir.out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(events).toHaveLength(2);
  expect(events[0]).toMatchObject({
    ...{ resourceType: "AuditEvent", id: trail.ids[2], action: "E", outcome: "0" },
    agent: [{ who: { identifier: { value: "someone" } }, network: { address: "192.0.2.1", type: "2" } }],
  });
  const exports = await trail.db.auditEvent.findMany({ where: { action: "audit.export" } });
  expect(exports.map(({ actorId }) => actorId)).toEqual(["command-line", "command-line"]);
});
