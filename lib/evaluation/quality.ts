import type { Evaluation, PointQuality } from "../model/card";
import type { Random } from "../random";
import { accuracy, type Confusion, f1, precision, recall, specificity } from "./confusion";
import { bootstrap, estimate, type Interval, wilson } from "./intervals";
import { type Scored, total } from "./scored";

/** Draws of every bootstrap interval on a card. */
export const bootstrapDraws = 1000;

/** Which entries were called "calcification" (1), shape (entries,), over the rows they stand for. */
export function confusionOf({ positives, negatives }: Scored, calls: Uint8Array): Confusion {
  let [truePositives, falsePositives] = [0, 0];
  for (let i = 0; i < calls.length; i++) {
    if (calls[i] !== 1) continue;
    truePositives += positives[i] as number;
    falsePositives += negatives[i] as number;
  }
  return {
    truePositives,
    falsePositives,
    trueNegatives: total(negatives) - falsePositives,
    falseNegatives: total(positives) - truePositives,
  };
}

/** The same entries, each weighing as often as it was drawn. */
export function reweighed({ scores, positives, negatives }: Scored, drawn: Int32Array): Scored {
  return {
    scores,
    positives: drawn.map((times, i) => times * (positives[i] as number)),
    negatives: drawn.map((times, i) => times * (negatives[i] as number)),
  };
}

const rowsOf = (c: Confusion) => c.truePositives + c.falsePositives + c.trueNegatives + c.falseNegatives;

/** Shares of a confusion with Wilson's intervals, and F1 with the interval given. */
function qualityOf(c: Confusion, f1Interval: Interval | null) {
  return {
    confusion: c,
    precision: estimate(precision(c), wilson(c.truePositives, c.truePositives + c.falsePositives)),
    recall: estimate(recall(c), wilson(c.truePositives, c.truePositives + c.falseNegatives)),
    specificity: estimate(specificity(c), wilson(c.trueNegatives, c.trueNegatives + c.falsePositives)),
    f1: estimate(f1(c), f1Interval),
  };
}

type Summary = Omit<Evaluation["strata"][number], "stratum">;

/** Figures of calls; the interval of F1 comes from a bootstrap over entries made elsewhere. */
export function summarise(c: Confusion, f1Interval: Interval | null): Summary {
  const rows = rowsOf(c);
  return {
    rows,
    positives: c.truePositives + c.falseNegatives,
    ...qualityOf(c, f1Interval),
    accuracy: estimate(accuracy(c), wilson(c.truePositives + c.trueNegatives, rows)),
  };
}

function alertsPerThousand(c: Confusion): PointQuality["alertsPerThousand"] {
  const [alerts, rows] = [c.truePositives + c.falsePositives, rowsOf(c)];
  const share = wilson(alerts, rows);
  return share && { value: (1000 * alerts) / rows, low: 1000 * share.low, high: 1000 * share.high };
}

/** Figures of the calls of one operating point; the interval of F1 comes from a bootstrap made elsewhere. */
export function qualityOfPoint(confusion: Confusion, f1Interval: Interval | null): PointQuality {
  return { ...qualityOf(confusion, f1Interval), alertsPerThousand: alertsPerThousand(confusion) };
}

/**
 * What several sets of calls (each of shape (entries,), 1 is "calcification") do to the same rows, in their order.
 * Shares carry Wilson intervals, F1 a percentile bootstrap over entries.
 */
export function qualityOfCalls(scored: Scored, calls: readonly Uint8Array[], random: Random): PointQuality[] {
  const f1Intervals = bootstrap(
    calls.length === 0 ? 0 : scored.scores.length,
    (drawn) => {
      const redrawn = reweighed(scored, drawn);
      return calls.map((called) => f1(confusionOf(redrawn, called)));
    },
    { draws: bootstrapDraws, random },
  );
  return calls.map((called, i) => qualityOfPoint(confusionOf(scored, called), f1Intervals[i] ?? null));
}
