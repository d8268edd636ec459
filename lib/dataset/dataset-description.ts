import type { Locale } from "../locale";

/** What is known of a data set beyond its rows, in the order in which it is asked for and shown. */
export const descriptionFacts = ["source", "labelling", "limits"] as const;
export type DescriptionFact = (typeof descriptionFacts)[number];

/** Characters of one text. */
export const longestDescriptionText = 1000;

/** Each text in both languages; empty where not written. */
export type DatasetDescription = Record<DescriptionFact, Record<Locale, string>>;

const unknown = { en: "", fr: "" };

/** Of a data set of which nothing was said. */
export const noDescription: DatasetDescription = { source: unknown, labelling: unknown, limits: unknown };

/** Characters that a text has too many, blanks around it left out; 0 or less where it fits. */
export const charactersOver = (text: string): number => text.trim().length - longestDescriptionText;

const textsOf = (description: DatasetDescription): string[] =>
  descriptionFacts.flatMap((fact) => Object.values(description[fact]));

/** Whether anything is said in it. */
export const isDescribed = (description: DatasetDescription): boolean =>
  textsOf(description).some((text) => text !== "");

/** Whether one of its texts is longer than is taken. */
export const isDescriptionTooLong = (description: DatasetDescription): boolean =>
  textsOf(description).some((text) => charactersOver(text) > 0);

/** A text with the language it is in: the reader's, else the other one; `null` where it is in neither. */
export function textFor(
  texts: DatasetDescription[DescriptionFact],
  locale: string,
): { readonly text: string; readonly lang: Locale } | null {
  const [own, other]: readonly [Locale, Locale] = locale === "fr" ? ["fr", "en"] : ["en", "fr"];
  const lang = texts[own] === "" ? other : own;
  return texts[lang] === "" ? null : { text: texts[lang], lang };
}
