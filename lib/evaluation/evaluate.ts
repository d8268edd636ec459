import type { Evaluation } from "../model/card";
import { type Stratum, strata } from "../model/stratum";
import { createRandom, type Random } from "../random";
import { f1, mcc } from "./confusion";
import {
  averagePrecision,
  brier,
  brierSkill,
  precisionRecallCurve,
  recallAtFalsePositiveRate,
  rocAuc,
  rocCurve,
} from "./curves";
import { bootstrap, estimate } from "./intervals";
import { bootstrapDraws, confusionOf, qualityOfPoint, reweighed, summarise } from "./quality";
import { falsePositiveRates } from "./ranked-predictions";
import { reliability } from "./reliability";
import { byFallingScore, type Scored, steps } from "./scored";

/** Held-out predictions, gathered by feature vector; the scores are calibrated probabilities. */
export interface HeldOut extends Scored {
  /** Shape (entries,): 1 where the call was "calcification" at the operating point in use. */
  readonly calls: Uint8Array;
  /** The same by name of each operating point. */
  readonly callsAt: ReadonlyMap<string, Uint8Array>;
  readonly strata: readonly Stratum[];
}

const curvePoints = 200;

type Called = Scored & Pick<HeldOut, "calls">;

function inStratum(held: HeldOut, stratum: Stratum): Called {
  const kept = Int32Array.from(held.scores.keys()).filter((i) => held.strata[i] === stratum);
  return {
    scores: Float64Array.from(kept, (i) => held.scores[i] as number),
    positives: kept.map((i) => held.positives[i] as number),
    negatives: kept.map((i) => held.negatives[i] as number),
    calls: Uint8Array.from(kept, (i) => held.calls[i] as number),
  };
}

function summaryWithInterval(called: Called, random: Random) {
  const [f1Interval = null] = bootstrap(
    called.calls.length,
    (drawn) => [f1(confusionOf(reweighed(called, drawn), called.calls))],
    { draws: bootstrapDraws, random },
  );
  return summarise(confusionOf(called, called.calls), f1Interval);
}

/** Every figure of weighted rows that needs a bootstrap, in a fixed order; F1 at the points comes last. */
function figuresOf(rows: Scored, { calls, callsAt }: HeldOut, order: Int32Array): (number | null)[] {
  const all = steps(rows, order);
  const confusion = confusionOf(rows, calls);
  return [
    f1(confusion),
    mcc(confusion),
    averagePrecision(all),
    rocAuc(all),
    brier(rows),
    brierSkill(rows),
    ...falsePositiveRates.map((rate) => recallAtFalsePositiveRate(all, rate)),
    ...Array.from(callsAt.values(), (called) => f1(confusionOf(rows, called))),
  ];
}

/**
 * Quality of held-out predictions. Shares carry Wilson intervals; every other figure a percentile-bootstrap one over
 * feature vectors (1,000 draws), so that rows with equal features count as one draw.
 */
export function evaluate(held: HeldOut, seed: number): Evaluation {
  const random = createRandom(seed, 0xe7a1);
  const order = byFallingScore(held.scores);
  const intervals = bootstrap(held.calls.length, (drawn) => figuresOf(reweighed(held, drawn), held, order), {
    draws: bootstrapDraws,
    random,
  });
  const [, mccEstimate = null, ap = null, auc = null, brierEstimate = null, skill = null, ...recalls] =
    figuresOf(held, held, order).map((value, i) => estimate(value, intervals[i] ?? null));
  const pointIntervals = intervals.slice(-held.callsAt.size);
  const all = steps(held, order);
  return {
    ...summarise(confusionOf(held, held.calls), intervals[0] ?? null),
    averagePrecision: ap,
    rocAuc: auc,
    brier: brierEstimate,
    mcc: mccEstimate,
    brierSkill: skill,
    recallAtFalsePositiveRate: falsePositiveRates.map((falsePositiveRate, i) => ({
      falsePositiveRate,
      recall: recalls[i] ?? null,
    })),
    points: Array.from(held.callsAt, ([name, called], i) => ({
      name,
      ...qualityOfPoint(confusionOf(held, called), pointIntervals[i] ?? null),
    })),
    roc: rocCurve(all, curvePoints),
    precisionRecall: precisionRecallCurve(all, curvePoints),
    reliability: reliability(held),
    strata: strata.map((stratum) => ({ stratum, ...summaryWithInterval(inStratum(held, stratum), random) })),
  };
}
