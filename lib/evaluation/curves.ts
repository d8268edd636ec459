import { type Scored, type Step, total } from "./scored";

/**
 * Area under the ROC curve: how often a positive scores above a negative, ties counting half (Mann and Whitney).
 * `null` without positives or without negatives.
 */
export function rocAuc(all: readonly Step[]): number | null {
  const last = all.at(-1);
  if (!last || last.truePositives === 0 || last.falsePositives === 0) return null;
  let area = 0;
  let before = { truePositives: 0, falsePositives: 0 };
  for (const step of all) {
    const width = step.falsePositives - before.falsePositives;
    area += (width * (step.truePositives + before.truePositives)) / 2;
    before = step;
  }
  return area / (last.truePositives * last.falsePositives);
}

/**
 * Average precision: precision at each threshold, weighted by the recall it adds, without interpolation (as
 * scikit-learn's `average_precision_score`). `null` without positives.
 */
export function averagePrecision(all: readonly Step[]): number | null {
  const positives = all.at(-1)?.truePositives ?? 0;
  if (positives === 0) return null;
  let sum = 0;
  let before = 0;
  for (const { truePositives, falsePositives } of all) {
    if (truePositives > before)
      sum += (truePositives - before) * (truePositives / (truePositives + falsePositives));
    before = truePositives;
  }
  return sum / positives;
}

/** Mean squared distance between probability and truth (Brier 1950), in [0, 1]; `null` without rows. */
export function brier({ scores, positives, negatives }: Scored): number | null {
  const rows = total(positives) + total(negatives);
  if (rows === 0) return null;
  let sum = 0;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number;
    sum += (positives[i] as number) * (1 - score) ** 2 + (negatives[i] as number) * score ** 2;
  }
  return sum / rows;
}

/**
 * Mean negative log-likelihood per row in nats, at least 0; infinite where a probability of exactly 0 or 1 was wrong.
 * `null` without rows.
 */
export function logLoss({ scores, positives, negatives }: Scored): number | null {
  const rows = total(positives) + total(negatives);
  if (rows === 0) return null;
  let sum = 0;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number;
    if (positives[i] !== 0) sum -= (positives[i] as number) * Math.log(score);
    if (negatives[i] !== 0) sum -= (negatives[i] as number) * Math.log1p(-score);
  }
  return sum / rows;
}

/**
 * 1 - Brier score / that of answering the share of positives for every row: 1 is perfect, 0 no better, below 0 worse.
 * `null` without both classes.
 */
export function brierSkill(scored: Scored): number | null {
  const score = brier(scored);
  const positives = total(scored.positives);
  const negatives = total(scored.negatives);
  if (score === null || positives === 0 || negatives === 0) return null;
  const share = positives / (positives + negatives);
  return 1 - score / (share * (1 - share));
}

/**
 * The largest recall among thresholds that call at most `rate` of the negatives, without interpolation between
 * thresholds; 0 where even the highest score calls more. `null` without both classes.
 */
export function recallAtFalsePositiveRate(all: readonly Step[], rate: number): number | null {
  const last = all.at(-1);
  if (!last || last.truePositives === 0 || last.falsePositives === 0) return null;
  const allowed = rate * last.falsePositives;
  let found = 0;
  for (const { truePositives, falsePositives } of all) {
    if (falsePositives > allowed) break;
    found = truePositives;
  }
  return found / last.truePositives;
}

/** The threshold with the highest F1, the highest such one; `null` without positives. */
export function bestF1Threshold(all: readonly Step[]): { threshold: number; f1: number } | null {
  const positives = all.at(-1)?.truePositives ?? 0;
  if (positives === 0) return null;
  let best = { threshold: 1, f1: 0 };
  for (const { threshold, truePositives, falsePositives } of all) {
    const f1 = (2 * truePositives) / (truePositives + falsePositives + positives);
    if (f1 > best.f1) best = { threshold, f1 };
  }
  return best;
}

export interface RocPoint {
  readonly threshold: number | null;
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
}

export interface PrecisionRecallPoint {
  readonly threshold: number | null;
  readonly recall: number;
  readonly precision: number;
}

/** At most `limit` of the items, the first and the last among them, spread by what a curve gains from each. */
function thinned<T>(items: readonly T[], limit: number, progress: (item: T) => number): T[] {
  if (items.length <= limit) return [...items];
  const first = progress(items[0] as T);
  const whole = progress(items[items.length - 1] as T) - first;
  let reached = -1;
  return items.filter((item, i) => {
    const at = Math.floor(((progress(item) - first) / whole) * (limit - 2));
    const kept = at > reached || i === items.length - 1;
    if (at > reached) reached = at;
    return kept;
  });
}

/**
 * The ROC curve from (0, 0) to (1, 1), at most `limit` points and one at each of the thresholds given; empty without
 * both classes.
 */
export function rocCurve(
  all: readonly Step[],
  limit: number,
  exact: readonly { readonly threshold: number }[] = [],
): RocPoint[] {
  const last = all.at(-1);
  if (!last || last.truePositives === 0 || last.falsePositives === 0) return [];
  const pointAt = (threshold: number | null, step: Step | undefined) => ({
    threshold,
    falsePositiveRate: (step?.falsePositives ?? 0) / last.falsePositives,
    truePositiveRate: (step?.truePositives ?? 0) / last.truePositives,
  });
  const curve = [pointAt(null, undefined), ...all.map((step) => pointAt(step.threshold, step))];
  const kept = thinned(curve, limit, (p) => p.falsePositiveRate + p.truePositiveRate);
  const known = new Set(kept.map(({ threshold }) => threshold));
  const asked = [...new Set(exact.map(({ threshold }) => threshold))].filter((one) => !known.has(one));
  // A threshold between two scores flags what the higher score and those above it flag.
  const added = asked.map((one) =>
    pointAt(
      one,
      all.findLast(({ threshold }) => threshold >= one),
    ),
  );
  const height = ({ threshold }: RocPoint) => threshold ?? Number.POSITIVE_INFINITY;
  return [...kept, ...added].sort((a, b) => height(b) - height(a));
}

/** The precision-recall curve by rising recall, at most `limit` points; empty without positives. */
export function precisionRecallCurve(all: readonly Step[], limit: number): PrecisionRecallPoint[] {
  const positives = all.at(-1)?.truePositives ?? 0;
  if (positives === 0) return [];
  const called = all.filter((step) => step.truePositives + step.falsePositives > 0);
  const points = called.map(({ threshold, truePositives, falsePositives }) => ({
    threshold,
    recall: truePositives / positives,
    precision: truePositives / (truePositives + falsePositives),
  }));
  const rising = points.filter(
    (point, i) => i === 0 || point.recall > (points[i - 1] as PrecisionRecallPoint).recall,
  );
  return thinned(rising, limit, (p) => p.recall);
}
