import { describe, expect, test } from "vitest";
import { modelCardSchema } from "../model/card";
import { createRandom } from "../random";
import { evaluate, type HeldOut } from "./evaluate";
import { wilson } from "./intervals";

/** Vectors by hand: [probability, positive rows, negative rows, called]. */
const held = (
  rows: readonly (readonly [number, number, number, 0 | 1])[],
  stratum: HeldOut["strata"][number] = "none_at_minimum",
): HeldOut => ({
  scores: Float64Array.from(rows, ([score]) => score),
  positives: rows.map(([, positives]) => positives),
  negatives: rows.map(([, , negatives]) => negatives),
  calls: Uint8Array.from(rows, ([, , , call]) => call),
  strata: rows.map(() => stratum),
});

describe("held-out figures of eleven rows on four vectors", () => {
  const result = evaluate(
    held([
      [0.9, 3, 1, 1],
      [0.7, 1, 0, 1],
      [0.15, 1, 1, 0],
      [0.05, 0, 4, 0],
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

test("a vector that stands 100 times in the data widens the interval: its rows are no 100 witnesses", () => {
  const random = createRandom(9);
  const many = Array.from({ length: 300 }, () => {
    const positive = random() < 0.3 ? 1 : 0;
    return [Math.min(1, random() * 0.6 + positive * 0.4), positive, 1 - positive, 0] as const;
  });
  const widthOf = (rows: Parameters<typeof held>[0]) => {
    const { low, high } = evaluate(held(rows), 1).rocAuc ?? { low: 0, high: 0 };
    return high - low;
  };
  const repeated = widthOf([...many, [0.5, 0, 100, 0]]);
  const spread = widthOf([...many, ...Array.from({ length: 100 }, () => [0.5, 0, 1, 0] as const)]);
  expect(repeated).toBeGreaterThan(1.2 * spread);
});

test("the interval of a ROC AUC is as wide as Hanley and McNeil's standard error (1982) says", () => {
  const random = createRandom(5);
  const drawn = Array.from({ length: 400 }, (_, i) => {
    const positive = i % 2;
    return [random() * 0.7 + positive * 0.3, positive, 1 - positive, 0] as const;
  });
  const { value, low, high } = evaluate(held(drawn), 1).rocAuc ?? { value: 0, low: 0, high: 0 };
  const [q1, q2, each] = [value / (2 - value), (2 * value * value) / (1 + value), 200];
  const variance = (value * (1 - value) + (each - 1) * (q1 + q2 - 2 * value * value)) / (each * each);
  expect((high - low) / (2 * 1.96 * Math.sqrt(variance))).toBeGreaterThan(0.85);
  expect((high - low) / (2 * 1.96 * Math.sqrt(variance))).toBeLessThan(1.15);
});

test("the same predictions and seed give the same figures, bytes and all", () => {
  const rows = [
    [0.9, 3, 1, 1],
    [0.1, 1, 4, 0],
  ] as const;
  expect(JSON.stringify(evaluate(held(rows), 7))).toBe(JSON.stringify(evaluate(held(rows), 7)));
});
