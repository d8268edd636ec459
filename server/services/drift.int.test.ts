import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DriftReport, driftReportSchema } from "../../lib/drift/drift-report";
import { isAlarm } from "../../lib/drift/drift-verdict";
import { championName } from "../../lib/model/names";
import { insertRolledUpDays } from "../testing/rolled-up-days";
import { createTestDependencies } from "../testing/test-dependencies";
import { driftReport, latestDrift } from "./drift";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
const now = () => new Date("2026-03-31T12:00:00Z");
const byCount = { by: "count", size: 200 } as const;

beforeEach(async () => {
  deps = { ...(await createTestDependencies()), now };
});
afterEach(() => deps.drop());

const insert = (days: Partial<Parameters<typeof insertRolledUpDays>[1]> = {}) =>
  insertRolledUpDays(deps.db, {
    model: deps.models.champion(),
    from: "2026-01-01",
    days: 40,
    perDay: 50,
    ...days,
  });

const alarmsIn = ({ measures, latest }: DriftReport) =>
  measures.flatMap((one) =>
    one.kind !== "missing" && latest !== null && isAlarm(one.series[latest]?.verdict ?? "too_few")
      ? [one.measure]
      : [],
  );

function measureOf({ measures }: DriftReport, measure: string) {
  const found = measures.find((one) => one.measure === measure);
  if (found === undefined || found.kind === "missing") throw new Error(`There is no ${measure}.`);
  return found;
}

describe("the report of drift", () => {
  test("without any day says that there is none, and nothing of measures", async () => {
    const report = await latestDrift(deps);
    expect(driftReportSchema.parse(report)).toEqual(report);
    expect(report).toMatchObject({ windows: [], latest: null, waiting: 0, promotions: [] });
  });

  test("of candidates like the reference has eight measures and no alarm", async () => {
    await insert();
    const report = await latestDrift(deps);
    expect(driftReportSchema.parse(report)).toEqual(report);
    expect(report.windows).toHaveLength(10);
    expect(report.windows.at(-1)).toEqual({ from: "2026-02-06", to: "2026-02-09", n: 200, complete: true });
    expect(report.measures).toHaveLength(8);
    expect(alarmsIn(report)).toEqual([]);
    for (const measure of ["area", "score", "support"])
      expect(measureOf(report, measure).series.map(({ n }) => n)).toEqual(new Array(10).fill(200));
  });

  test("names the one feature that moved, and the window since which it has", async () => {
    await insert({ moved: { share: 0.5, since: 24 } });
    const report = await latestDrift(deps);
    expect(alarmsIn(report)).toEqual(["contrast"]);
    const contrast = measureOf(report, "contrast");
    expect(contrast.since).toBe("2026-01-25");
    expect(contrast.series.map(({ verdict }) => isAlarm(verdict))).toEqual([
      ...new Array(6).fill(false),
      ...new Array(4).fill(true),
    ]);
    expect(measureOf(report, "area").since).toBeNull();
  });

  test("up to an earlier day does not know what came later", async () => {
    await insert({ moved: { share: 0.5, since: 24 } });
    const report = await driftReport(deps, { ...byCount, to: "2026-01-24" });
    expect(report.windows.at(-1)?.to).toBe("2026-01-24");
    expect(alarmsIn(report)).toEqual([]);
  });

  test("lets candidates that are too few for a window wait", async () => {
    await insert({ days: 5 });
    const report = await latestDrift(deps);
    expect(report).toMatchObject({ waiting: 50, latest: 0 });
    expect(report.windows).toHaveLength(1);
  });

  test("by month has a month a window; one of few candidates is not judged, and the one before is shown", async () => {
    await insert({ days: 33 });
    const report = await driftReport(deps, { by: "month", size: 200 });
    expect(report.windows).toEqual([
      { from: "2026-01-01", to: "2026-01-31", n: 1550, complete: true },
      { from: "2026-02-01", to: "2026-02-28", n: 100, complete: true },
    ]);
    const fewer = await driftReport(deps, { by: "month", size: 200, to: "2026-02-01" });
    expect(fewer.latest).toBe(0);
    expect(measureOf(fewer, "area").series[1]).toEqual({
      n: 50,
      verdict: "too_few",
      psi: null,
      jensenShannon: null,
    });
  });

  test("compares score and combination only with what the champion itself answered", async () => {
    await insert({ days: 4 });
    await deps.db.dailyMetrics.updateMany({
      where: { day: { gte: new Date("2026-01-02") } },
      data: { modelVersion: "rf-000000000000" },
    });
    const report = await latestDrift(deps);
    expect(measureOf(report, "area").series[0]).toMatchObject({ n: 200, verdict: "steady" });
    for (const measure of ["score", "support"])
      expect(measureOf(report, measure).series[0]).toMatchObject({ n: 50, verdict: "too_few" });
  });

  test("says why score and combination are missing for a model of which nothing held out is kept", async () => {
    await insert();
    // A version never changes; this one was made before held-out answers were kept.
    await deps.db.$executeRaw`ALTER TABLE model_versions DISABLE TRIGGER ALL`;
    await deps.db.$executeRaw`UPDATE model_versions SET held_out = NULL`;
    const report = await latestDrift(deps);
    expect(report.measures.slice(6)).toEqual([
      { kind: "missing", measure: "score", reason: "no_held_out" },
      { kind: "missing", measure: "support", reason: "no_held_out" },
    ]);
    expect(alarmsIn(report)).toEqual([]);
  });

  test("marks promotions within its windows, and no others", async () => {
    await insert();
    const { version } = deps.models.champion().card;
    const moves = [
      ["2025-06-01T00:00:00.000Z", 2],
      ["2026-01-20T08:00:00.000Z", 3],
      ["2026-03-01T00:00:00.000Z", 4],
    ] as const;
    for (const [at, sequence] of moves) {
      await deps.db.modelMove.create({
        data: {
          ...{ name: championName, sequence, kind: "promote", toVersion: version, reason: "Better." },
          ...{ movedAt: new Date(at), actorId: "test", actorName: "Test" },
        },
      });
    }
    expect((await latestDrift(deps)).promotions).toEqual([{ at: moves[1][0], version }]);
  });

  test("does not count inputs of another reference", async () => {
    await insert();
    await deps.db.dailyInputs.updateMany({ data: { referenceSha256: "0".repeat(64) } });
    expect((await latestDrift(deps)).windows).toEqual([]);
  });
});
