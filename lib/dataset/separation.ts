import { wilson } from "../evaluation/intervals";
import type { Estimate } from "../model/card";
import { meanRanks } from "./correlation";

/** Sample variance around the mean; 0 for a single value. */
function variance(values: Float64Array): number {
  if (values.length < 2) return 0;
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return squares / (values.length - 1);
}

const rowsOf = (labels: Uint8Array, wanted: number) =>
  Int32Array.from(labels.keys()).filter((row) => labels[row] === wanted);

const pick = (values: Float64Array, rows: Int32Array) =>
  Float64Array.from(rows, (row) => values[row] as number);

/** Share of the other class below each value of this one, ties as a half; shape as `rows`. */
function placements(ranks: Float64Array, rows: Int32Array, others: number): Float64Array {
  const own = meanRanks(pick(ranks, rows));
  return Float64Array.from(rows, (row, i) => ((ranks[row] as number) - (own[i] as number)) / others);
}

/**
 * How well the values of one column alone tell the classes apart: the probability that a positive has the larger one,
 * ties as a half (the area under the ROC curve; 0.5 tells nothing, below it the positives have the smaller values).
 * The interval is Wilson's at the number of trials that has the variance of DeLong, DeLong and Clarke-Pearson (1988):
 * it stays inside [0, 1] and does not shrink to a point where a few values happen to be apart. `null` where the column
 * does not vary or a class is missing. `labels` has shape (rows,), 1 for a positive.
 */
export function separation(values: Float64Array, labels: Uint8Array): Estimate {
  const positives = rowsOf(labels, 1);
  const negatives = rowsOf(labels, 0);
  if (positives.length === 0 || negatives.length === 0) return null;
  if (values.every((value) => value === values[0])) return null;
  const ranks = meanRanks(values);
  const above = placements(ranks, positives, negatives.length);
  const below = placements(ranks, negatives, positives.length);
  let sum = 0;
  for (const place of above) sum += place;
  const area = sum / positives.length;
  const spread = variance(above) / positives.length + variance(below) / negatives.length;
  // The variance is never larger than of so many trials; one value tells nothing of the spread of its class.
  const smaller = Math.min(positives.length, negatives.length);
  const trials = smaller > 1 && spread > 0 ? Math.max(smaller, (area * (1 - area)) / spread) : smaller;
  const interval = wilson(area * trials, trials);
  return interval === null ? null : { value: area, ...interval };
}
