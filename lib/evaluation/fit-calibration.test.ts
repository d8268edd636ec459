import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../random";
import { calibrate, checkCalibration } from "./calibration";
import { type CalibrationMethod, calibrationMethods } from "./calibration-methods";
import { chooseCalibration, fitCalibration } from "./fit-calibration";
import type { Scored } from "./scored";

/** Scores of rows whose true probability is a function of the score. */
function drawnFrom(rows: number, truth: (score: number) => number): Scored {
  const random = createRandom(11);
  const scores = Float64Array.from({ length: rows }, () => random());
  const positives = Array.from(scores, (score) => (random() < truth(score) ? 1 : 0));
  return { scores, positives, negatives: positives.map((positive) => 1 - positive) };
}
const square = (score: number) => score * score;

const fourteen: Scored = {
  scores: Float64Array.of(0, 0.02, 0.05, 0.1, 0.1, 0.2, 0.25, 0.4, 0.45, 0.6, 0.7, 0.75, 0.9, 1),
  positives: [0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 1, 1, 1],
  negatives: [1, 1, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0],
};

describe("fourteen rows", () => {
  // scikit-learn 1.2.1 on the logit of 0.01 + 0.98 s: `_SigmoidCalibration` for Platt; for beta `LogisticRegression`
  // without penalty on both logarithms, each row once per class with Platt's targets as its weights.
  test.each([
    ["platt", [0.0896413, 0.2578332, 0.5036114, 0.7476565, 0.9126886]],
    ["beta", [0.094422, 0.2581457, 0.4991934, 0.7509235, 0.9197115]],
  ] as const)("get by %s the probabilities that scikit-learn gives", (method, expected) => {
    const calibration = fitCalibration(fourteen, method);
    [0, 0.1, 0.5, 0.9, 1].forEach((score, i) => {
      expect(calibrate(calibration, score)).toBeCloseTo(expected[i] ?? Number.NaN, 3);
    });
  });

  test("get by isotonic lines through the blocks' centres, ends as Laplace's rule has them", () => {
    // Blocks: 3 rows without a positive; 1 of 4; 2 of 4 (0.4 to 0.7); 3 of 3.
    const { rawScore, probability } = fitCalibration(fourteen, "isotonic");
    const expected = [
      [0.07 / 3, 1 / 5],
      [0.65 / 4, 1 / 4],
      [2.15 / 4, 2 / 4],
      [2.65 / 3, 1 - 1 / 5],
    ];
    expect(rawScore).toHaveLength(4);
    expected.forEach(([score = 0, share = 0], i) => {
      expect(rawScore[i]).toBeCloseTo(score, 12);
      expect(probability[i]).toBeCloseTo(share, 12);
    });
  });
});

describe.each(calibrationMethods)("fitted by %s", (method) => {
  test("the probabilities behind the scores are found to within 0.04", () => {
    const calibration = fitCalibration(drawnFrom(20_000, square), method);
    for (const score of [0.1, 0.3, 0.5, 0.7, 0.9]) {
      expect(Math.abs(calibrate(calibration, score) - square(score))).toBeLessThan(0.04);
    }
  });

  test("a row given as a weight of three counts as three rows", () => {
    const scores = Float64Array.of(0.1, 0.4, 0.8, 0.9);
    const weighed = fitCalibration({ scores, positives: [0, 1, 1, 3], negatives: [3, 2, 1, 0] }, method);
    const repeated = fitCalibration(
      {
        scores: Float64Array.of(0.1, 0.1, 0.1, 0.4, 0.4, 0.4, 0.8, 0.8, 0.9, 0.9, 0.9),
        positives: [0, 0, 0, 1, 0, 0, 1, 0, 1, 1, 1],
        negatives: [1, 1, 1, 0, 1, 1, 0, 1, 0, 0, 0],
      },
      method,
    );
    expect(weighed.rawScore).toHaveLength(repeated.rawScore.length);
    weighed.probability.forEach((value, i) => {
      expect(value).toBeCloseTo(repeated.probability[i] ?? Number.NaN, 6);
    });
  });

  test("rows without a score are passed over", () => {
    const known = drawnFrom(500, square);
    const withGap = {
      scores: Float64Array.of(Number.NaN, ...known.scores, Number.NaN),
      positives: [0, ...Array.from(known.positives), 9],
      negatives: [5, ...Array.from(known.negatives), 0],
    };
    expect(fitCalibration(withGap, method)).toEqual(fitCalibration(known, method));
  });

  test("scores that fall with the truth give one share to all", () => {
    const calibration = fitCalibration(
      drawnFrom(2000, (score) => 0.4 - 0.3 * score),
      method,
    );
    const spread = calibrate(calibration, 1) - calibrate(calibration, 0);
    expect(spread).toBeLessThan(0.05);
    expect(calibrate(calibration, 0.5)).toBeCloseTo(0.25, 1);
  });

  test("scores all alike give the share of positives at that score", () => {
    const scores = new Float64Array(1000).fill(0.37);
    const positives = Array.from(scores, (_, i) => (i % 5 === 0 ? 1 : 0));
    const negatives = positives.map((positive) => 1 - positive);
    expect(calibrate(fitCalibration({ scores, positives, negatives }, method), 0.37)).toBeCloseTo(0.2, 2);
  });

  test("rows of a single class give neither certainty nor NaN", () => {
    for (const rows of [1, 40]) {
      const scores = Float64Array.from({ length: rows }, (_, i) => i / rows);
      const none = new Array<number>(rows).fill(0);
      const every = new Array<number>(rows).fill(1);
      const never = fitCalibration({ scores, positives: none, negatives: every }, method);
      const always = fitCalibration({ scores, positives: every, negatives: none }, method);
      for (const score of [0, 0.5, 1]) {
        expect(calibrate(never, score)).toBeCloseTo(1 / (rows + 2), 3);
        expect(calibrate(always, score)).toBeCloseTo((rows + 1) / (rows + 2), 3);
      }
    }
  });
});

