/**
 * The shares behind counts, with half a count added to every bin (Krichevsky and Trofimov 1981), so that an empty bin
 * makes no distance infinite. Above 0, they add up to 1.
 */
function smoothedShares(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0) + counts.length / 2;
  return counts.map((count) => (count + 0.5) / total);
}

/**
 * Population stability index of two samples counted into the same bins: the sum of (p - q) ln (p / q) over the bins,
 * which is Jeffreys' divergence. 0 for the same shares, without an upper bound, symmetric.
 */
export function populationStabilityIndex(a: readonly number[], b: readonly number[]): number {
  const q = smoothedShares(b);
  return smoothedShares(a).reduce((sum, share, i) => {
    const other = q[i] as number;
    return sum + (share - other) * Math.log(share / other);
  }, 0);
}

/**
 * Jensen-Shannon distance of two samples counted into the same bins: the square root of the divergence to base 2
 * (Endres and Schindelin 2003), a metric in [0, 1].
 */
export function jensenShannonDistance(a: readonly number[], b: readonly number[]): number {
  const q = smoothedShares(b);
  const divergence = smoothedShares(a).reduce((sum, share, i) => {
    const other = q[i] as number;
    const middle = (share + other) / 2;
    return sum + (share * Math.log2(share / middle) + other * Math.log2(other / middle)) / 2;
  }, 0);
  return Math.sqrt(Math.max(0, divergence));
}

/**
 * The Jensen-Shannon distance that belongs to a small PSI: to the second order one is a multiple of the other's square.
 */
export const jensenShannonOf = (psi: number): number => Math.min(1, Math.sqrt(psi / (8 * Math.LN2)));
