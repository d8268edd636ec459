import { describe, expect, test } from "vitest";
import type { Calibration } from "../model/card";
import type { Forest } from "./forest";
import { impurityImportance, meanAbsoluteContribution } from "./importance";
import { joinTrees } from "./join-trees";

/**
 * x0 < 1 ? (x1 < 0 ? none of 4 : 2 of 4) : 2 of 2 positive. Gini × cover: root 4.8, inner node 3, leaves 0, 2 and 0.
 */
const two: Forest = {
  featureCount: 3,
  roots: Int32Array.of(0, 5),
  feature: Int8Array.of(0, 1, -1, -1, -1),
  threshold: Float64Array.of(1, 0, 0, 0, 0),
  right: Int32Array.of(4, 3, 0, 0, 0),
  cover: Float64Array.of(10, 8, 4, 4, 2),
  positiveFraction: Float64Array.of(0.4, 0.25, 0, 0.5, 1),
};

const leaf: Forest = {
  featureCount: 3,
  roots: Int32Array.of(0, 1),
  feature: Int8Array.of(-1),
  threshold: Float64Array.of(0),
  right: Int32Array.of(0),
  cover: Float64Array.of(10),
  positiveFraction: Float64Array.of(0.4),
};

/** x1 < 0 ? 0 : 1, on rows that weigh `weight`. */
const clean = (weight: number): Forest => ({
  featureCount: 3,
  roots: Int32Array.of(0, 3),
  feature: Int8Array.of(1, -1, -1),
  threshold: Float64Array.of(0, 0, 0),
  right: Int32Array.of(2, 0, 0),
  cover: Float64Array.of(2 * weight, weight, weight),
  positiveFraction: Float64Array.of(0.5, 0, 1),
});

/** x0 < 0 ? 0.3 : 0.3: a split that tells nothing. */
const idle: Forest = {
  ...clean(1),
  feature: Int8Array.of(0, -1, -1),
  positiveFraction: Float64Array.of(0.3, 0.3, 0.3),
};

describe("impurity importance, worked by hand", () => {
  test.each([
    // Root: 4.8 - 3 - 0 = 1.8; inner node: 3 - 0 - 2 = 1.
    { name: "one tree", trees: [two], expected: [1.8 / 2.8, 1 / 2.8, 0] },
    { name: "a leaf beside it changes nothing", trees: [two, leaf], expected: [1.8 / 2.8, 1 / 2.8, 0] },
    { name: "trees count alike", trees: [two, clean(1)], expected: [1.8 / 5.6, 3.8 / 5.6, 0] },
    { name: "whatever they weigh", trees: [two, clean(1e6)], expected: [1.8 / 5.6, 3.8 / 5.6, 0] },
    { name: "leaves alone", trees: [leaf, leaf], expected: [0, 0, 0] },
    { name: "splits that tell nothing", trees: [idle, idle], expected: [0, 0, 0] },
  ])("$name: $expected", ({ trees, expected }) => {
    const importance = impurityImportance(joinTrees(trees));
    expected.forEach((value, column) => {
      expect(importance[column]).toBeCloseTo(value, 12);
    });
  });
});

const identity: Calibration = {
  method: "none",
  rawScore: [0, 1],
  probability: [0, 1],
  band: null,
  compared: [],
};

describe("mean size of contributions", () => {
  test("counts both directions as size", () => {
    // From 0.5 down to 0 and up to 1.
    const values = Float64Array.of(7, -1, 7, 7, 1, 7);
    expect(Array.from(meanAbsoluteContribution(clean(1), identity, values))).toEqual([0, 0.5, 0]);
  });

  test("weighs every row alike", () => {
    const unequal = {
      ...clean(1),
      cover: Float64Array.of(4, 3, 1),
      positiveFraction: Float64Array.of(0.25, 0, 1),
    };
    const values = Float64Array.of(0, -1, 0, 0, -1, 0, 0, 1, 0);
    const [, second] = meanAbsoluteContribution(unequal, identity, values);
    expect(second).toBeCloseTo((0.25 + 0.25 + 0.75) / 3, 12);
  });

  test("is 0 without rows", () => {
    expect(Array.from(meanAbsoluteContribution(two, identity, new Float64Array(0)))).toEqual([0, 0, 0]);
  });
});
