import { describe, expect, test } from "vitest";
import { checkForest, type Forest } from "./forest";
import { readForest, writeForest } from "./forest-json";

/** Two trees: x0 < 1 ? 0.1 : 0.9, and the leaf 0.5. */
const sound: Forest = {
  featureCount: 6,
  roots: Int32Array.of(0, 3, 4),
  feature: Int8Array.of(0, -1, -1, -1),
  threshold: Float64Array.of(1, 0, 0, 0),
  right: Int32Array.of(2, 0, 0, 0),
  cover: Float64Array.of(50, 30, 20, 50),
  positiveFraction: Float64Array.of(0.42, 0.1, 0.9, 0.5),
};

test("a sound forest passes", () => {
  expect(() => checkForest(sound)).not.toThrow();
});

describe("refuses, in a sentence that says what is wrong", () => {
  test.each<[string, Partial<Forest>, RegExp]>([
    ["a right child behind its tree", { right: Int32Array.of(3, 0, 0, 0) }, /right child at 3/],
    ["a right child outside the nodes", { right: Int32Array.of(99, 0, 0, 0) }, /right child at 99/],
    ["a circle", { right: Int32Array.of(0, 0, 0, 0) }, /right child at 0/],
    ["a negative child", { right: Int32Array.of(-1, 0, 0, 0) }, /right child at -1/],
    ["a right child that is the left one", { right: Int32Array.of(1, 0, 0, 0) }, /right child at 1/],
    ["a column that is none", { feature: Int8Array.of(6, -1, -1, -1) }, /column 6/],
    ["a negative column", { feature: Int8Array.of(-2, -1, -1, -1) }, /column -2/],
    [
      "a threshold that is no number",
      { threshold: Float64Array.of(Number.NaN, 0, 0, 0) },
      /finite threshold/,
    ],
    ["an infinite threshold", { threshold: Float64Array.of(Infinity, 0, 0, 0) }, /finite threshold/],
    ["an answer above 1", { positiveFraction: Float64Array.of(0, 1.1, 0.9, 0.5) }, /outside 0 to 1/],
    ["a negative answer", { positiveFraction: Float64Array.of(0, -0.1, 0.9, 0.5) }, /outside 0 to 1/],
    [
      "an answer that is no number",
      { positiveFraction: Float64Array.of(0, Number.NaN, 0.9, 0.5) },
      /outside 0/,
    ],
    [
      "a child that two parents share",
      {
        roots: Int32Array.of(0, 4),
        feature: Int8Array.of(0, 0, -1, -1),
        threshold: Float64Array.of(1, 1, 0, 0),
        right: Int32Array.of(2, 3, 0, 0),
        cover: Float64Array.of(3, 2, 1, 1),
      },
      /right child at 2/,
    ],
    [
      "a node that nothing leads to",
      { roots: Int32Array.of(0, 4), cover: Float64Array.of(50, 30, 20, 50) },
      /does not reach all/,
    ],
    ["a cover of nothing", { cover: Float64Array.of(20, 0, 20, 50) }, /node 1 covers 0, not a weight/],
    ["a cover without end", { cover: Float64Array.of(Infinity, Infinity, 1, 1) }, /covers Infinity/],
    [
      "a cover that is not its children's",
      { cover: Float64Array.of(60, 30, 20, 50) },
      /covers 60, its children 50/,
    ],
    ["arrays of unequal length", { threshold: Float64Array.of(1, 0, 0) }, /3 values for 4 nodes/],
    ["no tree", { roots: Int32Array.of(0) }, /cover/],
    ["trees that leave nodes out", { roots: Int32Array.of(0, 3) }, /cover/],
    ["trees that begin late", { roots: Int32Array.of(1, 3, 4) }, /cover/],
    ["an empty tree", { roots: Int32Array.of(0, 3, 3, 4) }, /no node/],
    ["a tree that ends at a split", { roots: Int32Array.of(0, 1, 4) }, /right child/],
  ])("%s", (_, broken, message) => {
    expect(() => checkForest({ ...sound, ...broken })).toThrow(message);
  });

  test.each([
    [3, /format 3; this build reads format 2. A newer build is needed/],
    [1, /format 1, without covers; .* Train it again/],
  ])("a forest of format %d", (version, message) => {
    const text = writeForest(sound).replace('"formatVersion":2', `"formatVersion":${version}`);
    expect(() => readForest(text)).toThrow(message);
  });

  test.each([
    ["no JSON", "forest"],
    ["another format", writeForest(sound).replace("microcalc-forest", "other")],
    ["a malformed forest", writeForest({ ...sound, right: Int32Array.of(9, 0, 0, 0) })],
    ["an array cut within a value", JSON.stringify({ ...JSON.parse(writeForest(sound)), right: "AAA=" })],
    ["what is no base64", JSON.stringify({ ...JSON.parse(writeForest(sound)), right: "é" })],
  ])("a text with %s", (_, text) => {
    expect(() => readForest(text)).toThrow();
  });
});
