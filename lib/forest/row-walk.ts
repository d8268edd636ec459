import type { Forest } from "./forest";
import type { RankedTrees } from "./ranked-trees";

/**
 * What the leaves of a forest answer, each answer once, numbered after the ranks: so a leaf names its answer where a
 * split names its rank, and the few common answers (0 and 1 above all) stay in the nearest cache.
 */
export interface Answers {
  /** Shape (ranks + answers,): by number; in [0, 1], 0 for ranks. */
  readonly values: Float64Array;
  readonly numberOf: ReadonlyMap<number, number>;
}

/** Answers of all leaves, the most frequent first; `ranks` is how many thresholds there are. */
export function collectAnswers({ feature, positiveFraction }: Forest, ranks: number): Answers {
  const leaves = new Map<number, number>();
  feature.forEach((column, node) => {
    const answer = positiveFraction[node] as number;
    if (column < 0) leaves.set(answer, (leaves.get(answer) ?? 0) + 1);
  });
  const frequent = Array.from(leaves).sort(([, a], [, b]) => b - a);
  const values = new Float64Array(ranks + frequent.length);
  const numberOf = new Map(frequent.map(([answer], i) => [answer, ranks + i]));
  for (const [answer, number] of numberOf) values[number] = answer;
  return { values, numberOf };
}

/** Trees laid out for one row at a time: children side by side, so that a step is an addition and no branch. */
export interface RowTrees {
  /** Shape (trees,): position of each root in `nodes`. */
  readonly roots: Int32Array;
  /**
   * Shape (2 × nodes,): at a split the rank tested and the position of the left child, at a leaf the number of its
   * answer and its own position.
   */
  readonly nodes: Int32Array;
  /** Shape (ranks + answers,). */
  readonly answers: Float64Array;
}

/** How far the right child stands behind the left one in `nodes`. */
export const rightOffset = 2;

/** Pairs of children in the order of a descent that takes the fuller child first: most rows read straight on. */
export function layOutForRow(trees: RankedTrees, { values, numberOf }: Answers): RowTrees {
  const { rank, right, cover, answer } = trees;
  const nodes = new Int32Array(2 * rank.length);
  const roots = trees.roots.subarray(0, -1);
  for (const root of roots) {
    let end = root + 1;
    const waiting: [node: number, at: number][] = [[root, root]];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [node, at] = next;
      if ((rank[node] as number) < 0) {
        nodes.set([numberOf.get(answer[node] as number) as number, 2 * at], 2 * at);
        continue;
      }
      nodes.set([rank[node] as number, 2 * end], 2 * at);
      const [left, other] = [node + 1, right[node] as number];
      if ((cover[left] as number) > (cover[other] as number)) waiting.push([other, end + 1], [left, end]);
      else waiting.push([left, end], [other, end + 1]);
      end += 2;
    }
  }
  return { roots: roots.map((root) => 2 * root), nodes, answers: values };
}

/** The child that a row goes to; at a leaf, where it is. */
function step(nodes: Int32Array, sides: Uint8Array, at: number): number {
  return (nodes[at + 1] as number) + (sides[nodes[at] as number] as number);
}

/**
 * The mean over the trees for one row, in [0, 1]. `sides`, of shape (ranks + answers,), holds for each rank 0 where
 * the row goes left and {@link rightOffset} where it goes right, and 0 for each answer, so that a leaf is not left
 * again. Six trees are walked at once: their loads wait side by side instead of one after the other. More of them
 * gained nothing.
 */
export function scoreRow({ roots, nodes, answers }: RowTrees, sides: Uint8Array): number {
  const trees = roots.length;
  let sum = 0;
  let tree = 0;
  for (; tree + 6 <= trees; tree += 6) {
    let a = roots[tree] as number;
    let b = roots[tree + 1] as number;
    let c = roots[tree + 2] as number;
    let d = roots[tree + 3] as number;
    let e = roots[tree + 4] as number;
    let f = roots[tree + 5] as number;
    for (;;) {
      const nextA = step(nodes, sides, a);
      const nextB = step(nodes, sides, b);
      const nextC = step(nodes, sides, c);
      const nextD = step(nodes, sides, d);
      const nextE = step(nodes, sides, e);
      const nextF = step(nodes, sides, f);
      const moved = (nextA ^ a) | (nextB ^ b) | (nextC ^ c) | (nextD ^ d) | (nextE ^ e) | (nextF ^ f);
      if (moved === 0) break;
      a = nextA;
      b = nextB;
      c = nextC;
      d = nextD;
      e = nextE;
      f = nextF;
    }
    // One after the other, as the plain walk adds them: the sum is the same to the last bit.
    sum += answers[nodes[a] as number] as number;
    sum += answers[nodes[b] as number] as number;
    sum += answers[nodes[c] as number] as number;
    sum += answers[nodes[d] as number] as number;
    sum += answers[nodes[e] as number] as number;
    sum += answers[nodes[f] as number] as number;
  }
  for (; tree < trees; tree++) {
    let at = roots[tree] as number;
    for (let next = step(nodes, sides, at); next !== at; next = step(nodes, sides, at)) at = next;
    sum += answers[nodes[at] as number] as number;
  }
  return sum / trees;
}
