import type { MetricCounts } from "./day-metrics";
import { type Figure, type MetricFigures, minimum, missing } from "./figure";

/** Standard normal quantile at 0.975. */
const z = 1.959963984540054;

/** In [0, 1]: rounding in a sum of thousands of probabilities must not leave it. */
const clipped = (value: number) => Math.min(1, Math.max(0, value));

function figure(value: number, variance: number): Figure {
  const half = z * Math.sqrt(Math.max(0, variance));
  return { value: clipped(value), low: clipped(value - half), high: clipped(value + half), missing: null };
}

/**
 * What the figures of merit are expected to be if every probability is as often right as it says, from the
 * probabilities alone (confidence-based performance estimation): the number of true positives is then a sum of
 * independent coin tosses, one per call, with mean Σp and variance Σp(1 − p), the number of missed ones another over
 * the candidates not called. Ratios of the two by the delta method, normal, cut off at 0 and 1. The 95 % interval is
 * of the figure that outcomes of all these candidates would show; that the probabilities may be wrong is not in it.
 */
export function estimatedFigures(counts: MetricCounts): MetricFigures {
  const { predictions, calledPositive: called } = counts;
  const found = counts.expectedTruePositives;
  const missed = predictions - called - counts.expectedTrueNegatives;
  const { varianceCalled: ofFound, varianceNotCalled: ofMissed } = counts;
  const positives = found + missed;
  const both = called + positives;
  const enough = predictions >= minimum.outcomes;
  const tooFewPositives = positives < minimum.positives;
  return {
    precision:
      called < minimum.calls
        ? missing(enough && called === 0 ? "no_calls" : "too_few")
        : figure(found / called, ofFound / called ** 2),
    recall: tooFewPositives
      ? missing("too_few")
      : figure(found / positives, (missed ** 2 * ofFound + found ** 2 * ofMissed) / positives ** 4),
    f1: tooFewPositives
      ? missing("too_few")
      : figure(
          (2 * found) / both,
          ((2 * (called + missed)) ** 2 * ofFound + (2 * found) ** 2 * ofMissed) / both ** 4,
        ),
    accuracy: enough
      ? figure((found + counts.expectedTrueNegatives) / predictions, (ofFound + ofMissed) / predictions ** 2)
      : missing("too_few"),
  };
}
