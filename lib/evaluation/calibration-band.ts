import type { Calibration } from "../model/card";
import { createRandom, type Random, randomInteger } from "../random";
import { calibrate } from "./calibration";
import {
  type CalibrationFitter,
  type CalibrationMap,
  calibrationFitter,
  calibrationMethods,
} from "./calibration-methods";
import { percentileInterval } from "./intervals";
import { groupScores, type ScoreGroups } from "./score-groups";
import type { Scored } from "./scored";

type Band = NonNullable<Calibration["band"]>;

/** Scored entries with a fitter of every method, made once for all the weights that will be drawn. */
export interface BandSource {
  readonly groups: ScoreGroups;
  readonly fitters: readonly CalibrationFitter[];
  /** Shape (entries,): rows of either class. */
  readonly positives: ArrayLike<number>;
  readonly negatives: ArrayLike<number>;
}

interface BandDraws {
  readonly draws: number;
  readonly random: Random;
}

export const fittersOf = (groups: ScoreGroups): CalibrationFitter[] =>
  calibrationMethods.map((method) => calibrationFitter(method, groups.scores));

/** As many entries as there are, drawn with replacement: their rows of either class by group. */
function redraw({ groups, positives, negatives }: BandSource, random: Random) {
  const { scores, groupOf } = groups;
  const drawn = { positives: new Float64Array(scores.length), negatives: new Float64Array(scores.length) };
  for (let i = 0; i < groupOf.length; i++) {
    const entry = randomInteger(random, groupOf.length);
    const group = groupOf[entry] as number;
    if (group < 0) continue;
    drawn.positives[group] = (drawn.positives[group] as number) + (positives[entry] as number);
    drawn.negatives[group] = (drawn.negatives[group] as number) + (negatives[entry] as number);
  }
  return drawn;
}

/** What the methods refitted to each resample say at the given scores. Shape (scores × draws × methods,), by score. */
function refitted(source: BandSource, rawScore: readonly number[], { draws, random }: BandDraws) {
  const each = draws * source.fitters.length;
  const found = new Float64Array(rawScore.length * each);
  const maps = Array.from({ length: draws }, () => {
    const { positives, negatives } = redraw(source, random);
    return source.fitters.map((refit) => refit(positives, negatives));
  }).flat();
  maps.forEach((map, column) => {
    rawScore.forEach((score, i) => {
      found[i * each + column] =
        map.rawScore === rawScore ? (map.probability[i] as number) : calibrate(map, score);
    });
  });
  return found;
}

/** Percentiles of rising maps rise, but for rounding. */
function neverFalling(values: readonly number[]): number[] {
  let most = 0;
  return values.map((value) => {
    most = Math.max(most, value);
    return most;
  });
}

/** The band around a map that was fitted to the source; see `calibrationBand`. */
export function bandAround(
  source: BandSource,
  { rawScore, probability }: Readonly<CalibrationMap>,
  draws: BandDraws,
): Band {
  const values = refitted(source, rawScore, draws);
  const each = values.length / rawScore.length;
  const ends = probability.map((value, i) => {
    const around = percentileInterval(values.subarray(i * each, (i + 1) * each));
    return { low: Math.min(around?.low ?? value, value), high: Math.max(around?.high ?? value, value) };
  });
  return { low: neverFalling(ends.map(({ low }) => low)), high: neverFalling(ends.map(({ high }) => high)) };
}

/**
 * The 95 % interval of each tabulated probability: every method (`calibrationMethods`) is fitted to each of `draws`
 * resamples of the entries (feature vectors), and the interval runs between the 2.5th and 97.5th percentile of what
 * all of them say. One method's own maps would leave out that another is hardly less likely: simulated with truths not
 * of its family, such a band held as few as 68 % where it should hold 95. Both ends rise with the score and have the
 * probability between them. The forest stays the same one throughout; what another would have said is not in it.
 */
export function calibrationBand(
  scored: Scored,
  calibration: Calibration,
  { draws, seed }: { readonly draws: number; readonly seed: number },
): Band {
  const groups = groupScores(scored.scores);
  const { positives, negatives } = scored;
  const source = { groups, fitters: fittersOf(groups), positives, negatives };
  return bandAround(source, calibration, { draws, random: createRandom(seed, 0xba9d) });
}
