/** Which features stand at their minimum: the four patterns that cover 99 % of the file, and the rest. */
export const strata = [
  "all_at_minimum",
  "last_three_at_minimum",
  "contrast_at_minimum",
  "none_at_minimum",
  "mixed",
] as const;
export type Stratum = (typeof strata)[number];

/** A minimum typed with two decimals or more is still the minimum: the values next to it lie further off than this. */
const minimumTolerance = 0.005;

/** The largest value that still counts as the minimum. */
export const minimumBound = (min: number): number => min + minimumTolerance;

/** Whether a feature's value stands at the smallest value seen in training, which means "not measurable". */
export const isAtMinimum = (value: number, min: number): boolean => value <= minimumBound(min);
