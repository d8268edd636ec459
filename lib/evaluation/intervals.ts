import { type Random, randomInteger } from "../random";

/** A 95 % interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Standard normal quantile at 0.975. */
const z = 1.959963984540054;

/** Wilson's score interval for `hits` of `trials` (Wilson 1927), inside [0, 1]; `null` without trials. */
export function wilson(hits: number, trials: number): Interval | null {
  if (trials === 0) return null;
  const p = hits / trials;
  const centre = p + (z * z) / (2 * trials);
  const half = z * Math.sqrt((p * (1 - p)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  // Rounding would leave the two ends that are exactly 0 and 1 a hair beside them.
  return {
    low: hits === 0 ? 0 : Math.max(0, (centre - half) / scale),
    high: hits === trials ? 1 : Math.min(1, (centre + half) / scale),
  };
}

/**
 * Percentile bootstrap: the 2.5th and 97.5th percentile of a statistic over `draws` resamples of the entries. The
 * statistic gets, for each entry, how often it was drawn; draws where it is `null` are left out.
 */
export function bootstrap(
  entries: number,
  statistics: readonly ((drawn: Int32Array) => number | null)[],
  { draws, random }: { readonly draws: number; readonly random: Random },
): (Interval | null)[] {
  const values = statistics.map((): number[] => []);
  for (let draw = 0; draw < draws; draw++) {
    const drawn = new Int32Array(entries);
    for (let i = 0; i < entries; i++) {
      const at = randomInteger(random, entries);
      drawn[at] = (drawn[at] as number) + 1;
    }
    statistics.forEach((statistic, s) => {
      const value = statistic(drawn);
      if (value !== null) values[s]?.push(value);
    });
  }
  return values.map(percentileInterval);
}

function percentileInterval(values: number[]): Interval | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const at = (q: number) => sorted[Math.round(q * (sorted.length - 1))] as number;
  return { low: at(0.025), high: at(0.975) };
}
