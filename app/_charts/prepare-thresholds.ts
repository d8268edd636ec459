import type { Estimate, Evaluation } from "@/lib/model/card";
import { type Confusion, precision, recall, specificity } from "../../lib/evaluation/confusion";
import { wilson } from "../../lib/evaluation/intervals";

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

function estimateOf(value: number | null, hits: number, trials: number): Estimate {
  const interval = wilson(hits, trials);
  return value === null || interval === null ? null : { value, ...interval };
}

export interface ThresholdFigures {
  readonly precision: Estimate;
  readonly recall: Estimate;
  readonly specificity: Estimate;
  /** Rows called of 1,000, in [0, 1000]. */
  readonly alertsPerThousand: Estimate;
}

/** Figures of merit of the counts, each with its 95 % interval by Wilson. */
export function figuresOf(confusion: Confusion): ThresholdFigures {
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = confusion;
  const called = truePositives + falsePositives;
  const rows = called + trueNegatives + falseNegatives;
  const alerts = estimateOf(rows === 0 ? null : called / rows, called, rows);
  return {
    precision: estimateOf(precision(confusion), truePositives, called),
    recall: estimateOf(recall(confusion), truePositives, truePositives + falseNegatives),
    specificity: estimateOf(specificity(confusion), trueNegatives, trueNegatives + falsePositives),
    alertsPerThousand:
      alerts === null
        ? null
        : { value: alerts.value * 1000, low: alerts.low * 1000, high: alerts.high * 1000 },
  };
}
