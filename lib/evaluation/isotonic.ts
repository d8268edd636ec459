/** Neighbouring scores that share one probability. */
export interface Block {
  /** Weighted mean of the scores, between the lowest and the highest of them. */
  readonly score: number;
  readonly positives: number;
  readonly weight: number;
}

/**
 * Isotonic regression by pooling adjacent violators (Ayer et al. 1955): of all rising step functions of the score,
 * the one nearest to the labels by squared distance. Scores rise strictly; weights of 0 are passed over. The share
 * of positives rises strictly from block to block.
 */
export function poolAdjacentViolators(
  scores: Float64Array,
  positives: Float64Array,
  negatives: Float64Array,
): Block[] {
  const size = scores.length;
  const [hits, weights, moments] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const [lowest, highest] = [new Float64Array(size), new Float64Array(size)];
  let last = -1;
  for (let i = 0; i < size; i++) {
    const weight = (positives[i] as number) + (negatives[i] as number);
    if (weight === 0) continue;
    last++;
    const score = scores[i] as number;
    hits[last] = positives[i] as number;
    weights[last] = weight;
    moments[last] = weight * score;
    lowest[last] = score;
    highest[last] = score;
    // Products instead of quotients: whole numbers compare without rounding.
    while (
      last > 0 &&
      (hits[last - 1] as number) * (weights[last] as number) >=
        (hits[last] as number) * (weights[last - 1] as number)
    ) {
      for (const sums of [hits, weights, moments])
        sums[last - 1] = (sums[last - 1] as number) + (sums[last] as number);
      highest[last - 1] = highest[last] as number;
      last--;
    }
  }
  return Array.from({ length: last + 1 }, (_, block) => {
    const mean = (moments[block] as number) / (weights[block] as number);
    return {
      score: Math.min(highest[block] as number, Math.max(lowest[block] as number, mean)),
      positives: hits[block] as number,
      weight: weights[block] as number,
    };
  });
}
