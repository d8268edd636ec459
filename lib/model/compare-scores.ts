import { callTable, kappa, tableTotal } from "../evaluation/agreement";
import { estimate, wilson } from "../evaluation/intervals";
import type { Features } from "../features";
import type { Label, Outcome } from "../prediction";
import type { Contested, RecentAgreement } from "./compare";
import { type Stratum, strata } from "./stratum";

/** A prediction with the probability that each of two models gives it, in [0, 1]. */
export interface ScoredByBoth {
  readonly id: string;
  readonly createdAt: string;
  readonly features: Features;
  readonly stratum: Stratum;
  readonly a: number;
  readonly b: number;
  readonly outcome: Outcome | null;
}

/** Each model's own: it calls a calcification from there on. */
export interface Thresholds {
  readonly a: number;
  readonly b: number;
}

const pointsShown = 500;
const contestedShown = 20;
const percentiles = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** At most `most` of the items, evenly picked, the first and the last among them. */
function evenly<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  const step = (items.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => items[Math.round(i * step)] as T);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Pearson's correlation, in [-1, 1]; `null` where one side does not vary. */
export function correlation(pairs: readonly { readonly a: number; readonly b: number }[]): number | null {
  const [meanA, meanB] = [mean(pairs.map(({ a }) => a)), mean(pairs.map(({ b }) => b))];
  let [together, ofA, ofB] = [0, 0, 0];
  for (const { a, b } of pairs) {
    together += (a - meanA) * (b - meanB);
    ofA += (a - meanA) ** 2;
    ofB += (b - meanB) ** 2;
  }
  const scale = Math.sqrt(ofA) * Math.sqrt(ofB);
  return scale > 1e-12 ? Math.max(-1, Math.min(1, together / scale)) : null;
}

/** Linear between the sorted values: number 7 of Hyndman and Fan (1996). */
function quantile(sorted: readonly number[], level: number): number {
  const at = level * (sorted.length - 1);
  const below = sorted[Math.floor(at)] as number;
  return below + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] as number) - below);
}

function differenceOf(scored: readonly ScoredByBoth[]): RecentAgreement["difference"] {
  if (scored.length === 0) return null;
  const differences = scored.map(({ a, b }) => b - a).sort((x, y) => x - y);
  const [p5, p25, p50, p75, p95] = percentiles.map((level) => quantile(differences, level));
  return {
    mean: mean(differences),
    meanAbsolute: mean(differences.map(Math.abs)),
    quantiles: [p5, p25, p50, p75, p95] as [number, number, number, number, number],
  };
}

const labelAt = (probability: number, threshold: number): Label =>
  probability >= threshold ? "calcification" : "not_calcification";

function toContested({ a, b, ...rest }: ScoredByBoth, thresholds: Thresholds): Contested {
  return {
    ...rest,
    probability: { a, b },
    label: { a: labelAt(a, thresholds.a), b: labelAt(b, thresholds.b) },
  };
}

const byHowMuch = (one: Contested, other: Contested) => {
  const differs = ({ label }: Contested) => Number(label.a !== label.b);
  const size = ({ probability }: Contested) => Math.abs(probability.b - probability.a);
  return differs(other) - differs(one) || size(other) - size(one) || (one.id < other.id ? -1 : 1);
};

function byStratum(all: readonly Contested[]): RecentAgreement["strata"] {
  return strata.map((stratum) => {
    const own = all.filter((one) => one.stratum === stratum);
    const differing = own.filter(({ label }) => label.a !== label.b).length;
    const predictions = own.length;
    const share = estimate(
      predictions === 0 ? null : differing / predictions,
      wilson(differing, predictions),
    );
    return { stratum, predictions, differing, share };
  });
}

/** How far two models agree on the same predictions, given in order of time, and where they differ. */
export function compareScores(scored: readonly ScoredByBoth[], thresholds: Thresholds): RecentAgreement {
  const calls = callTable(scored.map(({ a, b }) => [a >= thresholds.a, b >= thresholds.b] as const));
  const equal = calls.both + calls.neither;
  const n = tableTotal(calls);
  const all = scored.map((one) => toContested(one, thresholds));
  const times = scored.map(({ createdAt }) => createdAt).sort();
  return {
    predictions: n,
    from: times[0] ?? null,
    to: times.at(-1) ?? null,
    calls,
    agreement: estimate(n === 0 ? null : equal / n, wilson(equal, n)),
    kappa: kappa(calls),
    correlation: n === 0 ? null : correlation(scored),
    difference: differenceOf(scored),
    points: evenly(scored, pointsShown).map(({ a, b }) => ({ a, b })),
    contested: all
      .filter(({ probability, label }) => probability.a !== probability.b || label.a !== label.b)
      .sort(byHowMuch)
      .slice(0, contestedShown),
    strata: byStratum(all),
  };
}
