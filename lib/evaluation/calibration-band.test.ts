import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../random";
import { checkCalibration, interval } from "./calibration";
import { calibrationBand } from "./calibration-band";
import { calibrationMethods } from "./calibration-methods";
import { fitCalibration } from "./fit-calibration";
import type { Scored } from "./scored";

function alike(entries: readonly (readonly [positives: number, negatives: number])[]): Scored {
  return {
    scores: new Float64Array(entries.length).fill(0.5),
    positives: entries.map(([positives]) => positives),
    negatives: entries.map(([, negatives]) => negatives),
  };
}

function at(scored: Scored, score: number) {
  const calibration = fitCalibration(scored, "beta");
  const band = calibrationBand(scored, calibration, { draws: 400, seed: 1 });
  return interval({ ...calibration, band }, score) ?? { low: Number.NaN, high: Number.NaN };
}

describe("calibrationBand", () => {
  test("at a single score is as wide as the standard error of a share says", () => {
    const rows = Array.from({ length: 600 }, (_, i) => (i % 4 === 0 ? ([1, 0] as const) : ([0, 1] as const)));
    const { low, high } = at(alike(rows), 0.5);
    const half = 1.96 * Math.sqrt((0.25 * 0.75) / 600);
    expect(low).toBeCloseTo(0.25 - half, 2);
    expect(high).toBeCloseTo(0.25 + half, 2);
  });

  test("takes a vector that stands 100 times in the file for one witness, not for 100", () => {
    const few = Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? ([1, 0] as const) : ([0, 1] as const)));
    const together = at(alike([...few, [0, 100]]), 0.5);
    const apart = at(alike([...few, ...Array.from({ length: 100 }, () => [0, 1] as const)]), 0.5);
    expect(together.high - together.low).toBeGreaterThan(2 * (apart.high - apart.low));
  });

  test("is narrower the more rows there are", () => {
    const width = (rows: number) => {
      const random = createRandom(4);
      const scores = Float64Array.from({ length: rows }, () => random());
      const positives = Array.from(scores, (score) => (random() < score ? 1 : 0));
      const { low, high } = at({ scores, positives, negatives: positives.map((one) => 1 - one) }, 0.5);
      return high - low;
    };
    expect(width(3200)).toBeLessThan(0.6 * width(400));
  });

  test("passes the check of a calibration and stays inside (0, 1), whatever the method, scores and labels", () => {
    const row = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 5 }), fc.nat({ max: 5 }));
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 30 }),
        fc.constantFrom(...calibrationMethods),
        (rows, method) => {
          const scored = {
            scores: Float64Array.from(rows, ([score]) => score),
            positives: rows.map(([, positives]) => positives),
            negatives: rows.map(([, , negatives]) => negatives),
          };
          const calibration = fitCalibration(scored, method);
          const band = calibrationBand(scored, calibration, { draws: 20, seed: 1 });
          checkCalibration({ ...calibration, band });
          for (const end of [...band.low, ...band.high]) expect(end > 0 && end < 1).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("is the same for the same seed and another for another", () => {
    const scored = alike([
      [1, 0],
      [0, 1],
      [0, 1],
    ]);
    const calibration = fitCalibration(scored, "platt");
    const band = (seed: number) => JSON.stringify(calibrationBand(scored, calibration, { draws: 30, seed }));
    expect(band(1)).toBe(band(1));
    expect(band(1)).not.toBe(band(2));
  });
});
