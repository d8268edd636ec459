import { chiSquareQuantile } from "./chi-square";
import { jensenShannonDistance, jensenShannonOf, populationStabilityIndex } from "./distances";
import { measureLevel, minimumCandidates, psiSizes, shareSizes } from "./drift-limits";
import type { HistogramFinding, Level, ShareFinding } from "./drift-report";
import { fewestRareHits, type Portion } from "./upper-tail";

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

const quantiles = new Map<number, number>();

function quantileOf(degrees: number): number {
  const known = quantiles.get(degrees) ?? chiSquareQuantile(measureLevel, degrees);
  quantiles.set(degrees, known);
  return known;
}

/**
 * The PSI that two samples of one population, of m and n, exceed by chance in a share of `measureLevel` of windows: it
 * is distributed as (1/m + 1/n) χ² with bins - 1 degrees of freedom (Yurdakul 2018) where samples are large.
 */
function largeSampleNoise(bins: number, m: number, n: number): number {
  return (1 / m + 1 / n) * quantileOf(Math.max(1, bins - 1));
}

/**
 * By how much the PSI's own quantile exceeds that of χ² for a window of n: a tenth at 100, nothing at 1,000. Fitted to
 * the worst of the shapes simulated, a bin of three quarters beside bins of a twentieth. The Jensen-Shannon distance,
 * which no single bin can blow up, needs none.
 */
const smallSampleFactor = (n: number) => 1 + 1000 / (n * n);

interface Sizes {
  readonly moved: number;
  readonly far: number;
}

function verdictOf({ value, noise }: Omit<Level, "threshold">, above: number, { moved, far }: Sizes) {
  if (value <= noise) return "steady";
  if (above < moved) return "slight";
  return above < far ? "moved" : "far";
}

/** Counts of a window against those of the reference, shape (bins,) both. The PSI decides. */
export function judgeHistogram(reference: readonly number[], window: readonly number[]): HistogramFinding {
  const n = total(window);
  if (n < minimumCandidates) return { n, verdict: "too_few", psi: null, jensenShannon: null };
  const expected = largeSampleNoise(reference.length, total(reference), n);
  const noise = expected * smallSampleFactor(n);
  const threshold = Math.max(noise, psiSizes.moved);
  const psi = { value: populationStabilityIndex(reference, window), noise, threshold };
  return {
    n,
    verdict: verdictOf(psi, psi.value, psiSizes),
    psi,
    jensenShannon: {
      value: jensenShannonDistance(reference, window),
      noise: jensenShannonOf(expected),
      threshold: jensenShannonOf(Math.max(expected, psiSizes.moved)),
    },
  };
}

/** A window's share of candidates outside what is known against the reference's; fewer of them is no sign. */
export function judgeShare(reference: Portion, window: Portion): ShareFinding {
  const n = window.of;
  if (n < minimumCandidates) return { n, verdict: "too_few", share: null };
  const expected = reference.hits / reference.of;
  // The largest share that is still noise.
  const noise = (fewestRareHits(reference, n, measureLevel) - 1) / n;
  const share = { value: window.hits / n, noise, threshold: Math.max(noise, expected + shareSizes.moved) };
  return { n, verdict: verdictOf(share, share.value - expected, shareSizes), share };
}
