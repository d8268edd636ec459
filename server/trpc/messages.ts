import { createTranslator } from "use-intl/core";
import en from "../../app/messages/en.json";
import fr from "../../app/messages/fr.json";
import type { Locale } from "../../lib/locale";

/** Looks a sentence up by its dotted key and fills in its values. */
export type Translate = (key: string, values?: Record<string, string | number>) => string;

export type Catalogue = { [key: string]: string | Catalogue };

export function createTranslate(locale: Locale, messages: Catalogue): Translate {
  return createTranslator({ locale, messages, timeZone: "UTC" }) as unknown as Translate;
}

const translators: Record<Locale, Translate> = {
  en: createTranslate("en", en),
  fr: createTranslate("fr", fr),
};

export const translator = (locale: Locale): Translate => translators[locale];
