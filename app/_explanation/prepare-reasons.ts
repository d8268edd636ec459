import type { FeatureKey } from "@/lib/features";
import type { Reasons } from "@/lib/prediction";
import { writtenUnits } from "../_numbers/create-numbers";

export interface PreparedReason {
  readonly feature: FeatureKey;
  /** What the value adds, in percentage points as written; negative where it takes away. */
  readonly points: number;
  /** Where its bar begins and how long it is, as shares of the drawing's width in [0, 1]. */
  readonly start: number;
  readonly length: number;
}

export interface PreparedReasons {
  /** Place of the line that bars start from, in [0, 1]. */
  readonly zero: number;
  /** The strongest first. */
  readonly reasons: readonly PreparedReason[];
}

/** Bars fill the drawing from this many points on; below it short ones tell that little was added at all. */
const leastWidth = 10;

/**
 * Rounds to units so that what is shown adds up: the units that rounding left over or took too many go to the
 * contributions it was furthest off for.
 */
function roundedTogether(exact: readonly number[], total: number): number[] {
  const rounded = exact.map(Math.round);
  const missing = total - rounded.reduce((sum, units) => sum + units, 0);
  const step = Math.sign(missing);
  const leftOver = (index: number) => step * ((exact[index] ?? 0) - (rounded[index] ?? 0));
  const furthestOff = [...exact.keys()].sort((a, b) => leftOver(b) - leftOver(a)).slice(0, Math.abs(missing));
  // Adding 0 turns -0, which would be written with a sign, into 0.
  return rounded.map((units, index) => (furthestOff.includes(index) ? units + step : units) + 0);
}

/**
 * Prepares the contributions to a probability for drawing: base and points, with so many decimals of a percentage,
 * add up to the probability as it is written.
 */
export function prepareReasons(
  { baseProbability, contributions }: Reasons,
  { probability, decimals }: { readonly probability: number; readonly decimals: number },
): PreparedReasons {
  const features = Object.keys(contributions) as FeatureKey[];
  const unitsInPoint = 10 ** decimals;
  const toUnits = (share: number) => share * 100 * unitsInPoint;
  const units = roundedTogether(
    features.map((feature) => toUnits(contributions[feature])),
    writtenUnits(probability, decimals) - writtenUnits(baseProbability, decimals),
  );
  const lowest = Math.min(0, ...units);
  const width = Math.max(leastWidth * unitsInPoint, Math.max(0, ...units) - lowest);
  const zero = -lowest / width;
  const reasons = features
    .map((feature, index) => {
      const own = units[index] ?? 0;
      return {
        feature,
        points: own / unitsInPoint,
        start: zero + Math.min(0, own) / width,
        length: Math.abs(own) / width,
      };
    })
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return { zero: zero + 0, reasons };
}

/** Reasons that deserve a sentence: at most three, each of a point or more, or the strongest if it does anything. */
export function strongestReasons(reasons: readonly PreparedReason[]): PreparedReason[] {
  return reasons
    .filter(({ points }, index) => Math.abs(points) >= 1 || (index === 0 && points !== 0))
    .slice(0, 3);
}