/** Few distinct scores, many, or values so near each other that a division could lose them. */
const anyScore = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 1, 0.5, 0.1, Number.MIN_VALUE, 0.1 + 2 ** -56),
);
const anyRows = fc
  .array(fc.tuple(anyScore, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), {
    maxLength: 60,
  })
  .map(
    (rows): Scored => ({
      scores: Float64Array.from(rows, ([score]) => score),
      positives: rows.map(([, positives]) => positives),
      negatives: rows.map(([, , negatives]) => negatives),
    }),
  );

test.each(calibrationMethods)(
  "%s never falls, reaches 0 or 1, or gives NaN, whatever the scores and labels",
  (method: CalibrationMethod) => {
    fc.assert(
      fc.property(anyRows, (scored) => {
        const calibration = fitCalibration(scored, method);
        checkCalibration(calibration);
        expect(calibration.rawScore.every((score) => score >= 0 && score <= 1)).toBe(true);
        let before = 0;
        for (let k = 0; k <= 100; k++) {
          const probability = calibrate(calibration, k / 100);
          expect(probability).toBeGreaterThanOrEqual(Math.max(1e-6, before));
          expect(probability).toBeLessThanOrEqual(1 - 1e-6);
          before = probability;
        }
      }),
      { numRuns: 150 },
    );
  },
);

describe("chooseCalibration", () => {
  test("takes a smooth map for a smooth truth and isotonic for one with a step, and says what it compared", () => {
    const smooth = chooseCalibration(drawnFrom(3000, square), { folds: 5, seed: 1 });
    const step = chooseCalibration(
      drawnFrom(3000, (s) => (s < 0.37 ? 0.02 : 0.3)),
      { folds: 5, seed: 1 },
    );
    expect(smooth.method).not.toBe("isotonic");
    expect(step.method).toBe("isotonic");
    for (const { method, compared } of [smooth, step]) {
      expect(compared[0]?.method).toBe(method);
      expect(compared.map((one) => one.method).sort()).toEqual([...calibrationMethods].sort());
      const losses = compared.map((one) => one.logLoss);
      expect(losses).toEqual(losses.toSorted((a, b) => a - b));
    }
  });

  test("is fitted to all the rows, not to the folds", () => {
    const scored = drawnFrom(400, square);
    const { compared, ...chosen } = chooseCalibration(scored, { folds: 4, seed: 3 });
    const { compared: _, ...direct } = fitCalibration(scored, chosen.method as CalibrationMethod);
    expect(chosen).toEqual(direct);
  });

  test("compares on rows that the fold's map has not seen", () => {
    // Distinct scores with labels drawn by a coin: in sample isotonic gains over ln 2 ≈ 0.693, out of sample nobody does.
    const { compared } = chooseCalibration(
      drawnFrom(300, () => 0.5),
      { folds: 5, seed: 1 },
    );
    for (const { logLoss, brier } of compared) {
      expect(logLoss).toBeGreaterThan(0.69);
      expect(brier).toBeGreaterThan(0.249);
    }
  });

  test("the same seed chooses the same, bytes and all", () => {
    const scored = drawnFrom(300, square);
    const chosen = (seed: number) => JSON.stringify(chooseCalibration(scored, { folds: 5, seed }));
    expect(chosen(1)).toBe(chosen(1));
    expect(chosen(1)).not.toBe(chosen(2));
  });

  test("gives finite figures however few the rows, and refuses none in words", () => {
    fc.assert(
      fc.property(anyRows, (scored) => {
        const rows = Array.from(scored.positives, (count, i) => count + (scored.negatives[i] ?? 0));
        const choose = () => chooseCalibration(scored, { folds: 3, seed: 1 });
        if (rows.every((count) => count === 0)) {
          expect(choose).toThrow("no row has a score");
          return;
        }
        for (const { logLoss, brier } of choose().compared) {
          expect(Number.isFinite(logLoss)).toBe(true);
          expect(brier >= 0 && brier <= 1).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
