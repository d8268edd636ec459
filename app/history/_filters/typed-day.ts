import { isDay } from "../../../lib/calendar";
import type { Day } from "../../../lib/day";

/** How a day is shown in an input, as dayjs writes it. */
export const dayFormats = { en: "YYYY-MM-DD", fr: "DD/MM/YYYY" } as const;

/**
 * Reads a typed day: year first in either language, day first in French only, since in English it could be the
 * month. `null` until a whole day that exists stands there.
 */
export function readTypedDay(text: string, locale: keyof typeof dayFormats): Day | null {
  const yearFirst = /^\s*(\d{4})[-/.](\d{2})[-/.](\d{2})\s*$/.exec(text);
  const dayFirst = locale === "fr" ? /^\s*(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\s*$/.exec(text) : null;
  const [year, month, day] = yearFirst?.slice(1) ?? dayFirst?.slice(1).reverse() ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const whole = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDay(whole) ? whole : null;
}
