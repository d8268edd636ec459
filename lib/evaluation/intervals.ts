import type { Estimate } from "../model/card";
import { type Random, randomInteger } from "../random";
import type { Confusion } from "./confusion";

/** A 95 % interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A value with its interval; `null` where either is missing. */
export const estimate = (value: number | null, interval: Interval | null): Estimate =>
  value === null || interval === null ? null : { value, low: interval.low, high: interval.high };

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
 * 95 % interval of F1, "Wilson indirect" of Lam, Gopal and Qian (2023, arXiv:2309.14621). Of the candidates that are
 * called, positive or both, F* = TP / (TP + FP + FN) is a plain proportion, given their number, and
 * F1 = 2 F* / (1 + F*) rises with it (Hand, Christen and Kirielle 2021): the ends of Wilson's interval of F* become
 * those of F1's. `null` without such candidates.
 */
export function f1Interval({ truePositives, falsePositives, falseNegatives }: Confusion): Interval | null {
  const interval = wilson(truePositives, truePositives + falsePositives + falseNegatives);
  const toF1 = (share: number) => (2 * share) / (1 + share);
  return interval && { low: toF1(interval.low), high: toF1(interval.high) };
}

/** How often each of `entries` entries is drawn when as many are drawn with replacement. Shape (entries,). */
export function resample(entries: number, random: Random): Int32Array {
  const drawn = new Int32Array(entries);
  for (let i = 0; i < entries; i++) {
    const at = randomInteger(random, entries);
    drawn[at] = (drawn[at] as number) + 1;
  }
  return drawn;
}

/**
 * Percentile bootstrap: the 2.5th and 97.5th percentile of several statistics over `draws` resamples of the entries.
 * They get, for each entry, how often it was drawn, and give their values in a fixed order; a draw where one is
 * `null` is left out of that one's interval. `null` for a statistic without values; empty without entries.
 */
export function bootstrap(
  entries: number,
  statistics: (drawn: Int32Array) => readonly (number | null)[],
  { draws, random }: { readonly draws: number; readonly random: Random },
): (Interval | null)[] {
  if (entries === 0) return [];
  const values: number[][] = [];
  for (let draw = 0; draw < draws; draw++) {
    statistics(resample(entries, random)).forEach((value, s) => {
      values[s] ??= [];
      if (value !== null) values[s].push(value);
    });
  }
  return values.map((found) => percentileInterval(Float64Array.from(found)));
}

/** The 2.5th and 97.5th percentile, as below; `null` without values. Sorts the values in place. */
export function percentileInterval(values: Float64Array): Interval | null {
  if (values.length === 0) return null;
  values.sort();
  return { low: percentile(values, 0.025), high: percentile(values, 0.975) };
}

/**
 * Of rising values, at least one: percentile number 6 of Hyndman and Fan (1996), which is not too narrow for few
 * values; no further than the ends.
 */
export function percentile(sorted: Float64Array, share: number): number {
  const at = Math.min(sorted.length - 1, Math.max(0, share * (sorted.length + 1) - 1));
  const below = sorted[Math.floor(at)] as number;
  const above = sorted[Math.ceil(at)] as number;
  return below + (at - Math.floor(at)) * (above - below);
}
