import { type Block, poolAdjacentViolators } from "./isotonic";
import { fitLogistic } from "./logistic-fit";

export const calibrationMethods = ["platt", "beta", "isotonic"] as const;
export type CalibrationMethod = (typeof calibrationMethods)[number];

/** A map from score to probability: points with strictly rising scores and rising probabilities, linear between. */
export interface CalibrationMap {
  readonly rawScore: number[];
  readonly probability: number[];
}

/** Fits a map to the weights of positives and negatives at scores fixed beforehand, each of shape (scores,). */
export type CalibrationFitter = (positives: Float64Array, negatives: Float64Array) => CalibrationMap;

const gridSteps = 200;
/** More points towards both ends, where probabilities of rare events live. */
const grid = Array.from({ length: gridSteps + 1 }, (_, i) => (1 - Math.cos((Math.PI * i) / gridSteps)) / 2);

/** No table says 0 or 1. */
const surest = 1e-6;
const inside = (probability: number) => Math.min(1 - surest, Math.max(surest, probability));
const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/**
 * A score of exactly 0 or 1 has no logarithm: scores are drawn a hundredth towards the middle from either end. Insets
 * from 0.0005 to 0.2 were tried on out-of-bag scores of the very data set this serves; log loss was lowest here, by
 * less than 1.5 % from 0.002 to 0.05. So the value was picked with those rows in view, but little hangs on it.
 */
const inset = 0.01;
const drawnIn = (score: number) => inset + (1 - 2 * inset) * score;

type Terms = readonly ((score: number) => number)[];

const logScore = (score: number) => Math.log(drawnIn(score));
const logRest = (score: number) => -Math.log(1 - drawnIn(score));
const logit = (score: number) => logScore(score) + logRest(score);

/** Logistic regression on rising terms of the score, of which some may be in use. */
function logisticFitter(scores: Float64Array, terms: Terms) {
  const width = terms.length + 1;
  const design = new Float64Array(scores.length * width);
  scores.forEach((score, row) => {
    design.set([1, ...terms.map((term) => term(score))], row * width);
  });
  const gridTerms = grid.map((score) => terms.map((term) => term(score)));
  let start: Float64Array | undefined;
  return (positives: Float64Array, negatives: Float64Array) => {
    const coefficients = fitLogistic({ design, width, positives, negatives }, start);
    // Later weights are redrawn ones of the first: its solution is near theirs.
    start ??= coefficients;
    const [intercept = 0, ...slopes] = coefficients;
    const probability = gridTerms.map((values) =>
      inside(logistic(slopes.reduce((x, slope, i) => x + slope * (values[i] as number), intercept))),
    );
    return { slopes, map: { rawScore: grid, probability } };
  };
}

/**
 * Tries terms in turn until all slopes rise with the score. A term whose slope falls is left out and the rest fitted
 * again, as Kull, Silva Filho and Flach (2017) do; with no term left the map is flat.
 */
function risingFitter(scores: Float64Array, terms: Terms): CalibrationFitter {
  const fitTerms = logisticFitter(scores, terms);
  const without = new Map<number, CalibrationFitter>();
  const fewer = (left: number) => {
    const made =
      without.get(left) ??
      risingFitter(
        scores,
        terms.filter((_, i) => i !== left),
      );
    without.set(left, made);
    return made;
  };
  return (positives, negatives) => {
    const { slopes, map } = fitTerms(positives, negatives);
    const falling = slopes.findIndex((slope) => slope < 0);
    return falling === -1 ? map : fewer(falling)(positives, negatives);
  };
}

/**
 * Linear between the centres of the blocks. Laplace's rule of succession bounds the ends: a lowest block of n rows
 * says no less than 1 / (n + 2), a highest one no more than 1 - 1 / (n + 2). Without rows the answer is one half.
 */
function throughCentres(blocks: readonly Block[]): CalibrationMap {
  const first = blocks[0];
  const last = blocks.at(-1);
  if (first === undefined || last === undefined) return { rawScore: [0], probability: [0.5] };
  const least = 1 / (first.weight + 2);
  const most = 1 - 1 / (last.weight + 2);
  return {
    rawScore: blocks.map(({ score }) => score),
    probability: blocks.map(({ positives, weight }) =>
      inside(Math.min(most, Math.max(least, positives / weight))),
    ),
  };
}

/**
 * Prepares a method for scores of shape (scores,), strictly rising, in [0, 1]:
 * - `platt`: logistic regression on the logit of the score (Platt 1999, whose own score was not bounded: on the bare
 *   share of leaves the fit was clearly worse);
 * - `beta`: logistic regression on ln s and -ln(1 - s) (Kull, Silva Filho and Flach 2017), of which `platt` is the
 *   case with equal slopes;
 * - `isotonic`: pooled adjacent violators, linear between the centres of the blocks.
 * Every map is monotone and inside [0.000001, 0.999999], whatever the weights.
 */
export function calibrationFitter(method: CalibrationMethod, scores: Float64Array): CalibrationFitter {
  if (method === "platt") return risingFitter(scores, [logit]);
  if (method === "beta") return risingFitter(scores, [logScore, logRest]);
  return (positives, negatives) => throughCentres(poolAdjacentViolators(scores, positives, negatives));
}
