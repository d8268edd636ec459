import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../random";
import { calibrate, checkCalibration } from "./calibration";
import { fitCalibration } from "./fit-calibration";
import type { Scored } from "./scored";

const points = { method: "by hand", rawScore: [0.1, 0.5, 0.9], probability: [0, 0.2, 1] };

describe("calibrate", () => {
  test.each([
    [0, 0],
    [0.1, 0],
    [0.3, 0.1],
    [0.5, 0.2],
    [0.7, 0.6],
    [0.9, 1],
    [1, 1],
  ])("maps the score %d to %d, flat beyond the ends", (score, probability) => {
    expect(calibrate(points, score)).toBeCloseTo(probability, 12);
  });

  test("a single point answers for every score", () => {
    expect(calibrate({ method: "one", rawScore: [0.5], probability: [0.25] }, 0.9)).toBe(0.25);
  });

  test.each([
    ["falling probabilities", { ...points, probability: [0, 0.5, 0.4] }],
    ["a repeated score", { ...points, rawScore: [0.1, 0.1, 0.9] }],
    ["lists of unequal length", { ...points, probability: [0, 1] }],
  ])("refuses %s", (_, calibration) => {
    expect(() => checkCalibration(calibration)).toThrow(/must rise/);
  });
});

/** Scores of rows whose true probability is the score squared. */
function squareLaw(rows: number): Scored {
  const random = createRandom(11);
  const scores = Float64Array.from({ length: rows }, () => random());
  const positives = Array.from(scores, (score) => (random() < score * score ? 1 : 0));
  return { scores, positives, negatives: positives.map((positive) => 1 - positive) };
}

describe("fitCalibration", () => {
  test("finds the probabilities behind the scores to within 0.03", () => {
    const calibration = fitCalibration(squareLaw(20_000));
    for (const score of [0.1, 0.3, 0.5, 0.7, 0.9]) {
      expect(Math.abs(calibrate(calibration, score) - score * score)).toBeLessThan(0.03);
    }
  });

  test("a row given as a weight of three counts as three rows", () => {
    const scores = Float64Array.of(0.1, 0.4, 0.8, 0.9);
    const weighed = fitCalibration({ scores, positives: [0, 1, 1, 3], negatives: [3, 2, 1, 0] });
    const repeated = fitCalibration({
      scores: Float64Array.of(0.1, 0.1, 0.1, 0.4, 0.4, 0.4, 0.8, 0.8, 0.9, 0.9, 0.9),
      positives: [0, 0, 0, 1, 0, 0, 1, 0, 1, 1, 1],
      negatives: [1, 1, 1, 0, 1, 1, 0, 1, 0, 0, 0],
    });
    weighed.probability.forEach((value, i) => {
      expect(value).toBeCloseTo(repeated.probability[i] ?? Number.NaN, 6);
    });
  });

  test("passes over rows without a score", () => {
    const known = squareLaw(500);
    const scores = Float64Array.of(...known.scores, Number.NaN);
    const withGap = {
      scores,
      positives: [...Array.from(known.positives), 1],
      negatives: [...Array.from(known.negatives), 0],
    };
    expect(fitCalibration(withGap)).toEqual(fitCalibration(known));
  });

  test("never falls, leaves [0, 1] or gives NaN, whatever the scores and labels", () => {
    const row = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean());
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 120 }), (rows) => {
        const calibration = fitCalibration({
          scores: Float64Array.from(rows, ([score]) => score),
          positives: rows.map(([, positive]) => (positive ? 1 : 0)),
          negatives: rows.map(([, positive]) => (positive ? 0 : 1)),
        });
        checkCalibration(calibration);
        let before = 0;
        for (let k = 0; k <= 100; k++) {
          const probability = calibrate(calibration, k / 100);
          expect(probability).toBeGreaterThanOrEqual(before);
          expect(probability).toBeLessThanOrEqual(1);
          before = probability;
        }
      }),
      { numRuns: 60 },
    );
  });

  test("claims neither impossibility nor certainty, even where the scores separate the classes", () => {
    const separated = {
      scores: Float64Array.of(0, 0.1, 0.9, 1),
      positives: [0, 0, 9, 9],
      negatives: [9, 9, 0, 0],
    };
    const { probability } = fitCalibration(separated);
    expect(probability[0]).toBe(1e-6);
    expect(probability.at(-1)).toBe(1 - 1e-6);
  });
});
