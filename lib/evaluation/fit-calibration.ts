import type { Calibration } from "../model/card";
import { createRandom } from "../random";
import { calibrate } from "./calibration";
import {
  type CalibrationMap,
  type CalibrationMethod,
  calibrationFitter,
  calibrationMethods,
} from "./calibration-methods";
import { stratifiedFolds } from "./cross-validation";
import { brier, logLoss } from "./curves";
import { gather, groupScores } from "./score-groups";
import type { Scored } from "./scored";

/** Fits one method; entries without a score (NaN) are passed over. The map has no band and was compared to nothing. */
export function fitCalibration(scored: Scored, method: CalibrationMethod): Calibration {
  return { method, ...fitMap(scored, method), band: null, compared: [] };
}

function fitMap({ scores, positives, negatives }: Scored, method: CalibrationMethod): CalibrationMap {
  const groups = groupScores(scores);
  return calibrationFitter(method, groups.scores)(gather(groups, positives), gather(groups, negatives));
}

/** The entries of one side of a split, those without a score left out. */
function side({ scores, positives, negatives }: Scored, keep: (entry: number) => boolean): Scored {
  const kept = Int32Array.from(scores.keys()).filter((i) => keep(i) && !Number.isNaN(scores[i]));
  return {
    scores: Float64Array.from(kept, (i) => scores[i] as number),
    positives: kept.map((i) => positives[i] as number),
    negatives: kept.map((i) => negatives[i] as number),
  };
}

/** Each entry's probability by the map of the folds it is not in. */
function crossFitted(scored: Scored, method: CalibrationMethod, fold: Uint8Array): Scored {
  const probabilities = new Float64Array(scored.scores.length).fill(Number.NaN);
  for (const held of new Set(fold)) {
    const map = fitMap(
      side(scored, (i) => fold[i] !== held),
      method,
    );
    fold.forEach((value, i) => {
      if (value === held) probabilities[i] = calibrate(map, scored.scores[i] as number);
    });
  }
  return side({ ...scored, scores: probabilities }, () => true);
}

/**
 * Fits the method with the lowest log loss in cross-validation over the entries (so that rows with equal features
 * are never on both sides), folds stratified by whether an entry holds a positive row. `compared` has all methods,
 * best first, each with its mean log loss and Brier score per row. `folds` is 2 or more. Throws when no row has a
 * score.
 */
export function chooseCalibration(
  scored: Scored,
  { folds, seed }: { readonly folds: number; readonly seed: number },
): Calibration {
  const known = side(scored, () => true);
  const labels = Uint8Array.from(known.positives, (count) => (count > 0 ? 1 : 0));
  const fold = stratifiedFolds(labels, folds, createRandom(seed, 0xca1b));
  const compared = calibrationMethods.map((method) => {
    const probabilities = crossFitted(known, method, fold);
    const figures = { logLoss: logLoss(probabilities), brier: brier(probabilities) };
    if (figures.logLoss === null || figures.brier === null)
      throw new Error("There is nothing to calibrate on: no row has a score.");
    return { method, logLoss: figures.logLoss, brier: figures.brier };
  });
  compared.sort((a, b) => a.logLoss - b.logLoss);
  const [best] = compared;
  return { ...fitCalibration(known, best?.method ?? calibrationMethods[0]), compared };
}
