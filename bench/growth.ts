import { RandomForestClassifier } from "ml-random-forest";
import { type GrowOptions, TreeGrower } from "../lib/forest/grow";
import { sortRows } from "../lib/forest/training-rows";
import { createRandom, randomInteger } from "../lib/random";
import { shippedVariant } from "../lib/training/option-limits";
import { forestVariants } from "../server/training/forest-options";
import { type BenchRow, paired, toRow } from "./bench";
import { type ForestRows, forestRows, rowsOf, width } from "./forest-rows";
import { startScikitLearn } from "./scikit-learn";

const rowsInFile = 11_183;
const trees = 300;
const pairs = 5;
/** The library takes seconds for each tree. */
const libraryPairs = 3;

const cart: GrowOptions = {
  maxFeatures: width,
  columnDraw: "without-replacement",
  featuresPerNode: 2,
  thresholds: "best",
  boundaries: "all",
  minNumSamples: 1,
  maxDepth: Number.POSITIVE_INFINITY,
  gainThreshold: 1e-12,
};

interface Growth extends ForestRows {
  /** 0 or 1 for each row, as the grower takes them. */
  readonly classes: Uint8Array;
}

/** As many draws as there are rows, with replacement: how often each row was drawn. */
function bootstrapBag(rows: number, seed: number) {
  const random = createRandom(7, seed);
  const counts = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    const row = randomInteger(random, rows);
    counts[row] = (counts[row] as number) + 1;
  }
  return { counts, random };
}

/** Milliseconds for sorting the columns, drawing the bags and growing the trees, from the bare rows. */
function growOurs({ values, classes }: Growth, options: GrowOptions, count: number): number {
  const begun = performance.now();
  const grower = new TreeGrower(sortRows(values, classes), options);
  for (let tree = 0; tree < count; tree++) {
    const { counts, random } = bootstrapBag(classes.length, tree);
    grower.grow({ counts }, random);
  }
  return performance.now() - begun;
}

/** Milliseconds of ml-random-forest for one tree on one bag, its gain threshold lowered as ours. */
function growLibrary({ values, labels }: Growth): number {
  const matrix = rowsOf(values).map((row) => Array.from(row));
  const { counts } = bootstrapBag(labels.length, 0);
  const drawn = Array.from(counts).flatMap((count, row) => new Array<number>(count).fill(row));
  const library = new RandomForestClassifier({
    nEstimators: 1,
    maxFeatures: 4,
    replacement: false,
    useSampleBagging: false,
    noOOB: true,
    seed: 1,
    treeOptions: { gainThreshold: cart.gainThreshold, minNumSamples: 1 },
  });
  const begun = performance.now();
  library.train(
    drawn.map((row) => matrix[row] ?? []),
    drawn.map((row) => labels[row] ?? 0),
  );
  return performance.now() - begun;
}

async function againstScikit(
  growth: Growth,
  kind: "RandomForestClassifier" | "ExtraTreesClassifier",
  options: GrowOptions,
): Promise<BenchRow[]> {
  const scikit = await startScikitLearn({
    rows: rowsOf(growth.values).map((row) => Array.from(row)),
    labels: growth.labels,
    kind,
    trees,
    minSamplesLeaf: 1,
    minSamplesSplit: options.minNumSamples + 1,
    maxFeatures: options.featuresPerNode,
  });
  if (scikit === null) return [];
  growOurs(growth, options, trees);
  const measured = await paired(
    pairs,
    async () => growOurs(growth, options, trees),
    () => scikit.measure("fit"),
  );
  await scikit.stop();
  return [toRow(`growing ${trees} trees: ours / scikit-learn ${scikit.version} ${kind}`, "ms", measured)];
}

/**
 * Growing on as many rows as the published file has, one thread: trees of the library's kind (four columns drawn for
 * each), 300 of ours and one of ml-random-forest's for each measurement; 300 trees against scikit-learn, where a
 * Python has it: Breiman's forest, and the kind that is shipped.
 */
export async function growthBench(): Promise<BenchRow[]> {
  const rows = forestRows(rowsInFile);
  const growth = { ...rows, classes: Uint8Array.from(rows.labels) };
  const subspaces = { ...cart, maxFeatures: 4, featuresPerNode: 4 };
  growOurs(growth, subspaces, trees);
  const measured = await paired(
    libraryPairs,
    async () => growOurs(growth, subspaces, trees) / trees,
    async () => growLibrary(growth),
  );
  const found = [
    toRow("growing, per tree: ours / ml-random-forest", "ms", measured),
    ...(await againstScikit(growth, "RandomForestClassifier", cart)),
    ...(await againstScikit(growth, "ExtraTreesClassifier", forestVariants[shippedVariant])),
  ];
  return found.map((row) => ({ ...row, note: `${rowsInFile} ${rows.source}; ${row.note ?? ""}` }));
}
