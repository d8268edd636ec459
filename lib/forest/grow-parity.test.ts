import { readFileSync } from "node:fs";
import { RandomForestClassifier } from "ml-random-forest";
import { expect, test } from "vitest";
import { datasetFile, datasetMissing } from "../../server/testing/dataset";
import { readDataset } from "../dataset/read";
import { createRandom, randomInteger } from "../random";
import { giniGain } from "./find-split";
import type { Forest } from "./forest";
import { TreeGrower } from "./grow";
import { sortRows } from "./training-rows";

interface LibraryNode {
  readonly gain?: number;
  readonly splitColumn?: number;
  readonly splitValue?: number;
  readonly left?: LibraryNode;
  readonly right?: LibraryNode;
  readonly distribution?: readonly (readonly number[])[];
}

/** Drawn rows in their order, which decides between equal values in the library. */
interface DrawnRows {
  readonly rows: number[][];
  readonly labels: number[];
}

const minNumSamples = 3;
const width = 6;

/** The library's tree on the rows as they are: every column, no bagging of its own. */
function libraryTree({ rows, labels }: DrawnRows): LibraryNode {
  const library = new RandomForestClassifier({
    nEstimators: 1,
    maxFeatures: width,
    replacement: false,
    useSampleBagging: false,
    noOOB: true,
    seed: 1,
    treeOptions: { gainThreshold: 1e-12, minNumSamples },
  });
  library.train(rows, labels);
  const json = JSON.parse(JSON.stringify(library));
  // The library shuffles the columns of its tree; `indexes` says which is which.
  const columns: number[] = json.baseModel.indexes[0];
  const renamed = (node: LibraryNode): LibraryNode => ({
    ...node,
    ...(node.splitColumn !== undefined && { splitColumn: columns[node.splitColumn] ?? -1 }),
    ...(node.left && { left: renamed(node.left) }),
    ...(node.right && { right: renamed(node.right) }),
  });
  return renamed(json.baseModel.estimators[0].root);
}

function ourTree({ rows, labels }: DrawnRows): Forest {
  const data = sortRows(Float64Array.from(rows.flat()), Uint8Array.from(labels));
  const options = {
    maxFeatures: width,
    columnDraw: "without-replacement",
    featuresPerNode: width,
    thresholds: "best",
    boundaries: "label-changes",
    minNumSamples,
    maxDepth: Number.POSITIVE_INFINITY,
    gainThreshold: 1e-12,
  } as const;
  return new TreeGrower(data, options).grow({ counts: new Int32Array(rows.length).fill(1) }, createRandom(1));
}

/** The same place in both trees. */
interface Pair {
  readonly node: LibraryNode;
  readonly own: number;
}

interface Comparison {
  nodes: number;
  ties: number;
  leaves: number;
}

/** Walks both trees with the rows that reach their nodes, for as long as they part them alike. */
function compare(theirs: LibraryNode, ours: Forest, drawn: DrawnRows): Comparison {
  const found = { nodes: 0, ties: 0, leaves: 0 };
  const weigh = (members: readonly number[]) => ({
    weight: members.length,
    positive: members.filter((i) => drawn.labels[i] === 1).length,
  });
  const visit = (pair: Pair, members: readonly number[], parentGain: number): void => {
    const { node, own } = pair;
    const column = ours.feature[own] as number;
    const readValue = (i: number, of: number) => drawn.rows[i]?.[of] as number;
    if (node.left === undefined || node.right === undefined) {
      found.leaves += 1;
      expect(ours.cover[own]).toBe(members.length);
      expect(ours.positiveFraction[own]).toBeCloseTo(node.distribution?.[0]?.[1] ?? 0, 9);
      // The library also stops where a node's gain equals its parent's to the last bit.
      if (column >= 0) expect(node.gain).toBe(parentGain);
      return;
    }
    expect(column).toBeGreaterThanOrEqual(0);
    const theirLeft = members.filter(
      (i) => readValue(i, node.splitColumn ?? -1) < (node.splitValue ?? Number.NaN),
    );
    const ourLeft = members.filter((i) => readValue(i, column) < (ours.threshold[own] as number));
    const gain = giniGain(weigh(members), weigh(ourLeft));
    expect(Math.abs(gain - (node.gain ?? Number.NaN))).toBeLessThan(1e-9);
    found.nodes += 1;
    if (ourLeft.join() !== theirLeft.join()) {
      found.ties += 1;
      return;
    }
    const left = new Set(ourLeft);
    visit({ node: node.left, own: own + 1 }, ourLeft, node.gain ?? Number.NaN);
    visit(
      { node: node.right, own: ours.right[own] as number },
      members.filter((i) => !left.has(i)),
      node.gain ?? Number.NaN,
    );
  };
  visit({ node: theirs, own: 0 }, [...drawn.labels.keys()], 0);
  return found;
}

test("on the same bag every split gains as much as ml-random-forest's, and parts the rows alike unless two gains tie", () => {
  const total = { nodes: 0, ties: 0, leaves: 0 };
  for (let seed = 0; seed < 20; seed++) {
    const random = createRandom(seed, 77);
    // Coarse values: many rows share one, with either label, as at the minima of the real features.
    const regions = Array.from({ length: 150 }, () => {
      const row = Array.from({ length: width }, (_, i) => (i < 3 ? Math.round(random() * 8) / 8 : random()));
      return { row, label: random() < (row[0] ?? 0) * (row[3] ?? 0) ? 1 : 0 };
    });
    const drawn = regions.map(() => regions[randomInteger(random, regions.length)] ?? { row: [], label: 0 });
    const rows = { rows: drawn.map(({ row }) => row), labels: drawn.map(({ label }) => label) };
    const { nodes, ties, leaves } = compare(libraryTree(rows), ourTree(rows), rows);
    total.nodes += nodes;
    total.ties += ties;
    total.leaves += leaves;
  }
  expect(total.nodes).toBeGreaterThan(300);
  expect(total.leaves).toBeGreaterThan(200);
  expect(total.ties).toBeLessThan(total.nodes / 5);
});

test.skipIf(datasetFile === undefined)(
  `the same holds on a bag of the published rows (${datasetMissing})`,
  () => {
    const { values, labels } = readDataset(readFileSync(datasetFile ?? "", "utf8"), "mammography.csv");
    const random = createRandom(7);
    const all = Array.from(labels.keys());
    const positives = all.filter((row) => labels[row] === 1);
    const negatives = all.filter((row) => labels[row] === 0);
    const draw = (from: number[], count: number) =>
      Array.from({ length: count }, () => from[randomInteger(random, from.length)] ?? 0);
    const bag = [...draw(positives, 100), ...draw(negatives, 900)];
    const drawn = {
      rows: bag.map((row) => Array.from(values.subarray(row * width, (row + 1) * width))),
      labels: bag.map((row) => labels[row] ?? 0),
    };
    const { nodes } = compare(libraryTree(drawn), ourTree(drawn), drawn);
    expect(nodes).toBeGreaterThan(20);
  },
);
