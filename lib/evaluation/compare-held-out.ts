import type { Estimate } from "../model/card";
import { createRandom } from "../random";
import type { Steps } from "../steps";
import { estimate, percentile, percentileInterval, resample } from "./intervals";
import { type RankedPredictions, rank } from "./ranked-predictions";

/** What two models said of the same feature vectors while these were held out. */
export interface HeldOutPair {
  /** Shape (vectors,): rows of the file that have the vector, by label. */
  readonly positives: ArrayLike<number>;
  readonly negatives: ArrayLike<number>;
  /** Shape (vectors,): calibrated probabilities in [0, 1]. */
  readonly champion: ArrayLike<number>;
  readonly candidate: ArrayLike<number>;
}

/** One figure of both models; `null` where the vectors are of one class only. */
export interface ComparedFigure {
  readonly champion: Estimate;
  readonly candidate: Estimate;
  /** Candidate minus champion. */
  readonly difference: Estimate;
  /** One-sided 95 % lower bound of how much worse the candidate is: above 0 where it is worse beyond noise. */
  readonly lossAtLeast: number | null;
}

/** Figures that are compared, and which way is worse. */
const comparedFigures = { recallAtOnePercent: -1, brier: 1 } as const;
export type ComparedFigureName = keyof typeof comparedFigures;
export type HeldOutComparison = Readonly<Record<ComparedFigureName, ComparedFigure>>;

const names = Object.keys(comparedFigures) as ComparedFigureName[];
const onePercent = 0.01;
/** Resamples of the vectors. */
const draws = 1000;
const oneSided = 0.05;

/** Each vector once per label it carries, as the primary figures of a card count it. */
interface Labels {
  /** Shape (vectors,): 0 or 1; both are 1 where the file contradicts itself. */
  readonly positive: Uint8Array;
  readonly negative: Uint8Array;
}

/** One model's answers, made ready for being weighed anew in every draw. */
interface Answers {
  readonly ranked: RankedPredictions;
  /** Shape (vectors,): squared distances between probability and truth, over the labels of the vector. */
  readonly squares: Float64Array;
}

function answersOf({ positive, negative }: Labels, probabilities: ArrayLike<number>): Answers {
  const predictions = Array.from(probabilities, (probability, vector) => ({
    ...{ vector, probability, called: false },
    positives: positive[vector] as number,
    negatives: negative[vector] as number,
  }));
  return {
    ranked: rank(predictions),
    squares: Float64Array.from(predictions, ({ probability: p, positives, negatives }) => {
      return positives * (1 - p) * (1 - p) + negatives * p * p;
    }),
  };
}

interface Drawn {
  /** Shape (vectors,): how often each was drawn, and rows that this makes. */
  readonly times: Int32Array;
  readonly positives: number;
  readonly negatives: number;
}

function countLabels({ positive, negative }: Labels, times: Int32Array): Drawn {
  let [positives, negatives] = [0, 0];
  for (let vector = 0; vector < times.length; vector++) {
    positives += (times[vector] as number) * (positive[vector] as number);
    negatives += (times[vector] as number) * (negative[vector] as number);
  }
  return { times, positives, negatives };
}

/**
 * As `recallAtFalsePositiveRate` of `curves.ts`, and only as far down the ranking as it takes. NaN without both
 * classes.
 */
function recallAtOnePercent({ ranked }: Answers, { times, positives, negatives }: Drawn): number {
  const { vector, lastOfTie, positives: positivesOf, negatives: negativesOf } = ranked;
  const allowed = onePercent * negatives;
  let [truePositives, falsePositives, found] = [0, 0, 0];
  for (let i = 0; i < vector.length && falsePositives <= allowed; i++) {
    const drawn = times[vector[i] as number] as number;
    truePositives += drawn * (positivesOf[i] as number);
    falsePositives += drawn * (negativesOf[i] as number);
    if (lastOfTie[i] === 1 && falsePositives <= allowed) found = truePositives;
  }
  return positives * negatives === 0 ? Number.NaN : found / positives;
}

