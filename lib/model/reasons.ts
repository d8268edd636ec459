import { featureKeys } from "../features";
import type { Explanation } from "../forest/explain";
import type { Reasons } from "../prediction";

/** An explanation of one probability, its contributions by the features' names. */
export function toReasons({ baseProbability, contributions }: Explanation): Reasons {
  const named = featureKeys.map((key, column) => [key, contributions[column] as number]);
  return { baseProbability, contributions: Object.fromEntries(named) as Reasons["contributions"] };
}
