/** A fraction as a percentage, to a hundredth of a percent. */
export function percentOf(fraction: number): number {
  return Math.round(fraction * 10_000) / 100;
}

/** A typed percentage as a fraction; `null` for an empty field and for what is not between 0 and 100. */
export function fractionOf(percent: number | string): number | null {
  if (percent === "") return null;
  const fraction = Math.round(Number(percent) * 100) / 10_000;
  return fraction >= 0 && fraction <= 1 ? fraction : null;
}