function brier({ squares }: Answers, { times, positives, negatives }: Drawn): number {
  let sum = 0;
  for (let vector = 0; vector < times.length; vector++) {
    sum += (times[vector] as number) * (squares[vector] as number);
  }
  return sum / (positives + negatives);
}

/** In the order of `names`. */
const figuresOf = (of: Answers, drawn: Drawn) => [recallAtOnePercent(of, drawn), brier(of, drawn)];

/** A value with the interval of what it was in the draws. */
function withInterval(value: number, drawn: readonly number[]): Estimate {
  return Number.isNaN(value) ? null : estimate(value, percentileInterval(Float64Array.from(drawn)));
}

function lossAtLeast(differences: readonly number[], worse: -1 | 1): number | null {
  const losses = Float64Array.from(differences, (difference) => worse * difference).sort();
  return losses.length === 0 ? null : percentile(losses, oneSided);
}

/**
 * Recall at 1 % false positives and Brier score of two models on the same held-out vectors, and their differences:
 * percentile bootstrap, a drawn vector bringing what both models said of it (paired). A draw is a piece of work, and so
 * is each model's ranking.
 */
export function* compareHeldOut(pair: HeldOutPair, seed: number): Steps<HeldOutComparison> {
  const vectors = pair.champion.length;
  const labels: Labels = {
    positive: Uint8Array.from(pair.positives, (rows) => Math.min(1, rows)),
    negative: Uint8Array.from(pair.negatives, (rows) => Math.min(1, rows)),
  };
  const champion = answersOf(labels, pair.champion);
  yield;
  const candidate = answersOf(labels, pair.candidate);
  const once = countLabels(labels, new Int32Array(vectors).fill(1));
  const values = [figuresOf(champion, once), figuresOf(candidate, once)] as const;
  const drawn = names.map(() => ({ champion: [] as number[], candidate: [] as number[] }));
  const random = createRandom(seed, 0x9a7e);
  for (let draw = 0; draw < draws; draw++) {
    yield;
    const times = countLabels(labels, resample(vectors, random));
    const [ofChampion, ofCandidate] = [figuresOf(champion, times), figuresOf(candidate, times)];
    drawn.forEach((kept, figure) => {
      // A draw without one of the classes has no recall.
      if (Number.isNaN(ofChampion[figure]) || Number.isNaN(ofCandidate[figure])) return;
      kept.champion.push(ofChampion[figure] as number);
      kept.candidate.push(ofCandidate[figure] as number);
    });
  }
  const entries = names.map((name, figure): [ComparedFigureName, ComparedFigure] => {
    const [a, b] = [values[0][figure] as number, values[1][figure] as number];
    const kept = drawn[figure] ?? { champion: [], candidate: [] };
    const differences = kept.candidate.map((value, draw) => value - (kept.champion[draw] as number));
    return [
      name,
      {
        champion: withInterval(a, kept.champion),
        candidate: withInterval(b, kept.candidate),
        difference: withInterval(b - a, differences),
        lossAtLeast: Number.isNaN(b - a) ? null : lossAtLeast(differences, comparedFigures[name]),
      },
    ];
  });
  return Object.fromEntries(entries) as unknown as HeldOutComparison;
}

/** Standard normal quantiles at 0.975 and at 0.95. */
const [z975, z95] = [1.959963984540054, 1.6448536269514722];

const standardError = ({ low, high }: NonNullable<Estimate>) => (high - low) / (2 * z975);

/**
 * The same of two estimates that were not made on the same vectors, or not kept vector by vector: normal, with the
 * standard errors that the widths of both intervals tell, as if they were independent.
 */
export function compareEstimates(
  name: ComparedFigureName,
  { champion, candidate }: { readonly champion: Estimate; readonly candidate: Estimate },
): ComparedFigure {
  if (champion === null || candidate === null) {
    return { champion, candidate, difference: null, lossAtLeast: null };
  }
  const value = candidate.value - champion.value;
  const error = Math.hypot(standardError(champion), standardError(candidate));
  return {
    champion,
    candidate,
    difference: { value, low: value - z975 * error, high: value + z975 * error },
    lossAtLeast: comparedFigures[name] * value - z95 * error,
  };
}
