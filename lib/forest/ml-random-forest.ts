import { z } from "zod";
import { checkForest, type Forest } from "./forest";

/** A node of ml-cart as its JSON has it: a leaf has a distribution over the classes, a split two children. */
interface LibraryNode {
  readonly distribution?: readonly (readonly number[])[];
  readonly splitValue?: number | null;
  readonly splitColumn?: number | null;
  readonly left?: LibraryNode;
  readonly right?: LibraryNode;
}

const nodeSchema: z.ZodType<LibraryNode> = z.lazy(() =>
  z.object({
    distribution: z.array(z.array(z.number())).optional(),
    splitValue: z.number().nullish(),
    splitColumn: z.int().nullish(),
    left: nodeSchema.optional(),
    right: nodeSchema.optional(),
  }),
) as z.ZodType<LibraryNode>;

/** What ml-random-forest's `toJSON()` gives after a trip through JSON, as far as it matters here. */
const libraryForestSchema = z.object({
  name: z.literal("RFClassifier"),
  baseModel: z.object({
    /** Columns of the data that each tree's own columns stand for. */
    indexes: z.array(z.array(z.int().nonnegative())).min(1),
    estimators: z.array(z.object({ root: nodeSchema })).min(1),
  }),
});

interface Growing {
  readonly feature: number[];
  readonly threshold: number[];
  readonly right: number[];
  readonly cover: number[];
  readonly positiveFraction: number[];
}

/** The library adds 1/n up n times: a pure leaf of it can end a rounding error beside 1. */
const fractionOf = (distribution: readonly (readonly number[])[]) =>
  Math.min(1, Math.max(0, distribution[0]?.[1] ?? 0));

function appendNode(node: LibraryNode, columns: readonly number[], into: Growing): void {
  const at = into.feature.length;
  const { left, right } = node;
  if (left === undefined || right === undefined || node.distribution !== undefined) {
    if (node.distribution?.[0] === undefined) {
      throw new Error(
        "The library's forest is malformed: a node has neither two children nor a distribution.",
      );
    }
    into.feature.push(-1);
    into.threshold.push(0);
    into.right.push(0);
    into.cover.push(1);
    into.positiveFraction.push(fractionOf(node.distribution));
    return;
  }
  into.feature.push(columns[node.splitColumn ?? -1] ?? -2);
  into.threshold.push(node.splitValue ?? Number.NaN);
  into.right.push(0);
  into.cover.push(0);
  into.positiveFraction.push(0);
  appendNode(left, columns, into);
  const child = into.feature.length;
  into.right[at] = child;
  appendNode(right, columns, into);
  const [a, b] = [into.cover[at + 1] as number, into.cover[child] as number];
  into.cover[at] = a + b;
  into.positiveFraction[at] =
    (a * (into.positiveFraction[at + 1] as number) + b * (into.positiveFraction[child] as number)) / (a + b);
}

/**
 * A model of the library as a flat forest; throws with a sentence when it is none. The library keeps no counts: each
 * leaf covers 1 until `countRows` has been given the rows.
 */
export function fromMlRandomForest(json: unknown, featureCount: number): Forest {
  const { baseModel } = libraryForestSchema.parse(json);
  const columns = Math.max(...baseModel.indexes.flat(), 0);
  if (columns >= featureCount) {
    throw new Error(`The library's forest is malformed: it uses column ${columns}, of ${featureCount}.`);
  }
  const into: Growing = { feature: [], threshold: [], right: [], cover: [], positiveFraction: [] };
  const roots = [0];
  baseModel.estimators.forEach(({ root }, tree) => {
    appendNode(root, baseModel.indexes[tree] ?? [], into);
    roots.push(into.feature.length);
  });
  const forest: Forest = {
    featureCount,
    roots: Int32Array.from(roots),
    feature: Int8Array.from(into.feature),
    threshold: Float64Array.from(into.threshold),
    right: Int32Array.from(into.right),
    cover: Float64Array.from(into.cover),
    positiveFraction: Float64Array.from(into.positiveFraction),
  };
  checkForest(forest);
  return forest;
}

function toNode(forest: Forest, node: number): LibraryNode {
  const column = forest.feature[node] as number;
  if (column < 0) {
    const fraction = forest.positiveFraction[node] as number;
    return { distribution: [[1 - fraction, fraction]] };
  }
  return {
    splitColumn: column,
    splitValue: forest.threshold[node] as number,
    left: toNode(forest, node + 1),
    right: toNode(forest, forest.right[node] as number),
  };
}

/** The forest as ml-random-forest's own JSON, for its `RandomForestClassifier.load()`. Every tree sees all columns. */
export function toMlRandomForest(forest: Forest) {
  const treeOptions = { gainFunction: "gini", splitFunction: "mean", minNumSamples: 1, kind: "classifier" };
  const columns = Array.from({ length: forest.featureCount }, (_, column) => column);
  const trees = forest.roots.length - 1;
  const estimators = Array.from({ length: trees }, (_, tree) => ({
    name: "DTClassifier",
    options: treeOptions,
    root: toNode(forest, forest.roots[tree] as number),
  }));
  return {
    name: "RFClassifier",
    baseModel: {
      indexes: estimators.map(() => columns),
      n: forest.featureCount,
      replacement: false,
      maxFeatures: 1.0,
      nEstimators: trees,
      treeOptions,
      isClassifier: true,
      seed: 0,
      useSampleBagging: true,
      noOOB: true,
      estimators,
    },
  };
}
