/** The languages that pages and error messages are written in. */
export const locales = ["en", "fr"] as const;
export type Locale = (typeof locales)[number];

const isLocale = (value: string | undefined): value is Locale => value === "en" || value === "fr";

/** The reader's language: the `locale` cookie, else the first of ours in Accept-Language, else English. */
export function readerLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(cookie)) return cookie;
  const preferred = (acceptLanguage ?? "")
    .split(",")
    .map((entry) => {
      const [tag = "", quality] = entry.trim().split(/\s*;\s*q=/);
      return {
        language: tag.slice(0, 2).toLowerCase(),
        quality: quality === undefined ? 1 : Number(quality) || 0,
      };
    })
    .sort((a, b) => b.quality - a.quality)
    .map((entry) => entry.language);
  return preferred.find(isLocale) ?? "en";
}
