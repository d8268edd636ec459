import { accuracy, type Confusion, f1, mcc, precision, recall, specificity } from "./confusion";
import { byFallingScore } from "./scored";

/** Held-out predictions with what they were made for, gathered where vector, probability and call are the same. */
export interface Prediction {
  readonly vector: number;
  /** In [0, 1]. */
  readonly probability: number;
  readonly called: boolean;
  readonly positives: number;
  readonly negatives: number;
}

/** The predictions of one repeat by falling probability, all arrays of shape (entries,). */
export interface RankedPredictions {
  readonly vector: Int32Array;
  readonly positives: Int32Array;
  readonly negatives: Int32Array;
  readonly called: Uint8Array;
  readonly probability: Float64Array;
  /** 1 at the last of entries with the same probability: they are called together. */
  readonly lastOfTie: Uint8Array;
}

/** Shares of negatives called, at which recall is told. */
export const falsePositiveRates = [0.005, 0.01, 0.02, 0.05] as const;

/** In the order of the values that {@link pooledFigures} writes. */
export const figureNames = [
  "averagePrecision",
  "rocAuc",
  "accuracy",
  "precision",
  "recall",
  "specificity",
  "f1",
  "mcc",
  "brier",
  "brierSkill",
  "recallAtHalfPercent",
  "recallAtOnePercent",
  "recallAtTwoPercent",
  "recallAtFivePercent",
] as const;
export type FigureName = (typeof figureNames)[number];

/** Sorts once what is then weighed anew in every bootstrap draw. */
export function rank(predictions: readonly Prediction[]): RankedPredictions {
  const scores = Float64Array.from(predictions, ({ probability }) => probability);
  const sorted = Array.from(byFallingScore(scores), (entry) => predictions[entry] as Prediction);
  return {
    vector: Int32Array.from(sorted, ({ vector }) => vector),
    positives: Int32Array.from(sorted, ({ positives }) => positives),
    negatives: Int32Array.from(sorted, ({ negatives }) => negatives),
    called: Uint8Array.from(sorted, ({ called }) => (called ? 1 : 0)),
    probability: Float64Array.from(sorted, ({ probability }) => probability),
    lastOfTie: Uint8Array.from(sorted, ({ probability }, i) =>
      sorted[i + 1]?.probability === probability ? 0 : 1,
    ),
  };
}

interface Sums extends Confusion {
  /** Squared distances between probability and truth, summed over rows. */
  readonly squares: number;
}

function sumUp(ranked: RankedPredictions, drawn: Int32Array): Sums {
  const { vector, positives, negatives, called, probability } = ranked;
  let [truePositives, falsePositives, trueNegatives, falseNegatives, squares] = [0, 0, 0, 0, 0];
  for (let i = 0; i < vector.length; i++) {
    const times = drawn[vector[i] as number] as number;
    if (times === 0) continue;
    const positive = times * (positives[i] as number);
    const negative = times * (negatives[i] as number);
    const p = probability[i] as number;
    squares += positive * (1 - p) * (1 - p) + negative * p * p;
    if (called[i] === 1) {
      truePositives += positive;
      falsePositives += negative;
    } else {
      falseNegatives += positive;
      trueNegatives += negative;
    }
  }
  return { truePositives, falsePositives, trueNegatives, falseNegatives, squares };
}

/** Average precision, ROC AUC and recalls in one walk down the ranking; NaN where a class is missing. */
function walkDown(ranked: RankedPredictions, drawn: Int32Array, { positives, negatives }: Classes) {
  const { vector, lastOfTie, positives: positivesOf, negatives: negativesOf } = ranked;
  const found = falsePositiveRates.map(() => positives);
  let [truePositives, falsePositives, precisionSum, area] = [0, 0, 0, 0];
  let [truePositivesBefore, falsePositivesBefore, ratesPassed] = [0, 0, 0];
  for (let i = 0; i < vector.length; i++) {
    const times = drawn[vector[i] as number] as number;
    truePositives += times * (positivesOf[i] as number);
    falsePositives += times * (negativesOf[i] as number);
    if (lastOfTie[i] === 0) continue;
    const gained = truePositives - truePositivesBefore;
    if (gained > 0) precisionSum += gained * (truePositives / (truePositives + falsePositives));
    if (falsePositives > falsePositivesBefore) {
      area += ((falsePositives - falsePositivesBefore) * (truePositives + truePositivesBefore)) / 2;
      while (falsePositives > (falsePositiveRates[ratesPassed] ?? Number.POSITIVE_INFINITY) * negatives)
        found[ratesPassed++] = truePositivesBefore;
    }
    truePositivesBefore = truePositives;
    falsePositivesBefore = falsePositives;
  }
  const both = positives * negatives;
  return {
    averagePrecision: positives === 0 ? Number.NaN : precisionSum / positives,
    rocAuc: both === 0 ? Number.NaN : area / both,
    recalls: found.map((count) => (both === 0 ? Number.NaN : count / positives)),
  };
}

interface Classes {
  readonly positives: number;
  readonly negatives: number;
}

/**
 * The figures of one repeat, all its folds' predictions together, each entry counting as often as its vector was
 * drawn: shape (figures,), in the order of {@link figureNames}, NaN where a figure has no value. Definitions are those
 * of `curves.ts` and `confusion.ts`.
 */
export function pooledFigures(ranked: RankedPredictions, drawn: Int32Array): Float64Array {
  const sums = sumUp(ranked, drawn);
  const positives = sums.truePositives + sums.falseNegatives;
  const negatives = sums.trueNegatives + sums.falsePositives;
  const rows = positives + negatives;
  const { averagePrecision, rocAuc, recalls } = walkDown(ranked, drawn, { positives, negatives });
  const brier = rows === 0 ? Number.NaN : sums.squares / rows;
  const brierOfShare = (positives * negatives) / (rows * rows);
  return Float64Array.of(
    averagePrecision,
    rocAuc,
    accuracy(sums) ?? Number.NaN,
    precision(sums) ?? Number.NaN,
    recall(sums) ?? Number.NaN,
    specificity(sums) ?? Number.NaN,
    f1(sums) ?? Number.NaN,
    mcc(sums) ?? Number.NaN,
    brier,
    brierOfShare > 0 ? 1 - brier / brierOfShare : Number.NaN,
    ...recalls,
  );
}
