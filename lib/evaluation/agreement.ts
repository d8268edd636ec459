import type { Interval } from "./intervals";

/** How two callers of the same candidates called them: a calcification by both, by one alone, by neither. */
export interface CallTable {
  readonly both: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly neither: number;
}

/** Standard normal quantile at 0.975. */
const z = 1.959963984540054;

export const tableTotal = ({ both, onlyA, onlyB, neither }: CallTable) => both + onlyA + onlyB + neither;

/** Counts pairs of calls, true for a calcification. */
export function callTable(pairs: Iterable<readonly [a: boolean, b: boolean]>): CallTable {
  const table = { both: 0, onlyA: 0, onlyB: 0, neither: 0 };
  for (const [a, b] of pairs) {
    if (a) table[b ? "both" : "onlyA"] += 1;
    else table[b ? "onlyB" : "neither"] += 1;
  }
  return table;
}

export interface Kappa {
  /** In [-1, 1]: 1 where all calls agree, 0 where they agree as often as by chance. */
  readonly value: number;
  /** 95 %, large-sample; `null` where nothing varies and it would claim to be certain. */
  readonly interval: Interval | null;
}

/**
 * Cohen's kappa (Cohen 1960) with the large-sample interval of Fleiss, Cohen and Everitt (1969), cut to [-1, 1].
 * `null` where both callers only ever say one and the same thing, or nothing at all: agreement by chance is then
 * certain.
 */
export function kappa(table: CallTable): Kappa | null {
  const n = tableTotal(table);
  if (n === 0) return null;
  const [both, onlyA, onlyB, neither] = [table.both, table.onlyA, table.onlyB, table.neither].map(
    (count) => count / n,
  ) as [number, number, number, number];
  const [a, b] = [both + onlyA, both + onlyB];
  const byChance = a * b + (1 - a) * (1 - b);
  if (1 - byChance < 1e-12) return null;
  const value = (both + neither - byChance) / (1 - byChance);
  const disagreement = 1 - value;
  const diagonal = both * (1 - (a + b) * disagreement) ** 2 + neither * (1 - (2 - a - b) * disagreement) ** 2;
  const beside = disagreement ** 2 * (onlyA * (b + 1 - a) ** 2 + onlyB * (1 - b + a) ** 2);
  const variance = (diagonal + beside - (value - byChance * disagreement) ** 2) / (n * (1 - byChance) ** 2);
  if (variance < 1e-12) return { value, interval: null };
  const half = z * Math.sqrt(variance);
  return { value, interval: { low: Math.max(-1, value - half), high: Math.min(1, value + half) } };
}
