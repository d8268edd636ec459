import type { Confusion } from "@/lib/evaluation/confusion";
import type { Evaluation } from "@/lib/model/card";

/** What calling from one threshold upwards does to the held-out rows. */
export interface ThresholdStep {
  /** In [0, 1]; `null` where it lies above every probability, so that nothing is called. */
  readonly threshold: number | null;
  readonly confusion: Confusion;
}

/**
 * The thresholds of the ROC curve, rising, with the counts behind each: the rates are shares of known whole numbers,
 * so the counts come back exactly. Empty where there is no curve.
 */
export function prepareThresholds({ roc, rows, positives }: Evaluation): readonly ThresholdStep[] {
  const negatives = rows - positives;
  return roc
    .map(({ threshold, falsePositiveRate, truePositiveRate }) => {
      const truePositives = Math.round(truePositiveRate * positives);
      const falsePositives = Math.round(falsePositiveRate * negatives);
      return {
        threshold,
        confusion: {
          truePositives,
          falsePositives,
          trueNegatives: negatives - falsePositives,
          falseNegatives: positives - truePositives,
        },
      };
    })
    .reverse();
}

/** Every threshold that is written beside these evaluations: those of the steps, and of the curves in their tables. */
export const thresholdsOf = (evaluations: readonly Evaluation[]): readonly number[] =>
  evaluations
    .flatMap(({ roc, precisionRecall }) => [...roc, ...precisionRecall])
    .flatMap(({ threshold }) => (threshold === null ? [] : [threshold]));

/** Index of the step whose threshold is nearest; `null`, above every probability, is the last. */
export function nearestStep(steps: readonly ThresholdStep[], threshold: number | null): number {
  if (threshold === null) return Math.max(0, steps.length - 1);
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, step] of steps.entries()) {
    const distance =
      step.threshold === null ? Number.POSITIVE_INFINITY : Math.abs(step.threshold - threshold);
    if (distance < least) {
      nearest = index;
      least = distance;
    }
  }
  return nearest;
}
