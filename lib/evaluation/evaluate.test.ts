import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { modelCardSchema } from "../model/card";
import { createRandom } from "../random";
import { evaluate, type HeldOut } from "./evaluate";
import { wilson } from "./intervals";

/** Vectors by hand: [probability, positive rows, negative rows]. */
const held = (
  rows: readonly (readonly [number, number, number])[],
  stratum: HeldOut["strata"][number] = "none_at_minimum",
): HeldOut => ({
  scores: Float64Array.from(rows, ([score]) => score),
  positives: rows.map(([, positives]) => positives),
  negatives: rows.map(([, , negatives]) => negatives),
  points: [
    { name: "balanced", threshold: 0.5 },
    { name: "screening", threshold: 0.1 },
  ],
  operatingPoint: "balanced",
  strata: rows.map(() => stratum),
});

describe("held-out figures of eleven rows on four vectors", () => {
  const result = evaluate(
    held([
      [0.9, 3, 1],
      [0.7, 1, 0],
      [0.15, 1, 1],
      [0.05, 0, 4],
    ]),
    1,
  );

  test("are those of the rows, each vector weighing as often as it stands in the data", () => {
    expect(result).toMatchObject({ rows: 11, positives: 5 });
    expect(result.confusion).toEqual({
      truePositives: 4,
      falsePositives: 1,
      trueNegatives: 5,
      falseNegatives: 1,
    });
    expect(result.recall?.value).toBeCloseTo(4 / 5, 12);
    expect(result.precision?.value).toBeCloseTo(4 / 5, 12);
    expect(result.f1?.value).toBeCloseTo(8 / 10, 12);
    expect(result.brier?.value).toBeCloseTo((3 * 0.01 + 0.81 + 0.09 + 0.7225 + 0.0225 + 4 * 0.0025) / 11, 12);
  });

  test("weigh the same in what rare positives are judged by", () => {
    // (4 · 5 − 1 · 1) / √(5 · 5 · 6 · 6); five positives of eleven rows.
    expect(result.mcc?.value).toBeCloseTo(19 / 30, 12);
    expect(result.brierSkill?.value).toBeCloseTo(1 - (result.brier?.value ?? 0) / ((5 / 11) * (6 / 11)), 12);
    // The first vector already calls one of six negatives: no threshold keeps to 5 %.
    expect(
      result.recallAtFalsePositiveRate.map(({ falsePositiveRate, recall }) => [
        falsePositiveRate,
        recall?.value,
      ]),
    ).toEqual([0.005, 0.01, 0.02, 0.05].map((rate) => [rate, 0]));
  });

  test("are told for every operating point, the one in use as above", () => {
    const [balanced, screening] = result.points;
    expect([balanced?.name, screening?.name]).toEqual(["balanced", "screening"]);
    expect(balanced).toMatchObject({ confusion: result.confusion, recall: result.recall });
    expect(balanced?.alertsPerThousand?.value).toBeCloseTo((1000 * 5) / 11, 9);
    expect(screening?.confusion).toEqual({
      truePositives: 5,
      falsePositives: 2,
      trueNegatives: 4,
      falseNegatives: 0,
    });
    expect(screening?.f1?.value).toBeCloseTo(10 / 12, 12);
    expect(screening?.f1?.low).toBeLessThanOrEqual(10 / 12);
  });

  test("carry Wilson intervals where they are shares", () => {
    expect(result.recall).toMatchObject(wilson(4, 5) ?? {});
    expect(result.precision).toMatchObject(wilson(4, 5) ?? {});
    expect(result.specificity).toMatchObject(wilson(5, 6) ?? {});
    expect(result.accuracy).toMatchObject(wilson(9, 11) ?? {});
  });

  test("stand inside their intervals", () => {
    for (const key of [
      "accuracy",
      "recall",
      "precision",
      "f1",
      "averagePrecision",
      "rocAuc",
      "brier",
      "mcc",
      "brierSkill",
    ] as const) {
      const { value, low, high } = result[key] ?? { value: Number.NaN, low: 0, high: 0 };
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
  });

  test("put every row into one reliability bin and one stratum", () => {
    expect(result.reliability.reduce((sum, { count }) => sum + count, 0)).toBe(11);
    expect(result.reliability.reduce((sum, { positives }) => sum + positives, 0)).toBe(5);
    expect(result.strata.reduce((sum, { rows }) => sum + rows, 0)).toBe(11);
    for (const { from, to, meanProbability } of result.reliability) {
      if (meanProbability !== null) expect(meanProbability >= from && meanProbability <= to).toBe(true);
    }
  });

  test("have null where nothing can be estimated, and the shape the card asks for", () => {
    const empty = result.strata.find(({ stratum }) => stratum === "mixed");
    expect(empty).toMatchObject({ rows: 0, recall: null, precision: null, f1: null });
    expect(() => modelCardSchema.shape.evaluation.shape.all.parse(result)).not.toThrow();
  });
});

test("an operating point does to held-out rows what its threshold does on the curve, whatever the scores", () => {
  const scores = fc.array(fc.record({ score: fc.integer({ min: 0, max: 1000 }), positive: fc.boolean() }), {
    minLength: 2,
    maxLength: 600,
  });
  const thresholds = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(scores, thresholds, (rows, at) => {
      const vectors = rows.map(
        ({ score, positive }) => [score / 1000, Number(positive), Number(!positive)] as const,
      );
      const points = at.map((threshold, i) => ({ name: `p${i}`, threshold }));
      const { roc, points: measured, ...all } = evaluate({ ...held(vectors), points }, 1);
      if (roc.length === 0) return;
      for (const [i, { threshold }] of points.entries()) {
        const place = roc.find((one) => one.threshold === threshold);
        const { truePositives, falsePositives } = measured[i]?.confusion ?? {};
        expect(Math.round((place?.truePositiveRate ?? -1) * all.positives)).toBe(truePositives);
        expect(Math.round((place?.falsePositiveRate ?? -1) * (all.rows - all.positives))).toBe(
          falsePositives,
        );
      }
    }),
    { numRuns: 60 },
  );
});

