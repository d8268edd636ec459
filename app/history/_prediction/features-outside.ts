import { type FeatureKey, type Features, featureKeys } from "@/lib/features";
import type { Reference } from "@/lib/model/card";

/** The features whose value no reference candidate comes up to or down to, in column order. */
export function featuresOutside(reference: Reference, features: Features): FeatureKey[] {
  return featureKeys.filter((key) => {
    const range = reference.features.find(({ feature }) => feature === key);
    return range !== undefined && (features[key] < range.min || features[key] > range.max);
  });
}
