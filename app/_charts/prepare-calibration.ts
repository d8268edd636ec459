import type { Evaluation } from "@/lib/model/card";

export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly positives: number;
  /** Mean predicted probability to the right, observed share upwards; `null` where the bin is empty: a gap. */
  readonly x: number | null;
  readonly y: number | null;
  /** Distance from the observed share down and up to the ends of its 95 % interval. */
  readonly interval: readonly [down: number, up: number] | null;
  /** The count for a logarithmic axis, which has no zero: a gap instead. */
  readonly drawnCount: number | null;
}

export function prepareCalibration({ reliability }: Evaluation): readonly CalibrationBin[] {
  return reliability.map(({ from, to, count, positives, meanProbability, observed }) => ({
    from,
    to,
    count,
    positives,
    x: observed === null ? null : meanProbability,
    y: meanProbability === null ? null : (observed?.value ?? null),
    interval:
      observed === null
        ? null
        : [Math.max(0, observed.value - observed.low), Math.max(0, observed.high - observed.value)],
    drawnCount: count === 0 ? null : count,
  }));
}

/** Bins that can be placed in the plot. */
export function placedBins(bins: readonly CalibrationBin[]) {
  return bins.filter((bin) => bin.x !== null && bin.y !== null);
}
