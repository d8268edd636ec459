import { featureKeys } from "../lib/features";
import type { FeatureReference, Reference } from "../lib/model/card";
import { choleskyFactor } from "../lib/model/copula";
import type { Model } from "../lib/model/model";
import type { Joint, SupportRegion } from "../lib/model/support-region";
import type { Random } from "../lib/random";

type Pattern = SupportRegion["patterns"][number];

/** The vector that a pattern with every feature at its minimum consists of. */
const allAtMinimum = "1".repeat(featureKeys.length);

/**
 * Rows of the training file by pattern, in the order of the region's patterns. The region counts distinct vectors; the
 * rows beyond them are the one vector that repeats, all features at their minimum.
 */
export function patternRows({ patterns, vectors }: SupportRegion, { rows }: Reference): number[] {
  return patterns.map(({ pattern, vectors: own }) =>
    pattern === allAtMinimum ? own + Math.max(0, rows - vectors) : own,
  );
}

/** The index of one of several, each with the chance that its share of the sum is. */
function draw(shares: readonly number[], random: Random): number {
  let left = random() * shares.reduce((sum, share) => sum + share, 0);
  const found = shares.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return found === -1 ? shares.length - 1 : found;
}

/** Box and Muller (1958). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Rank of a standard normal score, in (0, 1): the logistic approximation of Page (1977), error below 2e-4. */
function rankOfNormal(score: number): number {
  return 1 / (1 + Math.exp(-1.5976 * score - 0.070566 * score ** 3));
}

/** The value at a rank; the wide last step is thinly filled towards its end, as tails are. */
function valueAt(quantiles: readonly number[], rank: number): number {
  const steps = quantiles.length - 1;
  const step = Math.min(steps - 1, Math.floor(rank * steps));
  const within = rank * steps - step;
  const low = quantiles[step] as number;
  const high = quantiles[step + 1] as number;
  return low + (high - low) * (step === steps - 1 ? within ** 4 : within);
}

/** Shape (features of the pattern,): values that go together as those of the pattern's vectors do. */
function jointValues({ quantiles, correlation }: Joint, random: Random): number[] {
  const factor = choleskyFactor(correlation);
  if (factor === null) throw new Error("The support region's correlation is not positive definite.");
  const width = quantiles.length;
  const independent = quantiles.map(() => normal(random));
  return quantiles.map((steps, i) => {
    let score = 0;
    for (let k = 0; k <= i; k++) score += (factor[i * width + k] as number) * (independent[k] as number);
    return valueAt(steps, rankOfNormal(score));
  });
}

/** A value above the minimum, by the histogram over all rows. */
function histogramValue({ edges, counts }: FeatureReference, random: Random): number {
  const bin = draw(counts, random);
  const low = edges[bin] as number;
  return low + ((edges[bin + 1] as number) - low) * random() ** (bin === counts.length - 1 ? 4 : 1);
}

const rounded = (value: number) => Math.round(value * 1e6) / 1e6;

function vectorOf({ pattern, joint }: Pattern, reference: Reference, random: Random): Float64Array {
  const joined = joint === null ? [] : jointValues(joint, random);
  return Float64Array.from(reference.features, (feature, i) => {
    if (pattern[i] === "1") return feature.min;
    const place = joint?.features.indexOf(feature.feature) ?? -1;
    return rounded(joined[place] ?? histogramValue(feature, random));
  });
}

export interface MadeUpVector {
  /** Shape (6,). */
  readonly vector: Float64Array;
  /** Index among the region's patterns. */
  readonly pattern: number;
}

/**
 * Vectors that exist nowhere, from what the model remembers of its training vectors in aggregate: which features stand
 * at their minimum together, how each of the others is distributed then, and how they go together in ranks.
 */
export function madeUpVectors(
  { support, reference }: Pick<Model, "support" | "reference">,
  { count, random }: { readonly count: number; readonly random: Random },
): MadeUpVector[] {
  const rows = patternRows(support, reference);
  return Array.from({ length: count }, () => {
    const pattern = draw(rows, random);
    return { pattern, vector: vectorOf(support.patterns[pattern] as Pattern, reference, random) };
  });
}