test("a vector that stands 100 times in the data widens the interval: its rows are no 100 witnesses", () => {
  const random = createRandom(9);
  const many = Array.from({ length: 300 }, () => {
    const positive = random() < 0.3 ? 1 : 0;
    return [Math.min(1, random() * 0.6 + positive * 0.4), positive, 1 - positive] as const;
  });
  const widthOf = (rows: Parameters<typeof held>[0]) => {
    const { low, high } = evaluate(held(rows), 1).rocAuc ?? { low: 0, high: 0 };
    return high - low;
  };
  const repeated = widthOf([...many, [0.5, 0, 100]]);
  const spread = widthOf([...many, ...Array.from({ length: 100 }, () => [0.5, 0, 1] as const)]);
  expect(repeated).toBeGreaterThan(1.2 * spread);
});

test("the interval of a ROC AUC is as wide as Hanley and McNeil's standard error (1982) says", () => {
  const random = createRandom(5);
  const drawn = Array.from({ length: 400 }, (_, i) => {
    const positive = i % 2;
    return [random() * 0.7 + positive * 0.3, positive, 1 - positive] as const;
  });
  const { value, low, high } = evaluate(held(drawn), 1).rocAuc ?? { value: 0, low: 0, high: 0 };
  const [q1, q2, each] = [value / (2 - value), (2 * value * value) / (1 + value), 200];
  const variance = (value * (1 - value) + (each - 1) * (q1 + q2 - 2 * value * value)) / (each * each);
  expect((high - low) / (2 * 1.96 * Math.sqrt(variance))).toBeGreaterThan(0.85);
  expect((high - low) / (2 * 1.96 * Math.sqrt(variance))).toBeLessThan(1.15);
});

test("the same predictions and seed give the same figures, bytes and all", () => {
  const rows = [
    [0.9, 3, 1],
    [0.1, 1, 4],
  ] as const;
  expect(JSON.stringify(evaluate(held(rows), 7))).toBe(JSON.stringify(evaluate(held(rows), 7)));
});

test("every figure with a bootstrap has an interval around it on rows like the data's", () => {
  const random = createRandom(3);
  const many = Array.from({ length: 600 }, () => {
    const positive = random() < 0.1 ? 1 : 0;
    const score = Math.min(1, random() * 0.5 + positive * random() * 0.6);
    return [score, positive, 1 - positive] as const;
  });
  const { mcc, brierSkill, recallAtFalsePositiveRate, points } = evaluate(held(many), 1);
  const recalls = recallAtFalsePositiveRate.map(({ recall }) => recall);
  for (const figure of [mcc, brierSkill, ...recalls.slice(1), ...points.map(({ f1 }) => f1)]) {
    const { value, low, high } = figure ?? { value: 0, low: 0, high: 0 };
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
  }
  const values = recalls.map((recall) => recall?.value ?? Number.NaN);
  expect(values).toEqual(values.toSorted((a, b) => a - b));
});

test("without rows there are no figures, and no NaN", () => {
  const nothing = evaluate(held([]), 1);
  expect(() => modelCardSchema.shape.evaluation.shape.all.parse(nothing)).not.toThrow();
  expect(nothing).toMatchObject({ rows: 0, mcc: null, brierSkill: null, averagePrecision: null });
  expect(nothing.recallAtFalsePositiveRate.map(({ recall }) => recall)).toEqual([null, null, null, null]);
});
