import { finish, type Steps } from "../steps";
import { type Coalitions, coalitionsOf } from "./coalitions";
import { type ColumnIndex, type Held, indexColumn, wordsFor } from "./column-index";
import type { Forest } from "./forest";
import { type LeafBoxes, leafBoxSteps } from "./leaf-boxes";

/** Coalitions double with every feature. */
const mostFeatures = 12;

/** Columns whose bitmaps are read without a loop, which is twice as fast; those of missing columns stay empty. */
export const unrolledColumns = 6;

/** A forest made ready for `explain`. Has working memory of its own: use it on one thread. */
export interface Explainer {
  readonly featureCount: number;
  /** Bit j is set where any leaf that answers more than 0 depends on column j. */
  readonly used: number;
  readonly columns: readonly ColumnIndex[];
  readonly coalitions: Coalitions;
  /** Shape (leaves,): number of the leaf's cell when no column is known. */
  readonly cell: Int32Array;
  /** Shape (groups,): the sets of columns that paths test, each once, a bit for a column. */
  readonly groups: Uint16Array;
  /**
   * Shape (leaves × (features + 1),): what the leaf adds to that cell, and by what each column, known, multiplies it.
   */
  readonly factors: Float64Array;
  /** Shape (3^features,): the sums in the cells where no column is known; 0 in the others. */
  readonly unknown: Float64Array;
  readonly work: Held & { readonly cells: Float64Array; readonly terms: Float64Array };
}

function factorsOf({ featureCount, answer, share }: LeafBoxes): Float64Array {
  const factors = new Float64Array(answer.length * (featureCount + 1));
  answer.forEach((value, leaf) => {
    const shares = share.subarray(leaf * featureCount, (leaf + 1) * featureCount);
    const at = leaf * (featureCount + 1);
    factors[at] = shares.reduce((product, own) => product * own, value);
    factors.set(
      shares.map((own) => 1 / own),
      at + 1,
    );
  });
  return factors;
}

/** Makes a checked forest ready to be explained. Throws when it has more features than can be explained exactly. */
export const compileExplainer = (forest: Forest): Explainer => finish(explainerSteps(forest));

/** {@link compileExplainer} in pieces: the leaves tree by tree, then the columns one by one. */
export function* explainerSteps(forest: Forest): Steps<Explainer> {
  const { featureCount } = forest;
  if (featureCount > mostFeatures) {
    throw new Error(
      `The forest takes ${featureCount} features; exact Shapley values are computed for at most ${mostFeatures}.`,
    );
  }
  const boxes = yield* leafBoxSteps(forest);
  const coalitions = coalitionsOf(featureCount);
  const factors = factorsOf(boxes);
  const groups = Uint16Array.from(new Set(boxes.used));
  const cell = Int32Array.from(boxes.used, (used) => coalitions.digits[used] as number);
  const unknown = new Float64Array(3 ** featureCount);
  const weight = new Float64Array(boxes.share.length);
  cell.forEach((own, leaf) => {
    const at = leaf * (featureCount + 1);
    const product = factors[at] as number;
    unknown[own] = (unknown[own] as number) + product;
    for (let column = 0; column < featureCount; column++) {
      weight[leaf * featureCount + column] = product * (factors[at + 1 + column] as number);
    }
  });
  const group = boxes.used.map((used) => groups.indexOf(used));
  const leaves = { boxes, group, groupCount: groups.length, weight };
  const columns: ColumnIndex[] = [];
  for (let column = 0; column < featureCount; column++) {
    yield;
    columns.push(indexColumn(leaves, column));
  }
  return {
    featureCount,
    used: groups.reduce((all, used) => all | used, 0),
    columns,
    coalitions,
    cell,
    groups,
    factors,
    unknown,
    work: {
      bitmaps: new Int32Array(Math.max(featureCount, unrolledColumns) * wordsFor(cell.length)),
      sums: new Float64Array(featureCount * groups.length),
      cells: new Float64Array(unknown.length),
      terms: new Float64Array(Math.max(8, 1 << featureCount)),
    },
  };
}
