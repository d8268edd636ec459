import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { datasetFile, datasetMissing } from "../../server/testing/dataset";
import { randomForest, tryingRows } from "../../server/testing/random-forest";
import { readDataset } from "../dataset/read";
import { compileForest } from "./evaluator";
import { checkForest, type Forest } from "./forest";
import { readForest } from "./forest-json";
import { predictMany, predictOne } from "./predict";

/** Every row's score, one by one and all at once, against the plain walk: the same bits. */
function expectPlainScores(forest: Forest, values: Float64Array): void {
  const plain = predictMany(forest, values);
  const { scoreOne, scoreMany } = compileForest(forest);
  const width = forest.featureCount;
  expect(plain.map((_, i) => scoreOne(values.subarray(i * width, (i + 1) * width)))).toEqual(plain);
  expect(scoreMany(values)).toEqual(plain);
}

const shape = fc.record({
  featureCount: fc.integer({ min: 1, max: 7 }),
  trees: fc.integer({ min: 1, max: 20 }),
  depth: fc.integer({ min: 0, max: 7 }),
  seed: fc.nat(),
});

test("one row and many get the plain walk's scores to the last bit, on thresholds, zeros and beyond all", () => {
  fc.assert(
    fc.property(shape, fc.integer({ min: 0, max: 150 }), (drawn, rows) => {
      const forest = randomForest(drawn);
      checkForest(forest);
      expectPlainScores(forest, tryingRows(forest, { rows, seed: drawn.seed }));
    }),
    { numRuns: 300 },
  );
});

test("so do more kinds of rows than trees are kept for, by which columns are low", () => {
  const forest = randomForest({ featureCount: 7, trees: 25, depth: 8, seed: 3 });
  const values = Float64Array.from({ length: 128 * 7 }, (_, i) => (((i / 7) >> (i % 7)) & 1 ? -1e7 : 0.25));
  expectPlainScores(forest, values);
  const low = Float64Array.from(values, (value) => (value < 0 ? value : 8));
  expectPlainScores(forest, low);
});

test("so do forests of more columns than a number has bits", () => {
  const forest = randomForest({ featureCount: 70, trees: 25, depth: 9, seed: 5 });
  expectPlainScores(forest, tryingRows(forest, { rows: 200, seed: 6 }));
});

/** One tree that is a single path: x0 < 0, x0 < 1, …, each time a leaf on the left. */
function path(splits: number): Forest {
  const nodes = 2 * splits + 1;
  const isSplit = (node: number) => node % 2 === 0 && node < nodes - 1;
  return {
    featureCount: 1,
    roots: Int32Array.of(0, nodes),
    feature: Int8Array.from({ length: nodes }, (_, node) => (isSplit(node) ? 0 : -1)),
    threshold: Float64Array.from({ length: nodes }, (_, node) => (isSplit(node) ? node / 2 : 0)),
    right: Int32Array.from({ length: nodes }, (_, node) => (isSplit(node) ? node + 2 : 0)),
    cover: Float64Array.from({ length: nodes }, (_, node) =>
      isSplit(node) || node === nodes - 1 ? splits + 1 - node / 2 : 1,
    ),
    positiveFraction: Float64Array.from({ length: nodes }, (_, node) => 1 / (node + 1)),
  };
}

test("so does a tree 50,000 splits deep", () => {
  const forest = path(50_000);
  checkForest(forest);
  expectPlainScores(forest, Float64Array.of(-1, -0, 0, 0.5, 1, 24_999.5, 25_000, 49_998, 49_999, 1e308));
});

test("what an evaluator was asked before changes no answer", () => {
  const forest = randomForest({ featureCount: 3, trees: 20, depth: 6, seed: 8 });
  const values = tryingRows(forest, { rows: 40, seed: 9 });
  const rows = Array.from({ length: 40 }, (_, i) => values.subarray(i * 3, i * 3 + 3));
  const { scoreOne, scoreMany } = compileForest(forest);
  for (const row of rows) {
    const alone = predictOne(forest, row);
    scoreMany(values);
    expect(scoreOne(row)).toBe(alone);
    expect(scoreOne(row)).toBe(alone);
  }
});

test.skipIf(datasetFile === undefined)(
  `the shipped trees give every published row the plain walk's score (${datasetMissing})`,
  () => {
    const shipped = readForest(
      readFileSync(new URL("../../data/model/forest.json", import.meta.url), "utf8"),
    );
    const { values } = readDataset(readFileSync(datasetFile ?? "", "utf8"), "mammography.csv");
    expectPlainScores(shipped, values);
  },
);
