import type { FeatureReference } from "@/lib/model/card";

/** Where a value stands among the reference candidates. `share` is the part of them below it, in [0, 1]. */
export type ReferencePosition =
  | { readonly kind: "below_all" | "above_all" }
  | { readonly kind: "at_minimum" | "within"; readonly share: number };

/** A minimum held by fewer than this share of the candidates is an ordinary value, not a floor. */
export const noticeableFloor = 0.01;

/** Linear between the stored percentiles; of equal percentiles the first counts, since only lower values are below. */
function shareBelow(percentiles: readonly number[], value: number): number {
  const above = percentiles.findIndex((percentile) => percentile >= value);
  if (above === -1) return 1;
  if (above === 0) return 0;
  const upper = percentiles[above] ?? value;
  const lower = percentiles[above - 1] ?? upper;
  return (above - 1 + (value - lower) / (upper - lower)) / (percentiles.length - 1);
}

export function referencePosition(reference: FeatureReference, value: number): ReferencePosition {
  const { min, max, percentiles, shareAtMinimum } = reference;
  if (value < min) return { kind: "below_all" };
  if (value > max) return { kind: "above_all" };
  if (value === min && shareAtMinimum >= noticeableFloor)
    return { kind: "at_minimum", share: shareAtMinimum };
  return {
    kind: "within",
    share: Math.max(shareBelow(percentiles, value), value > min ? shareAtMinimum : 0),
  };
}
