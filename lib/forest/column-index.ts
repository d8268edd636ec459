import { type LeafBoxes, rankOf } from "./leaf-boxes";

/**
 * Which leaves hold a value on one column: whole bitmaps at some ranks of the value, and what changes from one rank
 * to the next. A leaf holds a value when its path tests the column and the value passes all those tests.
 */
export interface ColumnIndex {
  readonly column: number;
  /** Rising. */
  readonly thresholds: Float64Array;
  /** Ranks from one stored bitmap to the next. */
  readonly spacing: number;
  /** Shape (stored × words,): leaf i is bit i % 32 of word i / 32. */
  readonly bitmaps: Int32Array;
  /** Shape (stored × groups,): the weights of the leaves in the bitmap, summed by group. */
  readonly sums: Float64Array;
  /** Shape (ranks + 1,): what changes on reaching rank r stands from `changeStart[r]` up to `changeStart[r + 1]`. */
  readonly changeStart: Int32Array;
  /** Shape (changes,): the leaf, its group, and its weight, negative where it ceases to hold the value. */
  readonly changeLeaf: Int32Array;
  readonly changeGroup: Uint16Array;
  readonly changeWeight: Float64Array;
}

/** What a column's index is made for. */
export interface GroupedLeaves {
  readonly boxes: LeafBoxes;
  /** Shape (leaves,), in [0, groupCount). */
  readonly group: Uint16Array;
  readonly groupCount: number;
  /** Shape (leaves × features,): what a leaf adds to its group's sum while it holds the value on the column. */
  readonly weight: Float64Array;
}

/** Which leaves hold a row's values, column by column. */
export interface Held {
  /** Shape (features × words,). */
  readonly bitmaps: Int32Array;
  /** Shape (features × groups,). */
  readonly sums: Float64Array;
}

/** Bitmaps stored for a column. Twice as many halve the changes to catch up with and double the memory. */
const storedBitmaps = 64;

export const wordsFor = (leaves: number): number => (leaves + 31) >> 5;

/** The changes of a column in the order of their ranks: counted first, so that each has its place. */
function changesOf({ boxes, group, weight }: GroupedLeaves, column: number) {
  const ranks = (boxes.thresholds[column] as Float64Array).length + 1;
  const leaves: { leaf: number; on: number; off: number }[] = [];
  const changeStart = new Int32Array(ranks + 2);
  for (let leaf = 0; leaf < boxes.used.length; leaf++) {
    const at = leaf * boxes.featureCount + column;
    const [on, off] = [boxes.low[at] as number, (boxes.high[at] as number) + 1];
    if ((((boxes.used[leaf] as number) >> column) & 1) === 0 || on >= off) continue;
    leaves.push({ leaf, on, off });
    for (const rank of [on, off]) changeStart[rank + 1] = (changeStart[rank + 1] as number) + 1;
  }
  for (let rank = 0; rank <= ranks; rank++) {
    changeStart[rank + 1] = (changeStart[rank + 1] as number) + (changeStart[rank] as number);
  }
  const next = changeStart.slice();
  const changeLeaf = new Int32Array(2 * leaves.length);
  const changeGroup = new Uint16Array(2 * leaves.length);
  const changeWeight = new Float64Array(2 * leaves.length);
  const place = (leaf: number, rank: number, own: number) => {
    const change = next[rank] as number;
    next[rank] = change + 1;
    changeLeaf[change] = leaf;
    changeGroup[change] = group[leaf] as number;
    changeWeight[change] = own;
  };
  for (const { leaf, on, off } of leaves) {
    const own = weight[leaf * boxes.featureCount + column] as number;
    place(leaf, on, own);
    place(leaf, off, -own);
  }
  return { changeStart, changeLeaf, changeGroup, changeWeight };
}

/** Where a rank's bitmap and sums begin in the arrays that hold them. */
interface Offsets {
  readonly word: number;
  readonly group: number;
}

/** Applies changes, from one up to another, to a bitmap and its sums. */
function catchUp(
  held: Held,
  index: Pick<ColumnIndex, "changeLeaf" | "changeGroup" | "changeWeight">,
  { from, to, word, group }: Offsets & { readonly from: number; readonly to: number },
): void {
  const { bitmaps, sums } = held;
  const { changeLeaf, changeGroup, changeWeight } = index;
  for (let change = from; change < to; change++) {
    const leaf = changeLeaf[change] as number;
    const at = word + (leaf >> 5);
    bitmaps[at] = (bitmaps[at] as number) ^ (1 << (leaf & 31));
    const sum = group + (changeGroup[change] as number);
    sums[sum] = (sums[sum] as number) + (changeWeight[change] as number);
  }
}

/** The index of one column. */
export function indexColumn(leaves: GroupedLeaves, column: number): ColumnIndex {
  const thresholds = leaves.boxes.thresholds[column] as Float64Array;
  const changes = changesOf(leaves, column);
  const ranks = thresholds.length + 1;
  const words = wordsFor(leaves.boxes.used.length);
  const spacing = Math.ceil(ranks / storedBitmaps);
  const stored = Math.ceil(ranks / spacing);
  const bitmaps = new Int32Array(stored * words);
  const sums = new Float64Array(stored * leaves.groupCount);
  const now: Held = { bitmaps: new Int32Array(words), sums: new Float64Array(leaves.groupCount) };
  for (let rank = 0; rank < ranks; rank++) {
    const [from, to] = [changes.changeStart[rank] as number, changes.changeStart[rank + 1] as number];
    catchUp(now, changes, { from, to, word: 0, group: 0 });
    if (rank % spacing !== 0) continue;
    bitmaps.set(now.bitmaps, (rank / spacing) * words);
    sums.set(now.sums, (rank / spacing) * leaves.groupCount);
  }
  return { column, thresholds, spacing, bitmaps, sums, ...changes };
}

/** Writes into the column's part of `held` which leaves hold the value, and their sums. */
export function lookUp(index: ColumnIndex, value: number, held: Held): void {
  const { column, thresholds, spacing, changeStart } = index;
  const rank = rankOf(thresholds, value);
  const stored = Math.floor(rank / spacing);
  const bitmapCount = Math.ceil((thresholds.length + 1) / spacing);
  const words = index.bitmaps.length / bitmapCount;
  const groups = index.sums.length / bitmapCount;
  const [word, group] = [column * words, column * groups];
  // Copied by hand: a subarray for each column costs more than these few words.
  for (let i = 0; i < words; i++) held.bitmaps[word + i] = index.bitmaps[stored * words + i] as number;
  for (let i = 0; i < groups; i++) held.sums[group + i] = index.sums[stored * groups + i] as number;
  const from = changeStart[stored * spacing + 1] as number;
  catchUp(held, index, { from, to: changeStart[rank + 1] as number, word, group });
}
