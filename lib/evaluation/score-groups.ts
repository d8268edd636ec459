/** Entries gathered by equal score, so that a fit repeated over many weights sees each score once. */
export interface ScoreGroups {
  /** Shape (groups,), strictly rising, in [0, 1]. */
  readonly scores: Float64Array;
  /** Shape (entries,): the group of each entry; -1 where it has no score (NaN). */
  readonly groupOf: Int32Array;
}

/** Where a score stands when both ends of [0, 1] are stretched, in [0, 1]; half of it below a score of 0.5. */
const stretched = (score: number) => Math.acos(1 - 2 * score) / Math.PI;

/**
 * Groups equal scores. With `cells` (a whole number from 1), scores in the same of that many cells become one group
 * with the mean of its distinct scores; cells are narrow towards 0 and 1, where most scores of rare events are.
 */
export function groupScores(scores: Float64Array, cells = Number.POSITIVE_INFINITY): ScoreGroups {
  const known = Int32Array.from(scores.keys()).filter((i) => !Number.isNaN(scores[i]));
  known.sort((a, b) => (scores[a] as number) - (scores[b] as number));
  const cellOf = (score: number) =>
    cells === Number.POSITIVE_INFINITY ? score : Math.min(cells - 1, Math.floor(stretched(score) * cells));
  const groupOf = new Int32Array(scores.length).fill(-1);
  const sums: number[] = [];
  const sizes: number[] = [];
  let [cell, score] = [Number.NaN, Number.NaN];
  for (const entry of known) {
    const next = scores[entry] as number;
    if (cellOf(next) !== cell) {
      cell = cellOf(next);
      sums.push(0);
      sizes.push(0);
      score = Number.NaN;
    }
    const group = sums.length - 1;
    if (next !== score) {
      sums[group] = (sums[group] as number) + next;
      sizes[group] = (sizes[group] as number) + 1;
      score = next;
    }
    groupOf[entry] = group;
  }
  return { scores: Float64Array.from(sums, (sum, group) => sum / (sizes[group] as number)), groupOf };
}

/** Weights of entries, summed by group. Shape (groups,). Entries without a score are passed over. */
export function gather({ scores, groupOf }: ScoreGroups, weights: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(scores.length);
  for (let i = 0; i < groupOf.length; i++) {
    const group = groupOf[i] as number;
    if (group >= 0) sums[group] = (sums[group] as number) + (weights[i] as number);
  }
  return sums;
}
