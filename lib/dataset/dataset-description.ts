import type { Locale } from "../locale";

/** What is known of a data set beyond its rows, in the order in which it is asked for and shown. */
export const descriptionFacts = ["source", "labelling", "limits"] as const;
export type DescriptionFact = (typeof descriptionFacts)[number];

/** Characters of one text. */
export const longestDescriptionText = 1000;

/** Each text in both languages; empty where nobody wrote it. */
export type DatasetDescription = Record<DescriptionFact, Record<Locale, string>>;

const unknown = { en: "", fr: "" };

/** Of a data set of which nothing was said. */
export const noDescription: DatasetDescription = { source: unknown, labelling: unknown, limits: unknown };

/** A text with the language it is in: the reader's, else the other one; `null` where it is in neither. */
export function textFor(
  texts: DatasetDescription[DescriptionFact],
  locale: string,
): { readonly text: string; readonly lang: Locale } | null {
  const [own, other]: readonly [Locale, Locale] = locale === "fr" ? ["fr", "en"] : ["en", "fr"];
  const lang = texts[own] === "" ? other : own;
  return texts[lang] === "" ? null : { text: texts[lang], lang };
}
