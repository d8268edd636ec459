import type { Evaluation, OperatingPoint } from "../model/card";
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
import { callsAt } from "./operating-points";
import { bootstrapDraws, confusionOf, qualityOfPoint, reweighed, summarise } from "./quality";
import { falsePositiveRates } from "./ranked-predictions";
import { reliability } from "./reliability";
import { byFallingScore, type Scored, steps } from "./scored";

/** Held-out predictions, gathered by feature vector; the scores are calibrated probabilities. */
export interface HeldOut extends Scored {
  readonly points: readonly Pick<OperatingPoint, "name" | "threshold">[];
  /** Name of the one in use; without a point of that name, nothing is flagged. */
  readonly operatingPoint: string;
  readonly strata: readonly Stratum[];
}

const curvePoints = 200;

/** Shape (entries,) each: 1 where the decision was "calcification". */
interface Calls {
  readonly calls: Uint8Array;
  /** At each operating point, in their order. */
  readonly atPoints: readonly Uint8Array[];
}

type Called = Scored & Pick<Calls, "calls">;

function callsOf({ scores, points, operatingPoint }: HeldOut): Calls {
  const atPoints = points.map(({ threshold }) => callsAt(scores, threshold));
  const inUse = points.findIndex(({ name }) => name === operatingPoint);
  return { calls: atPoints[inUse] ?? new Uint8Array(scores.length), atPoints };
}

function inStratum(held: HeldOut & Called, stratum: Stratum): Called {
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
function figuresOf(rows: Scored, { calls, atPoints }: Calls, order: Int32Array): (number | null)[] {
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
    ...atPoints.map((called) => f1(confusionOf(rows, called))),
  ];
}

/**
 * Quality of held-out predictions. Shares carry Wilson intervals; every other figure a percentile-bootstrap one over
 * feature vectors (1,000 draws), so that rows with equal features count as one draw.
 */
export function evaluate(held: HeldOut, seed: number): Evaluation {
  const random = createRandom(seed, 0xe7a1);
  const order = byFallingScore(held.scores);
  const calls = callsOf(held);
  const entries = held.scores.length;
  const intervals = bootstrap(entries, (drawn) => figuresOf(reweighed(held, drawn), calls, order), {
    draws: bootstrapDraws,
    random,
  });
  const [, mccEstimate = null, ap = null, auc = null, brierEstimate = null, skill = null, ...recalls] =
    figuresOf(held, calls, order).map((value, i) => estimate(value, intervals[i] ?? null));
  const pointIntervals = intervals.slice(intervals.length - held.points.length);
  const all = steps(held, order);
  return {
    ...summarise(confusionOf(held, calls.calls), intervals[0] ?? null),
    averagePrecision: ap,
    rocAuc: auc,
    brier: brierEstimate,
    mcc: mccEstimate,
    brierSkill: skill,
    recallAtFalsePositiveRate: falsePositiveRates.map((falsePositiveRate, i) => ({
      falsePositiveRate,
      recall: recalls[i] ?? null,
    })),
    points: held.points.map(({ name }, i) => ({
      name,
      ...qualityOfPoint(
        confusionOf(held, calls.atPoints[i] ?? new Uint8Array(entries)),
        pointIntervals[i] ?? null,
      ),
    })),
    roc: rocCurve(all, curvePoints, held.points),
    precisionRecall: precisionRecallCurve(all, curvePoints),
    reliability: reliability(held),
    strata: strata.map((stratum) => ({
      stratum,
      ...summaryWithInterval(inStratum({ ...held, ...calls }, stratum), random),
    })),
  };
}
