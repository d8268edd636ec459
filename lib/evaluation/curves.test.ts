import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  averagePrecision,
  bestF1Threshold,
  brier,
  brierSkill,
  logLoss,
  precisionRecallCurve,
  recallAtFalsePositiveRate,
  rocAuc,
  rocCurve,
} from "./curves";
import { byFallingScore, type Scored, steps } from "./scored";

const rows = (pairs: readonly (readonly [score: number, label: 0 | 1])[]): Scored => ({
  scores: Float64Array.from(pairs, ([score]) => score),
  positives: pairs.map(([, label]) => label),
  negatives: pairs.map(([, label]) => 1 - label),
});
const stepsOf = (scored: Scored) => steps(scored, byFallingScore(scored.scores));

describe("figures of ten probabilities", () => {
  const ten = rows([
    [0.9, 1],
    [0.8, 1],
    [0.8, 0],
    [0.6, 1],
    [0.5, 0],
    [0.5, 1],
    [0.3, 0],
    [0.2, 0],
    [0.1, 0],
    [0.05, 0],
  ]);

  test("log loss and Brier score are those of scikit-learn 1.2.1, the skill against 0.4 · 0.6", () => {
    expect(logLoss(ten)).toBeCloseTo(0.457153427, 8);
    expect(brier(ten)).toBeCloseTo(0.14925, 12);
    expect(brierSkill(ten)).toBeCloseTo(1 - 0.14925 / 0.24, 12);
  });

  test("answering the share of positives for every row has no skill, and answering worse a negative one", () => {
    const flat = (value: number) => ({ ...ten, scores: new Float64Array(10).fill(value) });
    expect(brierSkill(flat(0.4))).toBeCloseTo(0, 12);
    expect(brierSkill(flat(0.9))).toBeLessThan(-1);
  });

  test.each([
    // Points of scikit-learn's `roc_curve`: (0, 0.25), (1/6, 0.75), (1/3, 1); the tie at 0.8 is called as one.
    [0, 0.25],
    [0.16, 0.25],
    [1 / 6, 0.75],
    [0.3, 0.75],
    [1 / 3, 1],
    [1, 1],
  ])("at a false-positive rate of %d recall is %d", (rate, expected) => {
    expect(recallAtFalsePositiveRate(stepsOf(ten), rate)).toBe(expected);
  });

  test("what needs a row or both classes is null without", () => {
    const none = rows([]);
    expect([logLoss(none), brierSkill(none), recallAtFalsePositiveRate([], 0.1)]).toEqual([null, null, null]);
    for (const label of [0, 1] as const) {
      const one = rows([[0.4, label]]);
      expect([brierSkill(one), recallAtFalsePositiveRate(stepsOf(one), 0.1)]).toEqual([null, null]);
    }
  });

  test("log loss takes a certainty that came true for 0 and one that did not for infinite", () => {
    expect(
      logLoss(
        rows([
          [1, 1],
          [0, 0],
        ]),
      ),
    ).toBe(0);
    expect(logLoss(rows([[1, 0]]))).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("areas and curves", () => {
  // `auc` is the share of (positive, negative) pairs in order; `ap` sums precision where recall rises.
  test.each<{ what: string; pairs: [number, 0 | 1][]; auc: number; ap: number }>([
    {
      what: "every positive above every negative",
      pairs: [
        [0.9, 1],
        [0.8, 1],
        [0.3, 0],
        [0.1, 0],
      ],
      auc: 1,
      ap: 1,
    },
    {
      what: "one pair of four in the wrong order",
      pairs: [
        [0.9, 1],
        [0.8, 0],
        [0.7, 1],
        [0.1, 0],
      ],
      auc: 3 / 4,
      ap: (1 + 2 / 3) / 2,
    },
    {
      what: "all scores tied",
      pairs: [
        [0.5, 1],
        [0.5, 0],
        [0.5, 0],
        [0.5, 0],
      ],
      auc: 1 / 2,
      ap: 1 / 4,
    },
    {
      what: "a tie between a positive and a negative",
      pairs: [
        [0.9, 1],
        [0.5, 1],
        [0.5, 0],
        [0.1, 0],
      ],
      auc: 7 / 8,
      ap: (1 + 2 / 3) / 2,
    },
    {
      what: "every positive below every negative",
      pairs: [
        [0.9, 0],
        [0.8, 0],
        [0.2, 1],
      ],
      auc: 0,
      ap: 1 / 3,
    },
  ])("ROC AUC and average precision as worked by hand: $what", ({ pairs, auc, ap }) => {
    const all = stepsOf(rows(pairs));
    expect(rocAuc(all)).toBeCloseTo(auc, 15);
    expect(averagePrecision(all)).toBeCloseTo(ap, 15);
  });

  test("one class alone has no ROC AUC, and no positives no average precision", () => {
    const negatives = stepsOf(
      rows([
        [0.3, 0],
        [0.2, 0],
      ]),
    );
    expect(rocAuc(negatives)).toBeNull();
    expect(averagePrecision(negatives)).toBeNull();
    expect(rocAuc(stepsOf(rows([[0.3, 1]])))).toBeNull();
  });

  test("the Brier score is the mean squared distance, each row once", () => {
    const scored = { scores: Float64Array.of(0.8, 0.1), positives: [2, 0], negatives: [1, 1] };
    expect(brier(scored)).toBeCloseTo((2 * 0.04 + 0.64 + 0.01) / 4, 15);
  });

  test("the threshold of the best F1 is the score at which it is reached", () => {
    // F1 by calls: 1 → 2/4, 2 → 4/5, 3 → 4/6, 4 → 6/7, 5 → 6/8
    const scored = rows([
      [0.9, 1],
      [0.8, 1],
      [0.7, 0],
      [0.6, 1],
      [0.5, 0],
    ]);
    const best = bestF1Threshold(stepsOf(scored));
    expect(best?.threshold).toBe(0.6);
    expect(best?.f1).toBeCloseTo(6 / 7, 15);
  });

  const pair = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom(0 as const, 1 as const));
  const sample = fc.array(pair, { minLength: 2, maxLength: 300 });
  const scaled = (pairs: readonly (readonly [number, 0 | 1])[], scale: (score: number) => number) =>
    rows(pairs.map(([score, label]) => [scale(score / 40), label]));

  test("ROC AUC and average precision depend on the order of the scores alone", () => {
    fc.assert(
      fc.property(sample, (pairs) => {
        const plain = stepsOf(scaled(pairs, (s) => s));
        const bent = stepsOf(scaled(pairs, (s) => 0.1 + 0.5 * s ** 3));
        expect(rocAuc(bent)).toEqual(rocAuc(plain));
        expect(averagePrecision(bent)).toEqual(averagePrecision(plain));
      }),
    );
  });

  /**
   * Pairs of a positive and a negative won by the positive, ties half, over all pairs; straight from the definition.
   */
  function shareOfPairsInOrder(pairs: readonly (readonly [number, 0 | 1])[]): number | null {
    const scoresOf = (label: 0 | 1) => pairs.filter((pair) => pair[1] === label).map(([score]) => score);
    const negatives = scoresOf(0);
    const won = scoresOf(1).flatMap((p) => negatives.map((n) => (Math.sign(p - n) + 1) / 2));
    return won.length === 0 ? null : won.reduce((sum, value) => sum + value, 0) / won.length;
  }

  test("ROC AUC is the share of pairs in order, ties half", () => {
    fc.assert(
      fc.property(sample, (pairs) => {
        const auc = rocAuc(stepsOf(scaled(pairs, (s) => s)));
        const share = shareOfPairsInOrder(pairs);
        if (share === null) expect(auc).toBeNull();
        else expect(auc).toBeCloseTo(share, 12);
      }),
    );
  });

  test("recall at a false-positive rate is the best of all thresholds that keep to it", () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: 0, max: 40 }), (pairs, fortieths) => {
        const count = (label: 0 | 1, from: number) =>
          pairs.filter((pair) => pair[1] === label && pair[0] >= from).length;
        const kept = [...Array(42).keys()].filter((from) => 40 * count(0, from) <= fortieths * count(0, 0));
        const found = recallAtFalsePositiveRate(stepsOf(scaled(pairs, (s) => s)), fortieths / 40);
        if (count(0, 0) === 0 || count(1, 0) === 0) expect(found).toBeNull();
        else expect(found).toBe(Math.max(...kept.map((from) => count(1, from))) / count(1, 0));
      }),
    );
  });

  test("curves rise, stay in [0, 1], end where they must and keep to their number of points", () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: 5, max: 60 }), (pairs, limit) => {
        const all = stepsOf(scaled(pairs, (s) => s));
        const roc = rocCurve(all, limit);
        const curve = precisionRecallCurve(all, limit);
        expect(roc.length).toBeLessThanOrEqual(limit);
        expect(curve.length).toBeLessThanOrEqual(limit);
        roc.forEach((point, i) => {
          const before = roc[i - 1] ?? { falsePositiveRate: 0, truePositiveRate: 0 };
          expect(point.falsePositiveRate).toBeGreaterThanOrEqual(before.falsePositiveRate);
          expect(point.truePositiveRate).toBeGreaterThanOrEqual(before.truePositiveRate);
        });
        if (roc.length > 0) {
          expect(roc[0]).toMatchObject({ falsePositiveRate: 0, truePositiveRate: 0 });
          expect(roc.at(-1)).toMatchObject({ falsePositiveRate: 1, truePositiveRate: 1 });
        }
        if (curve.length > 0) expect(curve.at(-1)?.recall).toBe(1);
        for (const { precision: p, recall: r } of curve)
          expect(p >= 0 && p <= 1 && r >= 0 && r <= 1).toBe(true);
      }),
    );
  });
});
