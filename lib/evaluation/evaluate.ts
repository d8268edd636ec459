import type { Estimate, Evaluation } from "../model/card";
import { type Stratum, strata } from "../model/stratum";
import { createRandom, type Random } from "../random";
import { accuracy, type Confusion, f1, precision, recall, specificity } from "./confusion";
import { averagePrecision, brier, precisionRecallCurve, rocAuc, rocCurve } from "./curves";
import { bootstrap, type Interval, wilson } from "./intervals";
import { byFallingScore, type Scored, steps, total } from "./scored";

/** Held-out predictions, gathered by feature vector. */
export interface HeldOut extends Scored {
  /** Shape (entries,): 1 where the call was "calcification". */
  readonly calls: Uint8Array;
  readonly strata: readonly Stratum[];
}

const draws = 1000;
const curvePoints = 200;
const reliabilityEdges = [0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1];

const estimate = (value: number | null, interval: Interval | null): Estimate =>
  value === null || interval === null ? null : { value, low: interval.low, high: interval.high };

/** Confusion of the entries, each weighing as often as it was drawn. */
function confusionOf({ calls, positives, negatives }: HeldOut, drawn?: Int32Array): Confusion {
  let [truePositives, falsePositives, trueNegatives, falseNegatives] = [0, 0, 0, 0];
  for (let i = 0; i < calls.length; i++) {
    const times = drawn ? (drawn[i] as number) : 1;
    const positive = times * (positives[i] as number);
    const negative = times * (negatives[i] as number);
    if (calls[i] === 1) {
      truePositives += positive;
      falsePositives += negative;
    } else {
      falseNegatives += positive;
      trueNegatives += negative;
    }
  }
  return { truePositives, falsePositives, trueNegatives, falseNegatives };
}

function summarise(held: HeldOut, f1Interval: Interval | null) {
  const c = confusionOf(held);
  const rows = c.truePositives + c.falsePositives + c.trueNegatives + c.falseNegatives;
  const positives = c.truePositives + c.falseNegatives;
  const right = c.truePositives + c.trueNegatives;
  return {
    rows,
    positives,
    confusion: c,
    accuracy: estimate(accuracy(c), wilson(right, rows)),
    precision: estimate(precision(c), wilson(c.truePositives, c.truePositives + c.falsePositives)),
    recall: estimate(recall(c), wilson(c.truePositives, positives)),
    specificity: estimate(specificity(c), wilson(c.trueNegatives, rows - positives)),
    f1: estimate(f1(c), f1Interval),
  };
}

function reweighed({ scores, positives, negatives }: Scored, drawn: Int32Array): Scored {
  return {
    scores,
    positives: drawn.map((times, i) => times * (positives[i] as number)),
    negatives: drawn.map((times, i) => times * (negatives[i] as number)),
  };
}

function only(held: HeldOut, keep: (entry: number) => boolean): HeldOut {
  const kept = Array.from(held.scores.keys()).filter(keep);
  return {
    scores: Float64Array.from(kept, (i) => held.scores[i] as number),
    positives: kept.map((i) => held.positives[i] as number),
    negatives: kept.map((i) => held.negatives[i] as number),
    calls: Uint8Array.from(kept, (i) => held.calls[i] as number),
    strata: kept.map((i) => held.strata[i] as Stratum),
  };
}

function reliability(held: HeldOut): Evaluation["reliability"] {
  return reliabilityEdges.slice(0, -1).map((from, bin) => {
    const to = reliabilityEdges[bin + 1] as number;
    const last = bin === reliabilityEdges.length - 2;
    const inside = only(held, (i) => {
      const score = held.scores[i] as number;
      return score >= from && (score < to || last);
    });
    const positives = total(inside.positives);
    const count = positives + total(inside.negatives);
    const weight = (i: number) => (inside.positives[i] as number) + (inside.negatives[i] as number);
    const sum = inside.scores.reduce((acc, score, i) => acc + score * weight(i), 0);
    return {
      from,
      to,
      count,
      positives,
      meanProbability: count === 0 ? null : sum / count,
      observed: estimate(count === 0 ? null : positives / count, wilson(positives, count)),
    };
  });
}

function stratumSummaries(held: HeldOut, random: Random): Evaluation["strata"] {
  return strata.map((stratum) => {
    const inside = only(held, (i) => held.strata[i] === stratum);
    const f1Of = (drawn: Int32Array) => f1(confusionOf(inside, drawn));
    const [interval = null] =
      inside.calls.length === 0 ? [] : bootstrap(inside.calls.length, [f1Of], { draws, random });
    return { stratum, ...summarise(inside, interval) };
  });
}

/**
 * Quality of held-out predictions. Shares carry Wilson intervals; F1, average precision, ROC AUC and Brier score
 * percentile-bootstrap ones over feature vectors (1,000 draws), so that rows with equal features count as one draw.
 */
export function evaluate(held: HeldOut, seed: number): Evaluation {
  const random = createRandom(seed, 0xe7a1);
  const order = byFallingScore(held.scores);
  const stepsOf = (drawn: Int32Array) => steps(reweighed(held, drawn), order);
  const [f1Interval = null, apInterval = null, aucInterval = null, brierInterval = null] = bootstrap(
    held.calls.length,
    [
      (drawn) => f1(confusionOf(held, drawn)),
      (drawn) => averagePrecision(stepsOf(drawn)),
      (drawn) => rocAuc(stepsOf(drawn)),
      (drawn) => brier(reweighed(held, drawn)),
    ],
    { draws, random },
  );
  const all = steps(held, order);
  return {
    ...summarise(held, f1Interval),
    averagePrecision: estimate(averagePrecision(all), apInterval),
    rocAuc: estimate(rocAuc(all), aucInterval),
    brier: estimate(brier(held), brierInterval),
    roc: rocCurve(all, curvePoints),
    precisionRecall: precisionRecallCurve(all, curvePoints),
    reliability: reliability(held),
    strata: stratumSummaries(held, random),
  };
}
