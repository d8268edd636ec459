import { existsSync, readFileSync } from "node:fs";
import { RandomForestClassifier } from "ml-random-forest";
import { describe, expect, test } from "vitest";
import { datasetFile, datasetMissing } from "../../server/testing/dataset";
import { readDataset } from "../dataset/read";
import { features } from "../features";
import { createRandom, randomInteger } from "../random";
import type { Forest } from "./forest";
import { readForest } from "./forest-json";
import { fromMlRandomForest, toMlRandomForest } from "./ml-random-forest";
import { leafIndexOf, predictTrees } from "./predict";

type LibraryModel = Parameters<typeof RandomForestClassifier.load>[0];

/** The library's own evaluation of our trees, read from JSON as it would come from a file. */
function loadIntoLibrary(forest: Forest) {
  const text = JSON.stringify(toMlRandomForest(forest));
  return RandomForestClassifier.load(JSON.parse(text) as LibraryModel);
}

interface LibraryTree {
  readonly root: { classify(row: readonly number[]): { get(row: number, column: number): number } };
}

/** For each row, what each tree answers in the library: the positive share of the leaf it ends in. */
function libraryAnswers(forest: Forest, rows: readonly number[][]): number[][] {
  const trees = loadIntoLibrary(forest).estimators as unknown as readonly LibraryTree[];
  return rows.map((row) => trees.map((tree) => tree.root.classify(row).get(0, 1)));
}

/** Rows over the features' ranges; every other value sits on a threshold of the forest, some at the minimum. */
function syntheticRows(forest: Forest, count: number): number[][] {
  const random = createRandom(2024);
  const thresholds = features.map((_, column) =>
    Array.from(forest.threshold).filter((_threshold, node) => forest.feature[node] === column),
  );
  const drawValue = (column: number): number => {
    const [min, max] = features[column]?.referenceRange ?? [0, 1];
    const own = thresholds[column] ?? [];
    const kind = random();
    if (kind < 0.2) return min;
    if (kind < 0.6 && own.length > 0) return own[randomInteger(random, own.length)] ?? min;
    return min + random() ** 4 * (max - min);
  };
  return Array.from({ length: count }, () => features.map((_, column) => drawValue(column)));
}

function expectSameAnswers(forest: Forest, rows: readonly number[][]): void {
  const theirs = libraryAnswers(forest, rows);
  const differing = rows.filter((row, i) =>
    predictTrees(forest, row).some((answer, tree) => answer !== theirs[i]?.[tree]),
  );
  expect(differing).toEqual([]);
}

const shippedFile = new URL("../../data/model/forest.json", import.meta.url);

describe("the shipped trees", () => {
  test("are there", () => {
    expect(existsSync(shippedFile)).toBe(true);
  });
  const shipped = readForest(readFileSync(shippedFile, "utf8"));

  test("answer as the library's own load() has them answer, on 3,000 rows, thresholds and minima among them", () => {
    expectSameAnswers(shipped, syntheticRows(shipped, 3000));
  });

  test.skipIf(datasetFile === undefined)(
    `answer as the library has them answer on the published rows (${datasetMissing})`,
    () => {
      const { values, labels } = readDataset(readFileSync(datasetFile ?? "", "utf8"), "mammography.csv");
      // Every fourth row: the library takes milliseconds for each.
      const rows = Array.from({ length: Math.floor(labels.length / 4) }, (_, i) =>
        Array.from(values.subarray(i * 24, i * 24 + 6)),
      );
      expect(rows.length).toBeGreaterThan(2000);
      expectSameAnswers(shipped, rows);
    },
  );

  test("come back from the library's JSON as they went, but for the counts that it has no place for", () => {
    const back = fromMlRandomForest(JSON.parse(JSON.stringify(toMlRandomForest(shipped))), 6);
    const answers = ({ feature, positiveFraction }: Forest) =>
      positiveFraction.filter((_, node) => feature[node] === -1);
    const same = (a: ArrayLike<number>, b: ArrayLike<number>) =>
      a.length === b.length && Array.from(a).every((value, i) => value === b[i]);
    expect(same(back.roots, shipped.roots)).toBe(true);
    expect(same(back.feature, shipped.feature)).toBe(true);
    expect(same(back.threshold, shipped.threshold)).toBe(true);
    expect(same(back.right, shipped.right)).toBe(true);
    expect(same(answers(back), answers(shipped))).toBe(true);
  });
});

describe("a forest the library trained", () => {
  const random = createRandom(5);
  const rows = Array.from({ length: 120 }, () => Array.from({ length: 6 }, () => random()));
  const labels = rows.map(([a = 0, b = 0]) => (a + b > 1.2 ? 1 : 0));
  const library = new RandomForestClassifier({
    nEstimators: 7,
    maxFeatures: 3,
    replacement: false,
    seed: 3,
    noOOB: true,
    treeOptions: { gainThreshold: 1e-9 },
  });
  library.train(rows, labels);
  const forest = fromMlRandomForest(JSON.parse(JSON.stringify(library)), 6);

  test("calls every row as the library does, tree by tree, though each tree sees three columns only", () => {
    const theirs = library.predictionValues(rows);
    rows.forEach((row, i) => {
      const ours = Array.from(predictTrees(forest, row), (share) => (share > 0.5 ? 1 : 0));
      expect(ours).toEqual(theirs.getRow(i));
    });
  });

  test("keeps one leaf for each of the library's", () => {
    const leaves = rows.map((row) => leafIndexOf(forest, 0, row));
    expect(leaves.every((node) => forest.feature[node] === -1)).toBe(true);
  });

  test.each([
    ["another kind of model", { name: "RFRegression", baseModel: { indexes: [[0]], estimators: [] } }],
    ["no trees", { name: "RFClassifier", baseModel: { indexes: [], estimators: [] } }],
    ["a split on a column the tree does not have", splitOn(7)],
    ["nothing", null],
  ])("is refused when it is %s", (_, json) => {
    expect(() => fromMlRandomForest(json, 6)).toThrow();
  });
});

test("a column whose number would wrap around to a leaf's mark is refused", () => {
  const { name, baseModel } = splitOn(0);
  const wrapping = { name, baseModel: { ...baseModel, indexes: [[255, 1]] } };
  expect(() => fromMlRandomForest(wrapping, 6)).toThrow("uses column 255, of 6");
});

test("a node with neither two children nor a distribution is refused, not taken for a leaf of negatives", () => {
  const { name, baseModel } = splitOn(0);
  const bare = { name, baseModel: { ...baseModel, estimators: [{ root: {} }] } };
  expect(() => fromMlRandomForest(bare, 6)).toThrow("neither two children nor a distribution");
});

function splitOn(splitColumn: number) {
  const leaf = { distribution: [[0.5, 0.5]] };
  const root = { splitColumn, splitValue: 1, left: leaf, right: leaf };
  return { name: "RFClassifier", baseModel: { indexes: [[0, 1]], estimators: [{ root }] } };
}
