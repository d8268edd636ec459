import { accuracy, type Confusion, f1, precision, recall } from "../evaluation/confusion";
import { f1Interval, type Interval, wilson } from "../evaluation/intervals";
import { type Figure, type MetricFigures, type MissingReason, minimum, missing } from "./figure";

function figure(value: number | null, interval: Interval | null, reason: MissingReason | null): Figure {
  if (reason !== null) return missing(reason);
  if (value === null || interval === null) return missing("too_few");
  // The middle may lie a rounding error beyond an end that it is equal to.
  return { value, low: Math.min(interval.low, value), high: Math.max(interval.high, value), missing: null };
}

/** Figures of merit of calls whose outcome is known; `missing` where there is too little to say one. */
export function realisedFigures(confusion: Confusion): MetricFigures {
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = confusion;
  const positives = truePositives + falseNegatives;
  const negatives = trueNegatives + falsePositives;
  const calls = truePositives + falsePositives;
  const outcomes = positives + negatives;
  const enough = outcomes >= minimum.outcomes;
  const oneClass = enough && (positives === 0 || negatives === 0) ? "one_class" : null;
  const ofPositives = oneClass ?? (positives < minimum.positives ? "too_few" : null);
  const ofCalls =
    oneClass ?? (calls < minimum.calls ? (enough && calls === 0 ? "no_calls" : "too_few") : null);
  const right = truePositives + trueNegatives;
  return {
    precision: figure(precision(confusion), wilson(truePositives, calls), ofCalls),
    recall: figure(recall(confusion), wilson(truePositives, positives), ofPositives),
    f1: figure(f1(confusion), f1Interval(confusion), ofPositives),
    accuracy: figure(accuracy(confusion), wilson(right, outcomes), enough ? oneClass : "too_few"),
  };
}
