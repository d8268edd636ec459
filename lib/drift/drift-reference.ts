import { type FeatureKey, featureKeys } from "../features";
import type { Reference } from "../model/card";
import { type HeldOut, verdictCode } from "../model/held-out";
import { type DriftBins, featureBins, scoreBins } from "./drift-bins";
import type { Portion } from "./upper-tail";

/** What a model's candidates are compared with. */
export interface DriftReference {
  readonly features: Readonly<Record<FeatureKey, DriftBins>>;
  /** `null`, both, for a model of which nothing is kept that was said of held-out vectors. */
  readonly heldOut: {
    readonly score: DriftBins;
    /** Rows that a support region made without them does not call inside. */
    readonly notInside: Portion;
  } | null;
}

function notInsideOf({ verdict, positives, negatives }: HeldOut): Portion {
  const inside = verdictCode("inside");
  let [hits, of] = [0, 0];
  verdict.forEach((code, i) => {
    const rows = (positives[i] as number) + (negatives[i] as number);
    of += rows;
    if (code !== inside) hits += rows;
  });
  return { hits, of };
}

export function toDriftReference(reference: Reference, heldOut: HeldOut | null): DriftReference {
  const features = Object.fromEntries(
    reference.features.map((feature) => [feature.feature, featureBins(feature, reference.rows)]),
  ) as Record<FeatureKey, DriftBins>;
  return {
    features,
    heldOut: heldOut && { score: scoreBins(heldOut), notInside: notInsideOf(heldOut) },
  };
}

/** What a model's candidates can be compared by, in the order they are shown in. */
export const driftMeasures = [...featureKeys, "score", "support"] as const;
export type DriftMeasure = FeatureKey | "score" | "support";
