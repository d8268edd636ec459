import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { referenceSchema } from "./card";
import { describeReference, quantile, stratumOf } from "./reference";

test("quantiles stand where numpy's default has them", () => {
  const sorted = Float64Array.of(1, 2, 4, 8);
  expect([0, 0.25, 0.5, 0.9, 1].map((q) => quantile(sorted, q))).toEqual([1, 1.75, 3, 6.800000000000001, 8]);
  expect(quantile(Float64Array.of(3), 0.7)).toBe(3);
});

/** Rows whose six features are all the same value. */
const dataset = (values: readonly number[], labels: readonly number[]) => ({
  values: Float64Array.from(values.flatMap((value) => new Array<number>(6).fill(value))),
  labels: Uint8Array.from(labels),
});

const ascending = (values: readonly number[]) =>
  values.every((value, i) => i === 0 || value > (values[i - 1] ?? Number.NaN));

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

describe("describeReference", () => {
  test("counts rows at the minimum apart from the bins, positives too", () => {
    const [area] = describeReference(dataset([0, 0, 0, 1, 2, 3], [1, 0, 0, 1, 0, 1])).features;
    expect(area).toMatchObject({ min: 0, max: 3, shareAtMinimum: 0.5, positivesAtMinimum: 1 });
    expect(sum(area?.counts ?? [])).toBe(3);
    expect(sum(area?.positiveCounts ?? [])).toBe(2);
    expect(area?.percentiles[50]).toBe(0.5);
  });

  test("values a hair apart, or a single one above the minimum, still get ascending edges", () => {
    for (const values of [[0, 1, 1 + 1e-12], [0, 5], [0, Number.MIN_VALUE, 2 * Number.MIN_VALUE], [4]]) {
      const labels = values.map(() => 0);
      expect(ascending(describeReference(dataset(values, labels)).features[0]?.edges ?? [])).toBe(true);
    }
  });

  const value = fc.oneof(fc.constantFrom(-1, 0, 0.5, 1), fc.double({ min: -1000, max: 1000, noNaN: true }));

  test("whatever the rows, edges ascend, every row is counted once and the schema holds", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, fc.constantFrom(0, 1)), { minLength: 1, maxLength: 60 }),
        (rows) => {
          const labels = rows.map(([, label]) => label);
          const reference = describeReference(
            dataset(
              rows.map(([v]) => v),
              labels,
            ),
          );
          expect(referenceSchema.safeParse(reference).success).toBe(true);
          for (const feature of reference.features) {
            expect(ascending(feature.edges)).toBe(true);
            expect(feature.edges).toHaveLength(feature.counts.length + 1);
            expect(sum(feature.counts)).toBe(Math.round(rows.length * (1 - feature.shareAtMinimum)));
            expect(sum(feature.positiveCounts) + feature.positivesAtMinimum).toBe(sum(labels));
          }
        },
      ),
    );
  });
});

test.each([
  [[0, 0, 0, 0, 0, 0], "all_at_minimum"],
  [[-1, 0, 0, 0, 0, 0], "all_at_minimum"],
  [[1, 1, 1, 0, 0, 0], "last_three_at_minimum"],
  [[1, 1, 1, 1, 0, 1], "contrast_at_minimum"],
  [[1, 1, 1, 1, 1, 1], "none_at_minimum"],
  [[0, 1, 1, 1, 1, 1], "mixed"],
])("%j is %s", (vector, stratum) => {
  expect(stratumOf([0, 0, 0, 0, 0, 0], vector)).toBe(stratum);
});
