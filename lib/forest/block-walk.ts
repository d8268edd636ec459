import type { RankedTrees } from "./ranked-trees";
import type { Thresholds } from "./thresholds";

/** Rows in a block, one for each bit of a mask. */
const blockRows = 32;

/** Trees by whose leaves rows are put in order. */
const sortingTrees = 3;

/** Up to here quotients of whole numbers round down to the right one. */
const largestKey = 2 ** 52;

/** Where the values of many rows stand among the thresholds, see `placeOf`. */
export interface PlacedRows {
  readonly thresholds: Thresholds;
  /** Shape (rows × features,), row by row. */
  readonly places: Int32Array;
}

/**
 * The rows with alike ones next to each other, so that those of a block go through few different nodes: by their
 * leaves in the first trees.
 */
function alikeTogether(trees: RankedTrees, { thresholds, places }: PlacedRows, rows: Int32Array): Int32Array {
  const { roots, column, rank, right } = trees;
  const features = thresholds.starts.length - 1;
  const count = rows.length;
  // Leaves and the row's index as digits of one number: numbers sort many times faster than by a comparison of ours.
  const keys = new Float64Array(count);
  let range = count;
  for (let tree = 0; tree < Math.min(sortingTrees, roots.length - 1); tree++) {
    const begin = roots[tree] as number;
    const size = (roots[tree + 1] as number) - begin;
    range *= size;
    if (range > largestKey) break;
    for (let i = 0; i < count; i++) {
      const first = (rows[i] as number) * features;
      let node = begin;
      while ((rank[node] as number) >= 0) {
        const place = places[first + (column[node] as number)] as number;
        node = place > (rank[node] as number) ? (right[node] as number) : node + 1;
      }
      keys[i] = (keys[i] as number) * size + node - begin;
    }
  }
  for (let i = 0; i < count; i++) keys[i] = (keys[i] as number) * count + i;
  return Int32Array.from(keys.sort(), (key) => rows[key - Math.floor(key / count) * count] as number);
}

/** For each rank, the rows of the block that go left there: those whose place does not lie above it. */
function fillMasks(masks: Int32Array, { thresholds, places }: PlacedRows, block: Int32Array): void {
  const { starts } = thresholds;
  const features = starts.length - 1;
  const bits = new Int32Array(block.length);
  const own = new Int32Array(block.length);
  for (let column = 0; column < features; column++) {
    for (let bit = 0; bit < block.length; bit++) {
      own[bit] = places[(block[bit] as number) * features + column] as number;
    }
    // By insertion: rows that are alike come nearly in order.
    for (let bit = 0; bit < block.length; bit++) {
      const place = own[bit] as number;
      let at = bit;
      for (; at > 0 && (own[bits[at - 1] as number] as number) > place; at--)
        bits[at] = bits[at - 1] as number;
      bits[at] = bit;
    }
    let mask = 0;
    let filled = starts[column] as number;
    for (const bit of bits) {
      const place = own[bit] as number;
      if (place > filled) masks.fill(mask, filled, place);
      filled = Math.max(filled, place);
      mask |= 1 << bit;
    }
    masks.fill(mask, filled, starts[column + 1]);
  }
}

/** Adds what each tree answers to `sums` of shape (32,), tree after tree; `all` has a bit for each row of the block. */
function addAnswers(
  trees: RankedTrees,
  masks: Int32Array,
  { sums, all }: { sums: Float64Array; all: number },
) {
  const { roots, rank, right, answer } = trees;
  const waitingNodes: number[] = [];
  const waitingRows: number[] = [];
  for (let tree = 0; tree + 1 < roots.length; tree++) {
    let node = roots[tree] as number;
    let rows = all;
    for (;;) {
      const tested = rank[node] as number;
      if (tested < 0) {
        const answered = answer[node] as number;
        while (rows !== 0) {
          const bit = 31 - Math.clz32(rows);
          sums[bit] = (sums[bit] as number) + answered;
          rows ^= 1 << bit;
        }
        if (waitingNodes.length === 0) break;
        node = waitingNodes.pop() as number;
        rows = waitingRows.pop() as number;
        continue;
      }
      const left = rows & (masks[tested] as number);
      if (left === 0) {
        node = right[node] as number;
        continue;
      }
      if (left !== rows) {
        waitingNodes.push(right[node] as number);
        waitingRows.push(rows ^ left);
      }
      rows = left;
      node++;
    }
  }
}

/**
 * Writes the mean over the trees, in [0, 1], of each of `rows` into `scores`. A block of 32 rows goes through a tree
 * together, as a mask that splits where they part: a node costs once for all that come to it. No row's sum depends on
 * its block, and trees are added in their order.
 */
export function scoreRows(
  trees: RankedTrees,
  placed: PlacedRows,
  { rows, scores }: { readonly rows: Int32Array; readonly scores: Float64Array },
): void {
  const ordered = alikeTogether(trees, placed, rows);
  const masks = new Int32Array(placed.thresholds.values.length);
  const sums = new Float64Array(blockRows);
  const count = trees.roots.length - 1;
  for (let begin = 0; begin < ordered.length; begin += blockRows) {
    const block = ordered.subarray(begin, begin + blockRows);
    fillMasks(masks, placed, block);
    sums.fill(0);
    addAnswers(trees, masks, { sums, all: block.length === blockRows ? -1 : (1 << block.length) - 1 });
    block.forEach((row, bit) => {
      scores[row] = (sums[bit] as number) / count;
    });
  }
}
