import { afterEach, beforeEach, expect, test } from "vitest";
import { isAlarm } from "../lib/drift/drift-verdict";
import { driftReport } from "../server/services/drift";
import { liveFigures } from "../server/services/live-figures";
import { readModelFiles } from "../server/services/model-files";
import { rollUp } from "../server/services/roll-up";
import { createTestDependencies } from "../server/testing/test-dependencies";
import { predictionRow, type SeedRows, type SeedScenario, seedRows } from "./seed-rows";

const now = new Date("2026-03-20T12:00:00Z");
const { model, heldOut } = await readModelFiles("data/model");

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
beforeEach(async () => {
  deps = { ...(await createTestDependencies()), now: () => now };
});
afterEach(() => deps.drop());

async function seed(scenario: SeedScenario, present: number): Promise<SeedRows> {
  const rows = seedRows({ scenario, now, present, model, heldOut });
  await deps.db.prediction.createMany({ data: rows.predictions.map(predictionRow) });
  await deps.db.outcomeRecord.createMany({ data: rows.outcomes });
  await deps.db.rollupDay.updateMany({ data: { stale: true } });
  const { signal } = new AbortController();
  while ((await rollUp(deps, { milliseconds: 60_000, signal })) > 0);
  return rows;
}

/** Every alarm of the report, as measure and day. */
async function alarms(by: "count" | "week" | "month") {
  const { measures, windows } = await driftReport(deps, { by, size: 200 });
  return measures.flatMap((measure) =>
    measure.kind === "missing"
      ? []
      : measure.series.flatMap(({ verdict }, i) =>
          isAlarm(verdict) ? [{ measure: measure.measure, from: windows[i]?.from ?? "" }] : [],
        ),
  );
}

test("our own report finds no drift in steady, and then names what drifted added, since when", async () => {
  const { predictions } = await seed("steady", 0);
  for (const by of ["count", "week", "month"] as const) expect(await alarms(by), by).toEqual([]);
  const steady = await liveFigures(deps);
  expect(steady.outcomes).toBeGreaterThan(300);
  expect(steady.drift).toHaveLength(8);
  for (const { measure, isAlarm: alarm } of steady.drift) expect(alarm, measure).toBe(false);

  await seed("drifted", predictions.length);
  const found = await alarms("week");
  const named = new Set(found.map(({ measure }) => measure));
  expect([...named]).toEqual(expect.arrayContaining(["noiseFluctuation", "contrast"]));
  for (const measure of ["area", "greyLevel", "gradientStrength", "shapeDescriptor"] as const) {
    expect(named).not.toContain(measure);
  }
  // Ten days back is the 10th, a Tuesday.
  expect(found.map(({ from }) => from).sort()[0]).toBe("2026-03-09");
});
