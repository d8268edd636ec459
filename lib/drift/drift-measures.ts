import { type FeatureKey, featureKeys } from "../features";

/** What a model's candidates are compared by, in the order they are shown in. */
export type DriftMeasure = FeatureKey | "score" | "support";
export const driftMeasures: readonly DriftMeasure[] = [...featureKeys, "score", "support"];
