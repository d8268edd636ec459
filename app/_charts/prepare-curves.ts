import type { Evaluation } from "@/lib/model/card";

/** One point of a curve, both coordinates in [0, 1]; `threshold` is `null` where the curve begins by definition. */
interface CurvePoint {
  readonly x: number;
  readonly y: number;
  readonly threshold: number | null;
}

export interface Curve {
  readonly points: readonly CurvePoint[];
  /** Where the model stands at its operating point; `null` if a coordinate cannot be estimated. */
  readonly operatingPoint: { readonly x: number; readonly y: number } | null;
  /** Height of guessing: the share of positives. Only for precision and recall. */
  readonly chance: number | null;
}

const ratio = (part: number, rest: number) => (part + rest === 0 ? null : part / (part + rest));

function pointAt(x: number | null, y: number | null): Curve["operatingPoint"] {
  return x === null || y === null ? null : { x, y };
}

/** False positive rate to the right, true positive rate upwards. */
export function prepareRoc({ roc, confusion }: Evaluation): Curve {
  return {
    points: roc.map(({ falsePositiveRate, truePositiveRate, threshold }) => ({
      x: falsePositiveRate,
      y: truePositiveRate,
      threshold,
    })),
    operatingPoint: pointAt(
      ratio(confusion.falsePositives, confusion.trueNegatives),
      ratio(confusion.truePositives, confusion.falseNegatives),
    ),
    chance: null,
  };
}

/** Recall to the right, precision upwards. */
export function preparePrecisionRecall({ precisionRecall, confusion, rows, positives }: Evaluation): Curve {
  return {
    points: precisionRecall.map(({ recall, precision, threshold }) => ({
      x: recall,
      y: precision,
      threshold,
    })),
    operatingPoint: pointAt(
      ratio(confusion.truePositives, confusion.falseNegatives),
      ratio(confusion.truePositives, confusion.falsePositives),
    ),
    chance: rows === 0 ? null : positives / rows,
  };
}

/** At most `count` of the points, evenly picked, the ends among them: a table nobody has to scroll for ever. */
export function thinned<Point>(points: readonly Point[], count: number): readonly Point[] {
  if (points.length <= count) return points;
  const step = (points.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, index) => points[Math.round(index * step)]).filter(
    (point): point is Point => point !== undefined,
  );
}
