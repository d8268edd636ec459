import fc from "fast-check";
import { expect, test } from "vitest";
import { accuracy, f1, mcc, precision, recall, specificity } from "./confusion";
import { averagePrecision, brier, brierSkill, recallAtFalsePositiveRate, rocAuc } from "./curves";
import { falsePositiveRates, figureNames, type Prediction, pooledFigures, rank } from "./ranked-predictions";
import { byFallingScore, steps } from "./scored";

/** Few vectors and few probabilities, so that there are ties; each prediction with how often its vector is drawn. */
const prediction = fc.record({
  vector: fc.integer({ min: 0, max: 7 }),
  probability: fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10),
  called: fc.boolean(),
  positives: fc.integer({ min: 0, max: 3 }),
  negatives: fc.integer({ min: 0, max: 3 }),
});
const draws = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 8, maxLength: 8 });

/** The same from the functions that define the figures, on rows written out as often as they were drawn. */
function byDefinition(predictions: readonly Prediction[], drawn: readonly number[]): (number | null)[] {
  const rows = predictions.flatMap((one) =>
    [1, 0].flatMap((label) => {
      const count = (drawn[one.vector] ?? 0) * (label === 1 ? one.positives : one.negatives);
      return Array.from({ length: count }, () => ({ ...one, label }));
    }),
  );
  const scored = {
    scores: Float64Array.from(rows, ({ probability }) => probability),
    positives: rows.map(({ label }) => label),
    negatives: rows.map(({ label }) => 1 - label),
  };
  const all = steps(scored, byFallingScore(scored.scores));
  const count = (label: number, called: boolean) =>
    rows.filter((row) => row.label === label && row.called === called).length;
  const c = {
    truePositives: count(1, true),
    falsePositives: count(0, true),
    trueNegatives: count(0, false),
    falseNegatives: count(1, false),
  };
  return [
    averagePrecision(all),
    rocAuc(all),
    ...[accuracy, precision, recall, specificity, f1, mcc].map((figure) => figure(c)),
    brier(scored),
    brierSkill(scored),
    ...falsePositiveRates.map((rate) => recallAtFalsePositiveRate(all, rate)),
  ];
}

test("figures of drawn vectors are those of the definitions on the rows drawn", () => {
  fc.assert(
    fc.property(fc.array(prediction, { maxLength: 30 }), draws, (predictions, drawn) => {
      const figures = pooledFigures(rank(predictions), Int32Array.from(drawn));
      byDefinition(predictions, drawn).forEach((expected, i) => {
        if (expected === null) expect([figureNames[i], figures[i]]).toEqual([figureNames[i], Number.NaN]);
        else expect(figures[i], figureNames[i]).toBeCloseTo(expected, 10);
      });
    }),
    { numRuns: 300 },
  );
});

test("recall at a false-positive rate counts no threshold that calls more, and equal scores together", () => {
  // 200 negatives; 1 % of them are two. The third false call comes with the last two positives.
  const one = { called: false, positives: 0, negatives: 0 };
  const ranked = rank([
    { ...one, vector: 0, probability: 0.9, positives: 6 },
    { ...one, vector: 1, probability: 0.8, positives: 2, negatives: 2 },
    { ...one, vector: 2, probability: 0.7, positives: 2, negatives: 1 },
    { ...one, vector: 3, probability: 0.1, negatives: 197 },
  ]);
  const figures = pooledFigures(ranked, new Int32Array(4).fill(1));
  const at = (name: (typeof figureNames)[number]) => figures[figureNames.indexOf(name)];
  expect(at("recallAtHalfPercent")).toBe(0.6);
  expect(at("recallAtOnePercent")).toBe(0.8);
  expect(at("recallAtTwoPercent")).toBe(1);
});
