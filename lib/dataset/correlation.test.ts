import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { meanRanks, pearson } from "./correlation";

const coarse = fc.integer({ min: -3, max: 3 }).map((n) => n / 4);
const fine = fc.double({ min: -1000, max: 1000, noNaN: true });
const column = fc.array(fc.oneof(coarse, fine), { minLength: 2, maxLength: 40 });
const columns = fc
  .array(fc.tuple(fc.oneof(coarse, fine), fc.oneof(coarse, fine)), { minLength: 2, maxLength: 40 })
  .map((pairs) => [pairs.map(([a]) => a), pairs.map(([, b]) => b)] as const);

const floats = (values: readonly number[]) => Float64Array.from(values);

describe("pearson", () => {
  test("is what scipy gives for a worked example", () => {
    // scipy.stats.pearsonr([1, 2, 3, 4, 7], [2, 1, 5, 3, 4]).statistic
    expect(pearson(floats([1, 2, 3, 4, 7]), floats([2, 1, 5, 3, 4]))).toBeCloseTo(0.5494422557947561, 14);
  });

  test("is the mean product of standard scores, found another way: by the differences of all pairs", () => {
    fc.assert(
      fc.property(columns, ([a, b]) => {
        let [ab, aa, bb] = [0, 0, 0];
        for (let i = 0; i < a.length; i++) {
          for (let j = 0; j < i; j++) {
            const x = (a[i] ?? 0) - (a[j] ?? 0);
            const y = (b[i] ?? 0) - (b[j] ?? 0);
            ab += x * y;
            aa += x * x;
            bb += y * y;
          }
        }
        // What varies by less than its own rounding is another test's business.
        fc.pre(aa > 1e-12 && bb > 1e-12);
        expect(pearson(floats(a), floats(b))).toBeCloseTo(ab / Math.sqrt(aa * bb), 6);
      }),
    );
  });

  test("is null where a column does not vary, also where the mean of equal values is not that value", () => {
    const constant = new Float64Array(10).fill(0.1);
    const rising = Float64Array.from({ length: 10 }, (_, i) => i);
    expect(pearson(constant, rising)).toBeNull();
    expect(pearson(rising, constant)).toBeNull();
    expect(pearson(constant, constant)).toBeNull();
    expect(pearson(floats([]), floats([]))).toBeNull();
  });

  test("stays in [-1, 1], is the same both ways round, and 1 of a column with itself", () => {
    fc.assert(
      fc.property(columns, ([a, b]) => {
        const found = pearson(floats(a), floats(b));
        expect(pearson(floats(b), floats(a))).toBe(found);
        if (found !== null) expect(Math.abs(found)).toBeLessThanOrEqual(1);
        const itself = pearson(floats(a), floats(a));
        if (itself !== null) expect(itself).toBeCloseTo(1, 12);
      }),
    );
  });

  test("is not lost to squares too small for a number", () => {
    expect(pearson(floats([1e-200, 2e-200, 3e-200]), floats([3, 2, 1]))).toBeCloseTo(-1, 12);
  });
});

describe("meanRanks", () => {
  test("counts from 1 and shares the mean among equals, -0 and 0 among them", () => {
    expect(Array.from(meanRanks(floats([5, -1, 0, 5, -0, 5])))).toEqual([5, 1, 2.5, 5, 2.5, 5]);
  });

  test("gives each value one more than the values below it, and half of its other equals", () => {
    fc.assert(
      fc.property(column, (values) => {
        const byCounting = values.map(
          (value) =>
            values.filter((other) => other < value).length +
            (values.filter((other) => other === value).length + 1) / 2,
        );
        expect(Array.from(meanRanks(floats(values)))).toEqual(byCounting);
      }),
    );
  });

  test("makes Spearman's correlation of Pearson's, as scipy has it, ties included", () => {
    // scipy.stats.spearmanr([1, 2, 2, 4, 9, 0], [3, 3, 1, 5, 4, 2]).statistic
    const found = pearson(meanRanks(floats([1, 2, 2, 4, 9, 0])), meanRanks(floats([3, 3, 1, 5, 4, 2])));
    expect(found).toBeCloseTo(0.6617647058823529, 14);
  });
});
