import { type FeatureKey, featureKeys } from "../features";
import type { Reference } from "../model/card";
import { type HeldOut, verdictCode } from "../model/held-out";
import { probabilityEdges } from "../trends/probability-edges";
import { type DriftBins, featureBins, gather, probabilityBin, scoreBins } from "./drift-bins";
import type { HistogramFinding, ShareFinding } from "./drift-report";
import { judgeHistogram, judgeShare } from "./judge";
import type { Portion } from "./upper-tail";

/** What models that were made without them say of candidates, counted. */
export interface SaidCounts {
  /** By `probabilityEdges`. */
  readonly probabilities: readonly number[];
  /** Candidates that the support region does not call inside. */
  readonly notInside: Portion;
}

/** What a model's candidates are compared with. */
export interface DriftReference {
  readonly features: Readonly<Record<FeatureKey, DriftBins>>;
  /** `null` for a model of which nothing is kept that was said of held-out vectors. */
  readonly said: { readonly score: DriftBins; readonly notInside: Portion } | null;
}

/** The same of one window. */
export interface WindowCounts {
  /** At the minimum first, then by the reference's edges. */
  readonly inputs: Readonly<Record<FeatureKey, readonly number[]>>;
  readonly said: SaidCounts;
}

/** Over all rows, as they would come again. */
export function countHeldOut({ probability, verdict, positives, negatives }: HeldOut): SaidCounts {
  const inside = verdictCode("inside");
  const probabilities = new Array<number>(probabilityEdges.length - 1).fill(0);
  let [hits, of] = [0, 0];
  probability.forEach((value, i) => {
    const rows = (positives[i] as number) + (negatives[i] as number);
    const bin = probabilityBin(value);
    probabilities[bin] = (probabilities[bin] as number) + rows;
    of += rows;
    if (verdict[i] !== inside) hits += rows;
  });
  return { probabilities, notInside: { hits, of } };
}

export function toDriftReference(reference: Reference, said: SaidCounts | null): DriftReference {
  return {
    features: Object.fromEntries(
      reference.features.map((feature) => [feature.feature, featureBins(feature, reference.rows)]),
    ) as Record<FeatureKey, DriftBins>,
    said: said && { score: scoreBins(said.probabilities), notInside: said.notInside },
  };
}

export interface WindowFindings {
  readonly features: Readonly<Record<FeatureKey, HistogramFinding>>;
  readonly said: { readonly score: HistogramFinding; readonly support: ShareFinding } | null;
}

const judge = (bins: DriftBins, fine: readonly number[]) => judgeHistogram(bins.counts, gather(bins, fine));

/** Every measure of one window. */
export function judgeWindow({ features, said }: DriftReference, window: WindowCounts): WindowFindings {
  return {
    features: Object.fromEntries(
      featureKeys.map((key) => [key, judge(features[key], window.inputs[key])]),
    ) as Record<FeatureKey, HistogramFinding>,
    said: said && {
      score: judge(said.score, window.said.probabilities),
      support: judgeShare(said.notInside, window.said.notInside),
    },
  };
}
