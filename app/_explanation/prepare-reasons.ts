import type { FeatureKey } from "@/lib/features";
import type { Reasons } from "@/lib/prediction";

export interface PreparedReason {
  readonly feature: FeatureKey;
  /** What the value adds, in percentage points, to one decimal; negative where it takes away. */
  readonly points: number;
  /** Where its bar begins and how long it is, as shares of the drawing's width in [0, 1]. */
  readonly start: number;
  readonly length: number;
}

export interface PreparedReasons {
  /** In percent, to one decimal: `base` plus all points is `probability`, exactly as written. */
  readonly base: number;
  readonly probability: number;
  /** Place of the line that bars start from, in [0, 1]. */
  readonly zero: number;
  /** The strongest first. */
  readonly reasons: readonly PreparedReason[];
}

/** Bars fill the drawing from this many tenths of a point on; below it short ones tell that little was added at all. */
const leastWidth = 100;

const toTenths = (probability: number) => Math.round(probability * 1000);

/**
 * Rounds to tenths of a point so that what is shown adds up: the tenths that rounding left over or took too many go
 * to the contributions it was furthest off for.
 */
function roundedTogether(exact: readonly number[], total: number): number[] {
  const rounded = exact.map(Math.round);
  const missing = total - rounded.reduce((sum, tenths) => sum + tenths, 0);
  const step = Math.sign(missing);
  const leftOver = (index: number) => step * ((exact[index] ?? 0) - (rounded[index] ?? 0));
  const furthestOff = [...exact.keys()].sort((a, b) => leftOver(b) - leftOver(a)).slice(0, Math.abs(missing));
  // Adding 0 turns -0, which would be written with a sign, into 0.
  return rounded.map((tenths, index) => (furthestOff.includes(index) ? tenths + step : tenths) + 0);
}

/** Prepares the contributions to a probability, which with the base they sum up to, for drawing. */
export function prepareReasons(
  { baseProbability, contributions }: Reasons,
  probability: number,
): PreparedReasons {
  const features = Object.keys(contributions) as FeatureKey[];
  const [base, end] = [toTenths(baseProbability), toTenths(probability)];
  const tenths = roundedTogether(
    features.map((feature) => contributions[feature] * 1000),
    end - base,
  );
  const lowest = Math.min(0, ...tenths);
  const width = Math.max(leastWidth, Math.max(0, ...tenths) - lowest);
  const zero = -lowest / width;
  const reasons = features
    .map((feature, index) => {
      const own = tenths[index] ?? 0;
      return {
        feature,
        points: own / 10,
        start: zero + Math.min(0, own) / width,
        length: Math.abs(own) / width,
      };
    })
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return { base: base / 10, probability: end / 10, zero: zero + 0, reasons };
}

/** Reasons that deserve a sentence: at most three, each of a point or more, or the strongest if it does anything. */
export function strongestReasons(reasons: readonly PreparedReason[]): PreparedReason[] {
  return reasons
    .filter(({ points }, index) => Math.abs(points) >= 1 || (index === 0 && points !== 0))
    .slice(0, 3);
}
