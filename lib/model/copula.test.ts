import fc from "fast-check";
import { expect, test } from "vitest";
import { choleskyFactor, normalScore, pairUnlikeliness, rankAmong, unlikelinessOf } from "./copula";

test("a rank is linear between quantiles, the middle of equal ones and flat beyond the ends", () => {
  const quantiles = [0, 1, 1, 1, 3];
  expect([-5, 0, 0.5, 1, 2, 3, 9].map((value) => rankAmong(quantiles, value))).toEqual([
    0, 0, 0.125, 0.5, 0.875, 1, 1,
  ]);
});

test("ranks never fall as values rise", () => {
  const value = fc.double({ min: -1000, max: 1000, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 2, maxLength: 30 }), value, value, (quantiles, a, b) => {
      const sorted = [...Float64Array.from(quantiles).sort()];
      const [low, high] = [rankAmong(sorted, Math.min(a, b)), rankAmong(sorted, Math.max(a, b))];
      expect(low).toBeLessThanOrEqual(high);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
    }),
  );
});

test("normal scores are those of the tables, the two sides mirrored and the ends kept finite", () => {
  expect(normalScore(0.5)).toBe(0);
  expect(normalScore(0.975)).toBeCloseTo(1.96, 3);
  expect(normalScore(0.2)).toBeCloseTo(-0.8416, 3);
  expect(normalScore(0.1)).toBeCloseTo(-normalScore(0.9), 12);
  expect(normalScore(0)).toBeCloseTo(-2.5758, 3);
  expect(normalScore(1)).toBeCloseTo(2.5758, 3);
});

test("a factor times its transpose is the matrix, and what is not positive definite has none", () => {
  const matrix = [
    [1, 0.5, -0.2],
    [0.5, 1, 0.3],
    [-0.2, 0.3, 1],
  ];
  const factor = choleskyFactor(matrix) ?? new Float64Array();
  const product = matrix.map((_, i) =>
    matrix.map((__, j) =>
      [0, 1, 2].reduce((sum, k) => sum + (factor[i * 3 + k] as number) * (factor[j * 3 + k] as number), 0),
    ),
  );
  product.forEach((row, i) => {
    row.forEach((value, j) => {
      expect(value).toBeCloseTo(matrix[i]?.[j] as number, 12);
    });
  });
  expect(
    choleskyFactor([
      [1, 1],
      [1, 1],
    ]),
  ).toBeNull();
});

test("for two features the joint figure is the pair's, and without correlation nothing is unlikely", () => {
  const score = fc.double({ min: -2.6, max: 2.6, noNaN: true });
  fc.assert(
    fc.property(fc.double({ min: -0.99, max: 0.99, noNaN: true }), score, score, (correlation, a, b) => {
      const factor = choleskyFactor([
        [1, correlation],
        [correlation, 1],
      ]);
      expect(unlikelinessOf(factor ?? new Float64Array(), [a, b])).toBeCloseTo(
        pairUnlikeliness(correlation, a, b),
        6,
      );
    }),
  );
  expect(pairUnlikeliness(0, 1.3, -2)).toBe(0);
  expect(pairUnlikeliness(0.9, 2, -2)).toBeGreaterThan(pairUnlikeliness(0.9, 2, 2));
});
