import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rocCurve } from "../../lib/evaluation/curves";
import { qualityOfPoint } from "../../lib/evaluation/quality";
import { byFallingScore, steps as scoreSteps } from "../../lib/evaluation/scored";
import type { PointQuality } from "../../lib/model/card";
import { readModelCard } from "../../lib/model/read-card";
import { heldOutQuality } from "../_components/held-out-quality";
import { nearestStep, prepareThresholds } from "./prepare-thresholds";
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

/** Its interval comes from a bootstrap, which the explorer does not make. */
const withoutF1 = ({ f1, ...quality }: PointQuality) => quality;

describe("an operating point of the shipped model", () => {
  const card = readModelCard(
    JSON.parse(readFileSync(new URL("../../data/model/card.json", import.meta.url), "utf8")),
  );
  const rows = ["distinct", "all"] as const;

  it.each(rows)(
    "has the same figures in the table and in the explorer, exactly at its threshold (%s)",
    (set) => {
      const evaluation = card.evaluation[set];
      const thresholds = prepareThresholds(evaluation);
      for (const { name, threshold } of card.operatingPoints) {
        const step = thresholds[nearestStep(thresholds, threshold)];
        expect(step?.threshold).toBe(threshold);
        expect(heldOutQuality(evaluation, name, card.operatingPoint)).toMatchObject({
          ...withoutF1(qualityOfPoint(step?.confusion ?? evaluation.confusion, null)),
        });
      }
      const inUse = heldOutQuality(evaluation, card.operatingPoint, card.operatingPoint);
      for (const figure of ["confusion", "recall", "precision", "specificity", "f1"] as const) {
        expect(evaluation[figure]).toEqual(inUse?.[figure]);
      }
    },
  );
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
