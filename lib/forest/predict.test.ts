import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Forest } from "./forest";
import { readForest, writeForest } from "./forest-json";
import { joinTrees } from "./join-trees";
import { predictMany, predictOne, predictTrees } from "./predict";

/** One tree: x0 < 1 ? (x1 < 0 ? 0.1 : 0.5) : 0.9 */
const first: Forest = {
  featureCount: 2,
  roots: Int32Array.of(0, 5),
  feature: Int8Array.of(0, 1, -1, -1, -1),
  threshold: Float64Array.of(1, 0, 0, 0, 0),
  right: Int32Array.of(4, 3, 0, 0, 0),
  cover: Float64Array.of(4, 3, 2, 1, 1),
  positiveFraction: Float64Array.of(0.4, 0.23, 0.1, 0.5, 0.9),
};

/** One leaf: always 0.25. */
const second: Forest = {
  featureCount: 2,
  roots: Int32Array.of(0, 1),
  feature: Int8Array.of(-1),
  threshold: Float64Array.of(0),
  right: Int32Array.of(0),
  cover: Float64Array.of(1),
  positiveFraction: Float64Array.of(0.25),
};

/** One tree: x1 < 2 ? 0 : 1 */
const third: Forest = {
  featureCount: 2,
  roots: Int32Array.of(0, 3),
  feature: Int8Array.of(1, -1, -1),
  threshold: Float64Array.of(2, 0, 0),
  right: Int32Array.of(2, 0, 0),
  cover: Float64Array.of(2, 1, 1),
  positiveFraction: Float64Array.of(0.5, 0, 1),
};

const forest = joinTrees([first, second, third]);

describe("three trees worked by hand", () => {
  test.each([
    { row: [0, -1], trees: [0.1, 0.25, 0] },
    { row: [0, 0], trees: [0.5, 0.25, 0] },
    { row: [0.999, 5], trees: [0.5, 0.25, 1] },
    { row: [1, -1], trees: [0.9, 0.25, 0] },
    { row: [7, 2], trees: [0.9, 0.25, 1] },
    { row: [-1e308, 1e308], trees: [0.5, 0.25, 1] },
  ])("$row gives $trees; a value on a threshold goes right", ({ row, trees }) => {
    expect(Array.from(predictTrees(forest, row))).toEqual(trees);
    expect(predictOne(forest, row)).toBeCloseTo(trees.reduce((a, b) => a + b) / 3, 15);
  });

  test("many rows get what each gets alone", () => {
    const values = Float64Array.of(0, -1, 0.999, 5, 7, 2);
    const alone = [0, 2, 4].map((at) => predictOne(forest, values.subarray(at, at + 2)));
    expect(Array.from(predictMany(forest, values))).toEqual(alone);
  });

  test("no rows get no scores", () => {
    expect(predictMany(forest, new Float64Array(0))).toHaveLength(0);
  });
});

const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true });

test("the order of the trees changes no score", () => {
  fc.assert(
    fc.property(coordinate, coordinate, (a, b) => {
      const reversed = joinTrees([third, second, first]);
      expect(predictOne(reversed, [a, b])).toBeCloseTo(predictOne(forest, [a, b]), 15);
    }),
  );
});

test("every score of a row of numbers is in [0, 1]", () => {
  fc.assert(
    fc.property(coordinate, coordinate, (a, b) => {
      const score = predictOne(forest, [a, b]);
      expect(score >= 0 && score <= 1).toBe(true);
    }),
  );
});

test("a forest written and read again is the same to the last bit", () => {
  const odd = { ...third, threshold: Float64Array.of(0.1 + 0.2, 0, 0) };
  const both = joinTrees([first, odd]);
  expect(readForest(writeForest(both))).toEqual(both);
  expect(writeForest(readForest(writeForest(both)))).toBe(writeForest(both));
});
