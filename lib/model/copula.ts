/** Ranks closer to an end than this are not told apart: how far out a value is belongs to its range. */
const outermostRank = 0.005;

/**
 * The rank of a value in [0, 1] among quantiles at equal steps, none falling: linear between two of them, the middle
 * where several are equal to it, 0 or 1 beyond the ends.
 */
export function rankAmong(quantiles: readonly number[], value: number): number {
  const last = quantiles.length - 1;
  const below = firstIndex(quantiles, (quantile) => quantile >= value);
  const above = firstIndex(quantiles, (quantile) => quantile > value);
  if (above > below) return (below + above - 1) / 2 / last;
  if (below === 0) return 0;
  if (below > last) return 1;
  const [low, high] = [quantiles[below - 1] as number, quantiles[below] as number];
  return (below - 1 + (value - low) / (high - low)) / last;
}

/** Where a condition that stays true once it is true becomes so; the length where it never does. */
function firstIndex(values: readonly number[], holds: (value: number) => boolean): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(values[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The standard normal quantile of a rank, which is first kept within [0.005, 0.995]. Rational approximation 26.2.23
 * of Abramowitz and Stegun (1964), error below 4.5e-4.
 */
export function normalScore(rank: number): number {
  const kept = Math.min(1 - outermostRank, Math.max(outermostRank, rank));
  const t = Math.sqrt(-2 * Math.log(Math.min(kept, 1 - kept)));
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  const bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  const size = t - top / bottom;
  if (kept === 0.5) return 0;
  return kept < 0.5 ? -size : size;
}

/** Lower triangle L with L Lᵀ = matrix, row by row; `null` for a matrix that is not positive definite. */
export function choleskyFactor(matrix: readonly (readonly number[])[]): Float64Array | null {
  const width = matrix.length;
  const factor = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]?.[j] as number;
      for (let k = 0; k < j; k++) {
        rest -= (factor[i * width + k] as number) * (factor[j * width + k] as number);
      }
      if (i === j && !(rest > 0)) return null;
      factor[i * width + j] = i === j ? Math.sqrt(rest) : rest / (factor[j * width + j] as number);
    }
  }
  return factor;
}

/**
 * How much less likely a combination is than its values one by one: -2 log of the density of the Gaussian copula
 * (Song 2000), zᵀR⁻¹z - zᵀz + log |R|, where z are the normal scores, shape (width,), and `factor` is the Cholesky
 * factor of their correlation R. 0 for one feature; above 0 the values are found together less often than by chance.
 */
export function unlikelinessOf(factor: Float64Array, scores: ArrayLike<number>): number {
  const width = scores.length;
  const solved = new Float64Array(width);
  let sum = 0;
  for (let i = 0; i < width; i++) {
    const score = scores[i] as number;
    let rest = score;
    for (let k = 0; k < i; k++) rest -= (factor[i * width + k] as number) * (solved[k] as number);
    const diagonal = factor[i * width + i] as number;
    const value = rest / diagonal;
    solved[i] = value;
    sum += value * value - score * score + 2 * Math.log(diagonal);
  }
  return sum;
}

/** {@link unlikelinessOf} for two scores with a correlation within (-1, 1). */
export function pairUnlikeliness(correlation: number, first: number, second: number): number {
  const rest = 1 - correlation * correlation;
  const distance = (first * first + second * second - 2 * correlation * first * second) / rest;
  return distance - first * first - second * second + Math.log(rest);
}
