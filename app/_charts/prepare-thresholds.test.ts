import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rocCurve } from "../../lib/evaluation/curves";
import { byFallingScore, steps as scoreSteps } from "../../lib/evaluation/scored";
import { figuresOf, nearestStep, prepareThresholds } from "./prepare-thresholds";
import { madeUpEvaluation } from "./testing/made-up-evaluation";

/** Held-out rows with both classes among them, scores to two decimals so that some are equal. */
const heldOut = fc
  .array(fc.record({ score: fc.integer({ min: 0, max: 100 }), positive: fc.boolean() }), {
    minLength: 2,
    maxLength: 400,
  })
  .filter((rows) => rows.some((row) => row.positive) && rows.some((row) => !row.positive))
  .map((rows) => rows.map(({ score, positive }) => ({ score: score / 100, positive })));

describe("prepareThresholds", () => {
  it("gives back the very counts that the rates of a card were made from, rising to nothing called", () => {
    fc.assert(
      fc.property(heldOut, (rows) => {
        const scores = Float64Array.from(rows, (row) => row.score);
        const positives = rows.map((row) => Number(row.positive));
        const scored = { scores, positives, negatives: positives.map((one) => 1 - one) };
        const total = positives.reduce((sum, one) => sum + one, 0);
        const roc = rocCurve(scoreSteps(scored, byFallingScore(scores)), 200);
        const prepared = prepareThresholds({ ...madeUpEvaluation, rows: rows.length, positives: total, roc });
        expect(prepared).toHaveLength(roc.length);
        for (const { threshold, confusion } of prepared) {
          const called = rows.filter((row) => threshold !== null && row.score >= threshold);
          const found = called.filter((row) => row.positive).length;
          expect(confusion).toEqual({
            truePositives: found,
            falsePositives: called.length - found,
            trueNegatives: rows.length - total - (called.length - found),
            falseNegatives: total - found,
          });
        }
        const rising = prepared.map(({ threshold }) => threshold ?? 2);
        expect(rising).toEqual([...rising].sort((a, b) => a - b));
        expect(prepared.at(-1)?.threshold).toBeNull();
      }),
    );
  });

  it("has no steps where there is no curve", () => {
    expect(prepareThresholds({ ...madeUpEvaluation, roc: [] })).toEqual([]);
  });
});

describe("nearestStep", () => {
  const steps = prepareThresholds(madeUpEvaluation);

  it("finds the nearest threshold, and the last step for none at all", () => {
    expect(steps.map(({ threshold }) => threshold)).toEqual([0, 0.4, null]);
    expect([0, 0.19, 0.21, 0.9, 1, null].map((threshold) => nearestStep(steps, threshold))).toEqual([
      0, 0, 1, 1, 1, 2,
    ]);
  });

  it("stays at the first of no steps", () => {
    expect(nearestStep([], 0.3)).toBe(0);
    expect(nearestStep([], null)).toBe(0);
  });
});

describe("figuresOf", () => {
  it("estimates each share with an interval around it", () => {
    const figures = figuresOf({ truePositives: 6, falsePositives: 2, trueNegatives: 188, falseNegatives: 4 });
    expect(figures.recall?.value).toBe(0.6);
    expect(figures.precision?.value).toBe(0.75);
    expect(figures.specificity?.value).toBeCloseTo(188 / 190);
    expect(figures.alertsPerThousand?.value).toBe(40);
    for (const estimate of Object.values(figures)) {
      expect(estimate?.low).toBeLessThan(estimate?.value ?? 0);
      expect(estimate?.high).toBeGreaterThan(estimate?.value ?? 0);
    }
  });

  it("has no precision where nothing is called, but knows the recall is 0", () => {
    const figures = figuresOf({
      truePositives: 0,
      falsePositives: 0,
      trueNegatives: 190,
      falseNegatives: 10,
    });
    expect(figures.precision).toBeNull();
    expect(figures.recall).toMatchObject({ value: 0, low: 0 });
    expect(figures.alertsPerThousand).toMatchObject({ value: 0, low: 0 });
  });

  it("estimates nothing from no rows", () => {
    const none = { truePositives: 0, falsePositives: 0, trueNegatives: 0, falseNegatives: 0 };
    expect(new Set(Object.values(figuresOf(none)))).toEqual(new Set([null]));
  });
});
