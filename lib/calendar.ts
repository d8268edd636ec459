import type { Day } from "./day";
import { clockIn, utc } from "./time-zone";

const dayMilliseconds = 86_400_000;

/** The calendar day of an instant in a time zone. */
export function dayOf(instant: Date, timeZone: string): Day {
  if (timeZone === utc) return instant.toISOString().slice(0, 10);
  const parts = { year: "", month: "", day: "" };
  for (const { type, value } of clockIn(timeZone).formatToParts(instant))
    if (type === "year" || type === "month" || type === "day") parts[type] = value;
  return `${parts.year.padStart(4, "0")}-${parts.month}-${parts.day}`;
}

/** The UTC day of an instant: that of tables of days, and of a column that holds a day. */
export const utcDayOf = (instant: Date): Day => dayOf(instant, utc);

/** A day as a column that holds days takes it. */
export const toDate = (day: Day): Date => new Date(`${day}T00:00:00Z`);

/**
 * The instant with which a day begins in a time zone: the first at which its calendar has this day or a later one.
 * That is midnight, but for days on which the clock jumps over it.
 */
export function startOfDay(day: Day, timeZone: string): Date {
  if (timeZone === utc) return toDate(day);
  // No zone was ever a whole day from UTC: a day on each side holds the beginning.
  let [before, after] = [toDate(day).getTime() - dayMilliseconds, toDate(day).getTime() + dayMilliseconds];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayOf(new Date(middle), timeZone) < day) before = middle;
    else after = middle;
  }
  return new Date(after);
}

/** The instant at which a day is over: the beginning of the day after, 23, 24 or 25 hours after its own. */
export const endOfDay = (day: Day, timeZone: string): Date => startOfDay(plusDays(day, 1), timeZone);

/** The day so many days later, or earlier where they are less than 0. */
export const plusDays = (day: Day, days: number): Day =>
  utcDayOf(new Date(toDate(day).getTime() + days * dayMilliseconds));

/** The Monday of the ISO week that a day is in. */
export function mondayOf(day: Day): Day {
  const sinceMonday = (toDate(day).getUTCDay() + 6) % 7;
  return plusDays(day, -sinceMonday);
}

/**
 * Whether this is a day that exists, as `YYYY-MM-DD`, from 1900 to 9998: a year that is being typed passes through
 * 0002 and 0020, calendars differ before 1582, and the day after the last one can still be written.
 */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  text >= "1900" &&
  text < "9999" &&
  !Number.isNaN(toDate(text).getTime()) &&
  utcDayOf(toDate(text)) === text;
