import { calibrate } from "../evaluation/calibration";
import type { Calibration } from "../model/card";
import { type Coalitions, coalitionsOf, sumByCoalition } from "./coalitions";
import { type ColumnIndex, type Held, indexColumn, lookUp, wordsFor } from "./column-index";
import type { Forest } from "./forest";
import { type LeafBoxes, toLeafBoxes } from "./leaf-boxes";
import { shapleyValues } from "./shapley";

/** Coalitions double with every feature. */
const mostFeatures = 12;

/** A forest made ready for {@link explain}. Has working memory of its own: use it on one thread. */
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
  /** Shape (leaves × (features + 1),): what the leaf adds to that cell, and by what each column, known, multiplies it. */
  readonly factors: Float64Array;
  /** Shape (3^features,): the sums in the cells where no column is known; 0 in the others. */
  readonly unknown: Float64Array;
  readonly work: Held & { readonly cells: Float64Array; readonly terms: Float64Array };
}

/** Shapley values of one probability. */
export interface Explanation {
  /** The probability when no feature is known, in [0, 1]. */
  readonly baseProbability: number;
  /** Shape (features,), each in [-1, 1]; with the base they sum to the probability. */
  readonly contributions: Float64Array;
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
export function compileExplainer(forest: Forest): Explainer {
  const { featureCount } = forest;
  if (featureCount > mostFeatures) {
    throw new Error(
      `The forest takes ${featureCount} features; exact Shapley values are computed for at most ${mostFeatures}.`,
    );
  }
  const boxes = toLeafBoxes(forest);
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
  return {
    featureCount,
    used: groups.reduce((all, used) => all | used, 0),
    columns: boxes.thresholds.map((_, column) => indexColumn(leaves, column)),
    coalitions,
    cell,
    groups,
    factors,
    unknown,
    work: {
      bitmaps: new Int32Array(featureCount * wordsFor(cell.length)),
      sums: new Float64Array(featureCount * groups.length),
      cells: new Float64Array(unknown.length),
      terms: new Float64Array(1 << featureCount),
    },
  };
}

/** Adds to the cells what the leaves of one word, as far as their bits are set in `leaves`, add with two columns or more known. */
function addLeaves(
  { featureCount, coalitions, cell, factors, work }: Explainer,
  word: number,
  leaves: number,
) {
  const { columnStart, columns, subsetStart, subsetDigits } = coalitions;
  const { bitmaps, cells, terms } = work;
  const words = wordsFor(cell.length);
  for (let rest = leaves; rest !== 0; ) {
    const bit = 31 - Math.clz32(rest);
    rest ^= 1 << bit;
    let held = 0;
    for (let column = 0, at = word; column < featureCount; column++, at += words) {
      held |= (((bitmaps[at] as number) >>> bit) & 1) << column;
    }
    const leaf = word * 32 + bit;
    const base = cell[leaf] as number;
    const digits = subsetStart[held] as number;
    const at = leaf * (featureCount + 1);
    const first = columnStart[held] as number;
    // The first two columns by hand: most leaves hold no more.
    const factor = factors[at + 1 + (columns[first + 1] as number)] as number;
    terms[0] = factors[at] as number;
    terms[1] = terms[0] * (factors[at + 1 + (columns[first] as number)] as number);
    terms[2] = terms[0] * factor;
    terms[3] = terms[1] * factor;
    const pair = base + (subsetDigits[digits + 3] as number);
    cells[pair] = (cells[pair] as number) + terms[3];
    const end = columnStart[held + 1] as number;
    for (let k = first + 2, known = 4; k < end; k++, known *= 2) {
      const next = factors[at + 1 + (columns[k] as number)] as number;
      for (let i = 0; i < known; i++) {
        const term = (terms[i] as number) * next;
        terms[known + i] = term;
        const to = base + (subsetDigits[digits + known + i] as number);
        cells[to] = (cells[to] as number) + term;
      }
    }
  }
}

/** Sums the leaves into the cells for one row. Cells with at most one known column are known beforehand. */
function fillCells(explainer: Explainer, row: ArrayLike<number>): Float64Array {
  const { featureCount, columns, cell, groups, unknown, work } = explainer;
  const { digits } = explainer.coalitions;
  const { bitmaps, sums, cells } = work;
  for (let column = 0; column < featureCount; column++) {
    lookUp(columns[column] as ColumnIndex, row[column] as number, work);
  }
  cells.set(unknown);
  const words = wordsFor(cell.length);
  for (let word = 0; word < words; word++) {
    // Counts for 32 leaves at once how many columns each holds, in binary, up to 4 and more.
    let ones = 0;
    let twos = 0;
    let fours = 0;
    for (let at = word; at < bitmaps.length; at += words) {
      const bits = bitmaps[at] as number;
      const carry = ones & bits;
      ones ^= bits;
      fours |= twos & carry;
      twos ^= carry;
    }
    twos &= ~fours;
    // By number, so that the processor can foresee the loops inside.
    addLeaves(explainer, word, twos & ~ones);
    addLeaves(explainer, word, twos & ones);
    addLeaves(explainer, word, fours);
  }
  groups.forEach((used, group) => {
    for (let column = 0; column < featureCount; column++) {
      if (((used >> column) & 1) === 0) continue;
      const one = (digits[used] as number) + (digits[1 << column] as number);
      cells[one] = sums[column * groups.length + group] as number;
    }
  });
  return cells;
}

/** What is explained: a probability, and the map that made it from the forest's score. */
export interface Explained {
  readonly calibration: Calibration;
  /** The row's calibrated probability, in [0, 1]. */
  readonly probability: number;
}

/**
 * Exact Shapley values of the probability of a row of shape (features,), by tree covers: what a coalition of features
 * is worth is the calibrated mean over the trees of each tree's expectation when only these features are known. That
 * expectation follows the row at tests of known features and weighs both children by cover at the others (S. M.
 * Lundberg and others, From local explanations to global understanding with explainable AI for trees, 2020,
 * "path-dependent"). Calibration is no sum over trees, so that all 2^features coalitions are needed.
 */
export function explain(
  explainer: Explainer,
  row: ArrayLike<number>,
  { calibration, probability }: Explained,
): Explanation {
  const { featureCount, used } = explainer;
  const worth = sumByCoalition(fillCells(explainer, row), featureCount);
  for (let known = 0; known < worth.length; known++) {
    // Whoever knows all that matters knows the probability, to the last bit.
    const all = (known & used) === used;
    worth[known] = all ? probability : calibrate(calibration, worth[known] as number);
  }
  // Rounding must not lift a value over the ends of its range.
  const contributions = shapleyValues(worth).map((value) => Math.max(-1, Math.min(1, value)));
  return { baseProbability: worth[0] as number, contributions };
}
