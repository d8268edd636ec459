import type { FeatureReference } from "../model/card";
import { probabilityEdges } from "../trends/probability-edges";
import { leastShare, mostBins } from "./drift-limits";

/** A reference sample in bins wide enough to compare with, made of the finer ones that days are counted into. */
export interface DriftBins {
  /** The first bin holds the values at the minimum and nothing else. */
  readonly hasSpike: boolean;
  /** Bounds of the other bins, ascending, one more than these. */
  readonly edges: readonly number[];
  /** Shape (fine bins,): the bin that a fine bin belongs to, never falling. */
  readonly binOf: readonly number[];
  /** Shape (bins,): of the reference. */
  readonly counts: readonly number[];
}

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

/** Fine counts gathered into the bins. Shape (fine bins,) to (bins,); counts are conserved. */
export function gather(
  { binOf, counts }: Pick<DriftBins, "binOf" | "counts">,
  fine: readonly number[],
): number[] {
  const gathered = new Array<number>(counts.length).fill(0);
  fine.forEach((count, i) => {
    const bin = binOf[i] as number;
    gathered[bin] = (gathered[bin] as number) + count;
  });
  return gathered;
}

/**
 * Gathers neighbours into at most `most` bins as equal as they can be, each with at least `least`; a rest that is
 * smaller joins the bin before it. Gives where each bin begins.
 */
function mergeNeighbours(
  fine: readonly number[],
  { most, least }: { most: number; least: number },
): number[] {
  const starts: number[] = [];
  let rest = total(fine);
  let held = 0;
  let start = 0;
  fine.forEach((count, i) => {
    held += count;
    if (starts.length === most) return;
    const wanted = Math.max(least, rest / (most - starts.length));
    // A bin may stay a little below its equal part, or one more fine bin would often make it far too large.
    if (held < least || held + count / 2 < wanted) return;
    starts.push(start);
    rest -= held;
    held = 0;
    start = i + 1;
  });
  return starts.length === 0 ? [0] : starts;
}

interface Layout {
  readonly fine: readonly number[];
  readonly edges: readonly number[];
  /** Fine bins at the front that make up one bin of their own. */
  readonly together: number;
  readonly hasSpike: boolean;
  /** Share of the sample that every bin is to hold at least. */
  readonly leastShare: number;
}

function toBins({ fine, edges, together, hasSpike, leastShare }: Layout): DriftBins {
  const least = leastShare * total(fine);
  const starts = [
    ...(together > 0 ? [0] : []),
    ...mergeNeighbours(fine.slice(together), { most: mostBins - (together > 0 ? 1 : 0), least }).map(
      (start) => start + together,
    ),
  ];
  const binOf = fine.map((_, i) => starts.findLastIndex((start) => start <= i));
  const counts = gather({ binOf, counts: starts }, fine);
  // With a spike the fine bins are one more than what lies between the edges.
  const firstEdges = hasSpike ? starts.slice(1).map((start) => start - 1) : starts;
  return {
    hasSpike,
    edges: [...firstEdges.map((at) => edges[at] as number), edges.at(-1) as number],
    binOf,
    counts,
  };
}

/**
 * The bins of one feature, for days that are counted as `daily_inputs` has them: at the minimum first, then by the
 * reference's edges. Values at the minimum have a bin of their own where they are enough for one; where they are
 * hardly any, they are counted with their neighbours.
 */
export function featureBins(reference: FeatureReference, rows: number): DriftBins {
  const { counts, edges } = reference;
  const atMinimum = rows - total(counts);
  if (atMinimum >= leastShare * rows)
    return toBins({ fine: [atMinimum, ...counts], edges, together: 1, hasSpike: true, leastShare });
  const lowest = [reference.min, ...edges];
  return toBins({ fine: [atMinimum, ...counts], edges: lowest, together: 0, hasSpike: false, leastShare });
}

/**
 * Probabilities below this, nine of ten, are one bin: within it the model that answers and those that measured it put
 * the same candidates in different places, which would be taken for drift (see docs/monitoring.md).
 */
const lowProbability = 0.02;
/** High probabilities are rare, and what is left of the low bin is to be more than one. */
const leastScoreShare = 0.03;

/** The bins of the score, of a sample that is counted by `probabilityEdges`. */
export function scoreBins(fine: readonly number[]): DriftBins {
  const together = probabilityEdges.findIndex((edge) => edge >= lowProbability);
  return toBins({ fine, edges: probabilityEdges, together, hasSpike: false, leastShare: leastScoreShare });
}

/** Where a calibrated probability is counted, by `probabilityEdges`. */
export function probabilityBin(probability: number): number {
  const above = probabilityEdges.findLastIndex((edge) => edge <= probability);
  return Math.min(probabilityEdges.length - 2, above);
}
