/** Which features stand at their minimum: the four patterns that cover 99 % of the file, and the rest. */
export const strata = [
  "all_at_minimum",
  "last_three_at_minimum",
  "contrast_at_minimum",
  "none_at_minimum",
  "mixed",
] as const;
export type Stratum = (typeof strata)[number];
