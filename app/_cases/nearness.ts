/** How near a known candidate is, in a word. */
export type Nearness = "same" | "very_near" | "near" | "apart" | "far";

/**
 * Upper ends of the distance, a root mean square difference of ranks in [0, 1]. In the published file half of the
 * candidates have another within 0.023, and 95 % have six within 0.061.
 */
const upTo: readonly (readonly [Nearness, number])[] = [
  ["same", 0],
  ["very_near", 0.02],
  ["near", 0.06],
  ["apart", 0.15],
];

/** The word for a distance in [0, 1] as `nearestCases` in lib/cases/case-set.ts measures it. */
export function nearnessOf(distance: number): Nearness {
  return upTo.find(([, end]) => distance <= end)?.[0] ?? "far";
}
