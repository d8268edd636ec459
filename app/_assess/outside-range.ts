type Range = { readonly min: number; readonly max: number } | readonly [min: number, max: number];

/** Whether no reference candidate lies that far out on this side. The ends themselves are inside. */
export function isOutside(value: number, range: Range): boolean {
  const [min, max] = "min" in range ? [range.min, range.max] : range;
  return value < min || value > max;
}
