import type { Forest } from "./forest";
import { placeOf, type Thresholds } from "./thresholds";

/** Trees that test the places of values instead of the values; in the order of {@link Forest}, left child next. */
export interface RankedTrees {
  readonly roots: Int32Array;
  /** Shape (nodes,): column tested, -1 at a leaf. */
  readonly column: Int8Array;
  /** Shape (nodes,): index among all thresholds, -1 at a leaf. A row goes right when its place lies above. */
  readonly rank: Int32Array;
  /** Shape (nodes,): index of the right child, 0 at a leaf. */
  readonly right: Int32Array;
  /** Shape (nodes,): weight of the training rows that came to the node. */
  readonly cover: Float64Array;
  /** Shape (nodes,): what a leaf answers, in [0, 1]. */
  readonly answer: Float64Array;
}

/**
 * The forest's trees as a row finds them that lies below all thresholds of `lowColumns`: splits on these are left
 * out, for it goes left at each.
 */
export function rankTrees(
  forest: Forest,
  thresholds: Thresholds,
  lowColumns: ReadonlySet<number> = new Set(),
): RankedTrees {
  const { roots, feature, threshold, right, cover, positiveFraction } = forest;
  const kept: number[] = [];
  const rights: number[] = [];
  const begins = [0];
  for (let tree = 0; tree + 1 < roots.length; tree++) {
    // Nodes still to come, each with the place in `kept` of the split that it is the right child of.
    const waiting = [{ node: roots[tree] as number, above: -1 }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      let { node } = next;
      if (next.above >= 0) rights[next.above] = kept.length;
      for (;;) {
        while (lowColumns.has(feature[node] as number)) node++;
        kept.push(node);
        rights.push(0);
        if ((feature[node] as number) < 0) break;
        waiting.push({ node: right[node] as number, above: kept.length - 1 });
        node++;
      }
    }
    begins.push(kept.length);
  }
  const rankOf = (node: number) => {
    const column = feature[node] as number;
    return column < 0 ? -1 : placeOf(thresholds, column, threshold[node] as number) - 1;
  };
  return {
    roots: Int32Array.from(begins),
    column: Int8Array.from(kept, (node) => feature[node] as number),
    rank: Int32Array.from(kept, rankOf),
    right: Int32Array.from(rights),
    cover: Float64Array.from(kept, (node) => cover[node] as number),
    answer: Float64Array.from(kept, (node) => positiveFraction[node] as number),
  };
}
