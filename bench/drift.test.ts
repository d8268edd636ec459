import { describe, expect, test } from "vitest";
import { featureKeys } from "../lib/features";
import { createRandom } from "../lib/random";
import { datasetFile, datasetMissing } from "../server/testing/dataset";
import { dealtAnew, saidBy } from "./drift-joint";
import { toDriftRows } from "./drift-rows";
import { shifted, simulate } from "./drift-simulation";
import { type DriftSource, drawnDriftSource, driftSource } from "./drift-source";

/** What is promised of windows of 100, 1,000 and 10,000 candidates, and of a shift by half a standard deviation. */
function keepsItsPromises(readSource: () => Promise<DriftSource>): void {
  test.for([100, 1000, 10_000])(
    "with nothing changed, at most one in twenty windows of %d goes beyond noise, or alarms",
    { timeout: 60_000 },
    async (n) => {
      const { model, values, said } = await readSource();
      const rows = toDriftRows(model.reference, values, said);
      const setting = { reference: model.reference, from: rows, to: rows, n, random: createRandom(11, n) };
      const { windows, alarmed, beyondNoise } = simulate({ ...setting, windows: 300 });
      expect(alarmed / windows).toBeLessThanOrEqual(0.05);
      expect(beyondNoise / windows).toBeLessThanOrEqual(0.05);
      // Thresholds far too high would keep the promise too.
      expect(beyondNoise).toBeGreaterThan(0);
    },
  );

  const shifts = featureKeys.flatMap((feature, column) =>
    (["all", "above"] as const).map((shift) => ({ feature, column, shift })),
  );
  test.for(shifts)(
    "half a standard deviation in $feature ($shift values) is found in windows of 1,000, and named first",
    { timeout: 60_000 },
    async ({ feature, column, shift }) => {
      const { model, values, said } = await readSource();
      const moved = shifted(values, model.reference, { column, shift });
      const { windows, alarms, first } = simulate({
        reference: model.reference,
        from: toDriftRows(model.reference, values, said),
        to: toDriftRows(model.reference, moved, said),
        n: 1000,
        windows: 20,
        random: createRandom(12, column),
      });
      expect(alarms[feature] / windows).toBeGreaterThanOrEqual(0.95);
      expect(first[feature] / windows).toBeGreaterThanOrEqual(0.95);
    },
  );
}

describe("with rows drawn from the shipped reference", () => keepsItsPromises(drawnDriftSource));

describe.skipIf(datasetFile === undefined)(`with the published rows (${datasetMissing})`, () => {
  keepsItsPromises(driftSource);

  test("one feature swapped between candidates is found by their combination, and by no histogram", async () => {
    const { model, values, said } = await driftSource();
    const random = createRandom(13);
    const dealt = dealtAnew(model, values, { column: 4, dealing: "stratum", random });
    const { windows, alarms } = simulate({
      reference: model.reference,
      from: toDriftRows(model.reference, values, said),
      to: toDriftRows(model.reference, dealt, saidBy(model, dealt)),
      n: 1000,
      windows: 40,
      random,
    });
    expect(alarms.support / windows).toBeGreaterThanOrEqual(0.95);
    expect(featureKeys.reduce((sum, key) => sum + alarms[key], 0)).toBe(0);
  }, 60_000);
});
