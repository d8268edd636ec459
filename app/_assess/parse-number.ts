/** What a person wrote where a number is wanted. */
export type ParsedNumber =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "empty" | "ambiguous" | "not_a_number" };

const minusSigns = /[\u2010\u2011\u2012\u2013\u2212\uFE63\uFF0D]/gu;
/** Groups of three digits set apart by (no-break, thin) spaces, as French and ISO 31 write them. */
const grouped = /^([+-]?)(\d{1,3}(?:\s\d{3})+)(?![\d\s])/u;
const form = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d{1,4})?$/iu;

/**
 * Reads a number with a decimal point or a decimal comma. A text with several points or commas has a thousands
 * separator in it that cannot be told from a decimal one, so it is refused rather than guessed.
 * A magnitude beyond what a double holds comes back as an infinity, which every limit refuses.
 */
export function parseNumber(text: string): ParsedNumber {
  const written = text.trim().replace(minusSigns, "-");
  if (written === "") return { kind: "empty" };
  const joined = written
    .replace(/^([+-])\s+/u, "$1")
    .replace(grouped, (_, sign: string, digits: string) => sign + digits.replace(/\s/gu, ""));
  const separators = joined.match(/[.,]/gu) ?? [];
  if (separators.length > 1) {
    return { kind: /^[+-]?[\d.,\s]+$/u.test(joined) ? "ambiguous" : "not_a_number" };
  }
  if (!form.test(joined)) return { kind: "not_a_number" };
  const value = Number(joined.replace(",", "."));
  // No caller can tell minus zero from zero, so there is none.
  return { kind: "number", value: value === 0 ? 0 : value };
}
