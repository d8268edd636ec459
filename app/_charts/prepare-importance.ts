import type { FeatureKey } from "@/lib/features";
import type { Importance } from "@/lib/model/card";

export interface ImportanceBars {
  readonly feature: FeatureKey;
  readonly impurity: number;
  readonly meanAbsoluteContribution: number;
  /** Lengths in [0, 1], each of the longest bar of its kind; 0 throughout where nothing was split. */
  readonly impurityLength: number;
  readonly contributionLength: number;
}

/** Paired bars, the feature that moves probabilities most first. */
export function prepareImportance(importance: readonly Importance[]): readonly ImportanceBars[] {
  const longest = (key: "impurity" | "meanAbsoluteContribution") =>
    Math.max(Number.MIN_VALUE, ...importance.map((one) => one[key]));
  const [impurity, contribution] = [longest("impurity"), longest("meanAbsoluteContribution")];
  return importance
    .map((one) => ({
      ...one,
      impurityLength: one.impurity / impurity,
      contributionLength: one.meanAbsoluteContribution / contribution,
    }))
    .sort((a, b) => b.meanAbsoluteContribution - a.meanAbsoluteContribution);
}
