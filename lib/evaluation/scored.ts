/**
 * Scored rows, gathered by feature vector: entry i stands for `positives[i]` positive and `negatives[i]` negative
 * rows with the score `scores[i]`. Weights may be 0 and, in a bootstrap, are redrawn counts.
 */
export interface Scored {
  /** Shape (entries,), in [0, 1]. */
  readonly scores: Float64Array;
  readonly positives: ArrayLike<number>;
  readonly negatives: ArrayLike<number>;
}

export function total(weights: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i] as number;
  return sum;
}

/** Entry indices by falling score; sorted once, whatever weights come later. */
export function byFallingScore(scores: Float64Array): Int32Array {
  return Int32Array.from(scores.keys()).sort(
    (a, b) => (scores[b] as number) - (scores[a] as number) || a - b,
  );
}

/** Counts after all rows down to a score were called positive; one step for each distinct score. */
export interface Step {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
}

/** The steps a falling threshold goes through. Rows with equal scores are called together. */
export function steps({ scores, positives, negatives }: Scored, order: Int32Array): Step[] {
  const found: Step[] = [];
  let truePositives = 0;
  let falsePositives = 0;
  for (let k = 0; k < order.length; k++) {
    const i = order[k] as number;
    truePositives += positives[i] as number;
    falsePositives += negatives[i] as number;
    const next = order[k + 1];
    if (next !== undefined && scores[next] === scores[i]) continue;
    found.push({ threshold: scores[i] as number, truePositives, falsePositives });
  }
  return found;
}
