import { describe, expect, test } from "vitest";
import type { Calibration } from "../model/card";
import type { Forest } from "./forest";
import { joinTrees } from "./join-trees";
import { partialDependence } from "./partial-dependence";

const identity: Calibration = {
  method: "none",
  rawScore: [0, 1],
  probability: [0, 1],
  band: null,
  compared: [],
};

/** x0 < 1 ? (x1 < 0 ? 0 of 6 : 1 of 2) : (x0 < 3 ? 1 of 1 : 0 of 1) */
const tree: Forest = {
  featureCount: 2,
  roots: Int32Array.of(0, 7),
  feature: Int8Array.of(0, 1, -1, -1, 0, -1, -1),
  threshold: Float64Array.of(1, 0, 0, 0, 3, 0, 0),
  right: Int32Array.of(4, 3, 0, 0, 6, 0, 0),
  cover: Float64Array.of(10, 8, 6, 2, 2, 1, 1),
  positiveFraction: Float64Array.of(0.2, 0.125, 0, 0.5, 0.5, 1, 0),
};

const leaf: Forest = {
  featureCount: 2,
  roots: Int32Array.of(0, 1),
  feature: Int8Array.of(-1),
  threshold: Float64Array.of(0),
  right: Int32Array.of(0),
  cover: Float64Array.of(10),
  positiveFraction: Float64Array.of(0.4),
};

describe("a tree worked by hand", () => {
  test.each([
    { column: 0, values: [-9, 1, 2.5, 3], expected: [0.125, 1, 1, 0] },
    // Eight of ten weights go left at the root; the others answer a half.
    { column: 1, values: [-1, 0, 9], expected: [0.1, 0.8 * 0.5 + 0.1, 0.8 * 0.5 + 0.1] },
  ])("column $column at $values", ({ column, values, expected }) => {
    partialDependence(tree, identity, { column, values }).forEach((probability, i) => {
      expect(probability).toBeCloseTo(expected[i] as number, 12);
    });
  });

  test("is averaged over the trees", () => {
    const [probability] = partialDependence(joinTrees([tree, leaf]), identity, { column: 0, values: [2] });
    expect(probability).toBeCloseTo((1 + 0.4) / 2, 12);
  });

  test("is calibrated after averaging", () => {
    const steep: Calibration = { ...identity, rawScore: [0.6, 0.8], probability: [0.1, 0.5] };
    const [probability] = partialDependence(joinTrees([tree, leaf]), steep, { column: 0, values: [2] });
    expect(probability).toBeCloseTo(0.3, 12);
  });

  test("an empty grid gives no values", () => {
    expect(partialDependence(tree, identity, { column: 0, values: [] })).toEqual([]);
  });
});
