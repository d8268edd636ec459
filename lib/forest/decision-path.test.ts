import { expect, test } from "vitest";
import { decisionPath } from "./decision-path";
import type { Forest } from "./forest";
import { joinTrees } from "./join-trees";
import { predictTrees } from "./predict";

/** x0 < 1 ? (x1 < 0 ? 0 of 4 : 2 of 4) : 2 of 2 */
const two: Forest = {
  featureCount: 2,
  roots: Int32Array.of(0, 5),
  feature: Int8Array.of(0, 1, -1, -1, -1),
  threshold: Float64Array.of(1, 0, 0, 0, 0),
  right: Int32Array.of(4, 3, 0, 0, 0),
  cover: Float64Array.of(10, 8, 4, 4, 2),
  positiveFraction: Float64Array.of(0.4, 0.25, 0, 0.5, 1),
};

const leaf: Forest = {
  featureCount: 2,
  roots: Int32Array.of(0, 1),
  feature: Int8Array.of(-1),
  threshold: Float64Array.of(0),
  right: Int32Array.of(0),
  cover: Float64Array.of(3),
  positiveFraction: Float64Array.of(0.75),
};

const forest = joinTrees([leaf, two]);

test("tells every test on the way with what was known there, and ends with the leaf", () => {
  expect(decisionPath(forest, 1, [0, 0])).toEqual([
    { cover: 10, positiveFraction: 0.4, split: { column: 0, threshold: 1, taken: "left" } },
    { cover: 8, positiveFraction: 0.25, split: { column: 1, threshold: 0, taken: "right" } },
    { cover: 4, positiveFraction: 0.5, split: null },
  ]);
});

test("a value on the threshold goes right", () => {
  expect(decisionPath(forest, 1, [1, 0]).map(({ split }) => split?.taken)).toEqual(["right", undefined]);
});

test("a tree without a test is its leaf", () => {
  expect(decisionPath(forest, 0, [0, 0])).toEqual([{ cover: 3, positiveFraction: 0.75, split: null }]);
});

test("ends in the leaf that the prediction is taken from", () => {
  for (const row of [
    [0, -1],
    [0, 0],
    [1, -1],
    [7, 7],
  ]) {
    const ends = [0, 1].map((tree) => decisionPath(forest, tree, row).at(-1)?.positiveFraction);
    expect(ends).toEqual(Array.from(predictTrees(forest, row)));
  }
});

test.each([-1, 2, 0.5])("tree %d is refused in words", (tree) => {
  expect(() => decisionPath(forest, tree, [0, 0])).toThrow(/no tree .* trees 0 to 1/);
});
