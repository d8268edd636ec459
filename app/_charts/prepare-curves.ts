import type { Evaluation } from "@/lib/model/card";
import { precision, recall } from "../../lib/evaluation/confusion";
import { prepareThresholds } from "./prepare-thresholds";

/** One point of a curve, both coordinates in [0, 1]; `threshold` is `null` where the curve begins by definition. */
interface CurvePoint {
  readonly x: number;
  readonly y: number;
  readonly threshold: number | null;
}

export interface Curve {
  readonly points: readonly CurvePoint[];
  /** Height of guessing: the share of positives. Only for precision and recall. */
  readonly chance: number | null;
}

/** False positive rate to the right, true positive rate upwards. */
export function prepareRoc({ roc }: Evaluation): Curve {
  return {
    points: roc.map(({ falsePositiveRate, truePositiveRate, threshold }) => ({
      x: falsePositiveRate,
      y: truePositiveRate,
      threshold,
    })),
    chance: null,
  };
}

/**
 * Recall to the right, precision upwards. The thresholds of the ROC curve are drawn besides those that the card kept
 * for this one, so that whatever stands at one of them stands on the line.
 */
export function preparePrecisionRecall(evaluation: Evaluation): Curve {
  const { precisionRecall, rows, positives } = evaluation;
  const kept = precisionRecall.map(({ recall, precision, threshold }) => ({
    x: recall,
    y: precision,
    threshold,
  }));
  const besides = prepareThresholds(evaluation).flatMap(({ threshold, confusion }) => {
    const [x, y] = [recall(confusion), precision(confusion)];
    return x === null || y === null ? [] : [{ x, y, threshold }];
  });
  const known = new Set(kept.map(({ threshold }) => threshold));
  const falling = [...kept, ...besides.filter(({ threshold }) => !known.has(threshold))].sort(
    (a, b) => (b.threshold ?? 2) - (a.threshold ?? 2),
  );
  return { points: falling, chance: rows === 0 ? null : positives / rows };
}

/** At most `count` of the points, evenly picked, the ends among them: a table nobody has to scroll for ever. */
export function thinned<Point>(points: readonly Point[], count: number): readonly Point[] {
  if (points.length <= count) return points;
  const step = (points.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, index) => points[Math.round(index * step)]).filter(
    (point): point is Point => point !== undefined,
  );
}
