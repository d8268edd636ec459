/** A fraction as a percentage, to a hundredth of a percent. */
export function percentOf(fraction: number): number {
  return Math.round(fraction * 10_000) / 100;
}

/**
 * A typed percentage as a fraction, with comma or point, with or without the sign: `null` for an empty field,
 * `undefined` for what is no percentage between 0 and 100 to a hundredth.
 */
export function readPercent(text: string): number | null | undefined {
  const typed = text.trim();
  if (typed === "") return null;
  const [, whole, hundredths = ""] = /^(\d{1,3})(?:[.,](\d{0,2}))?\s*%?$/.exec(typed) ?? [];
  if (whole === undefined) return undefined;
  const fraction = (Number(whole) * 100 + Number(hundredths.padEnd(2, "0"))) / 10_000;
  return fraction <= 1 ? fraction : undefined;
}
