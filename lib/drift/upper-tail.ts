import { logGamma } from "./log-gamma";

/** Some of a sample: `hits` of `of`. */
export interface Portion {
  readonly hits: number;
  readonly of: number;
}

const logChoose = (n: number, k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
const negligible = 1e-15;

/**
 * Fisher's exact test, upper tail: how likely the second of two samples of one population holds as many of all their
 * hits as it does, or more. Counts the sampling error of both.
 */
export function upperTail(reference: Portion, window: Portion): number {
  const hits = reference.hits + window.hits;
  const all = reference.of + window.of;
  const most = Math.min(hits, window.of);
  let term = Math.exp(
    logChoose(hits, window.hits) + logChoose(all - hits, window.of - window.hits) - logChoose(all, window.of),
  );
  let sum = 0;
  for (let k = window.hits; k <= most; k++) {
    sum += term;
    // Past the largest term, what is left falls faster than it has.
    if (term < negligible * sum) break;
    term *= ((hits - k) * (window.of - k)) / ((k + 1) * (all - hits - window.of + k + 1));
  }
  return Math.min(1, sum);
}

/**
 * The fewest hits of a window of `of` whose {@link upperTail} is at most `level`; `of + 1` where even all would not be
 * enough.
 */
export function fewestRareHits(reference: Portion, of: number, level: number): number {
  let [low, high] = [Math.ceil((of * reference.hits) / reference.of), of + 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (upperTail(reference, { hits: middle, of }) <= level) high = middle;
    else low = middle + 1;
  }
  return low;
}
