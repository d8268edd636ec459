import { type Features, featuresSchema } from "../lib/features";
import type { FeatureReference, Reference } from "../lib/model/card";
import type { Random } from "../lib/random";

/** A candidate region that exists nowhere, and what it is. */
export interface MadeUpRegion {
  readonly positive: boolean;
  readonly features: Features;
}

/** How alike the features of one region rank, in [0, 1]: large regions tend to have strong gradients as well. */
const likeness = 0.5;

/**
 * Draws from each feature's histogram over calcifications, or over all else, in their proportion. The features of
 * one region stand at their minimum together, as they do in the training data.
 */
export function madeUpRegion(reference: Reference, random: Random): MadeUpRegion {
  const positive = random() < reference.positives / reference.rows;
  const minimumRank = random();
  const commonRank = random();
  const values = reference.features.map((feature) => {
    const { shareAtMinimum, counts } = ofClass(feature, reference, positive);
    if (minimumRank < shareAtMinimum) return [feature.feature, feature.min] as const;
    const rank = random() < likeness ? commonRank : random();
    return [feature.feature, fromHistogram(feature.edges, counts, rank)] as const;
  });
  return { positive, features: featuresSchema.parse(Object.fromEntries(values)) };
}

interface ClassDistribution {
  /** In [0, 1]. */
  readonly shareAtMinimum: number;
  /** Rows in each bin above the minimum. */
  readonly counts: readonly number[];
}

function ofClass(
  feature: FeatureReference,
  { rows, positives }: Reference,
  positive: boolean,
): ClassDistribution {
  const { positivesAtMinimum, positiveCounts, counts } = feature;
  if (positive) return { shareAtMinimum: positivesAtMinimum / positives, counts: positiveCounts };
  return {
    shareAtMinimum: (feature.shareAtMinimum * rows - positivesAtMinimum) / (rows - positives),
    counts: counts.map((count, bin) => count - (positiveCounts[bin] ?? 0)),
  };
}

/** The value at a rank in [0, 1), evenly spread inside its bin; the wide last bin is thinly filled towards its end. */
function fromHistogram(edges: readonly number[], counts: readonly number[], rank: number): number {
  let left = rank * counts.reduce((sum, count) => sum + count, 0);
  const bin = Math.max(
    counts.findIndex((count) => {
      if (left < count) return true;
      left -= count;
      return false;
    }),
    0,
  );
  const low = edges[bin] ?? 0;
  const high = edges[bin + 1] ?? low;
  const within = left / (counts[bin] || 1);
  const value = low + (high - low) * (bin === counts.length - 1 ? within ** 4 : within);
  return Math.round(value * 1e6) / 1e6;
}
