import type { Evaluation, ModelCard, OperatingPoint } from "../model/card";
import type { HeldOut } from "../model/held-out";
import type { Confusion } from "./confusion";
import { f1Interval } from "./intervals";
import { callsAt } from "./operating-points";
import { confusionOf, qualityOfPoint, summarise } from "./quality";
import type { Scored } from "./scored";

const asKept = (probability: number) => Math.round(probability * 1e6) / 1e6;

const isSame = (a: Confusion, b: Confusion | undefined) =>
  (Object.keys(a) as (keyof Confusion)[]).every((cell) => a[cell] === b?.[cell]);

type Roc = Evaluation["roc"];

/** The curve with a point at each threshold. */
function withThresholds(roc: Roc, points: readonly OperatingPoint[], confusions: readonly Confusion[]): Roc {
  const known = new Set(roc.map(({ threshold }) => threshold));
  const added = confusions.flatMap((c, i) => {
    const threshold = points[i]?.threshold;
    if (threshold === undefined || known.has(threshold)) return [];
    const falsePositiveRate = c.falsePositives / (c.falsePositives + c.trueNegatives);
    const truePositiveRate = c.truePositives / (c.truePositives + c.falseNegatives);
    return [{ threshold, falsePositiveRate, truePositiveRate }];
  });
  const height = ({ threshold }: Roc[number]) => threshold ?? Number.POSITIVE_INFINITY;
  return [...roc, ...added].sort((a, b) => height(b) - height(a));
}

function measure(evaluation: Evaluation, scored: Scored, card: ModelCard): Evaluation {
  const { operatingPoints: points, operatingPoint } = card;
  const confusions = points.map(({ threshold }) => confusionOf(scored, callsAt(scored.scores, threshold)));
  if (confusions.every((found, i) => isSame(found, evaluation.points[i]?.confusion))) return evaluation;
  const inUse = confusions[points.findIndex(({ name }) => name === operatingPoint)];
  return {
    ...evaluation,
    ...(inUse && summarise(inUse, f1Interval(inUse))),
    points: confusions.map((found, i) => ({
      name: points[i]?.name ?? "",
      ...qualityOfPoint(found, f1Interval(found)),
    })),
    roc: withThresholds(evaluation.roc, points, confusions),
  };
}

/**
 * A card whose operating points are measured as today: each threshold on all held-out probabilities. Earlier releases
 * took the threshold of each fold. F1's interval is then Wilson's, which needs no draws, and the strata keep their
 * figures: which vector is of which is not kept.
 */
export function measuredAgain(card: ModelCard, heldOut: HeldOut | null): ModelCard {
  if (heldOut === null) return card;
  // Probabilities are kept to six decimals; one at a threshold stays at it.
  const thresholds = new Map(card.operatingPoints.map(({ threshold }) => [asKept(threshold), threshold]));
  const scores = Float64Array.from(heldOut.probability, (kept) => thresholds.get(kept) ?? kept);
  const { positives, negatives } = heldOut;
  const once = (counts: readonly number[]) => counts.map((count) => Math.min(1, count));
  const distinct = { scores, positives: once(positives), negatives: once(negatives) };
  const { evaluation } = card;
  return {
    ...card,
    evaluation: {
      ...evaluation,
      distinct: measure(evaluation.distinct, distinct, card),
      all: measure(evaluation.all, { scores, positives, negatives }, card),
    },
  };
}
