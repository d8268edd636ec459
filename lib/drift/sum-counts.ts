import { type FeatureKey, featureKeys } from "../features";
import type { WindowCounts } from "./drift-reference";

/** Lists of one length, added place by place; empty where there is none. */
function sumLists(lists: readonly (readonly number[])[]): number[] {
  const [first, ...others] = lists;
  const sum = [...(first ?? [])];
  for (const list of others)
    list.forEach((count, i) => {
      sum[i] = (sum[i] as number) + count;
    });
  return sum;
}

/** The counts of several days, or other parts, together. */
export function sumCounts(parts: readonly WindowCounts[]): WindowCounts {
  const add = (portion: "hits" | "of") => parts.reduce((sum, { said }) => sum + said.notInside[portion], 0);
  return {
    inputs: Object.fromEntries(
      featureKeys.map((key) => [key, sumLists(parts.map(({ inputs }) => inputs[key]))]),
    ) as Record<FeatureKey, number[]>,
    said: {
      probabilities: sumLists(parts.map(({ said }) => said.probabilities)),
      notInside: { hits: add("hits"), of: add("of") },
    },
  };
}
