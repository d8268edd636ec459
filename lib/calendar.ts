import type { Day } from "./day";

const dayMilliseconds = 86_400_000;

/** The UTC day of an instant. */
export const utcDayOf = (instant: Date): Day => instant.toISOString().slice(0, 10);

/** Midnight, UTC, with which a day begins. */
export const startOfDay = (day: Day): Date => new Date(`${day}T00:00:00Z`);

/** The day so many days later, or earlier where they are less than 0. */
export const plusDays = (day: Day, days: number): Day =>
  utcDayOf(new Date(startOfDay(day).getTime() + days * dayMilliseconds));

/** The Monday of the ISO week that a day is in. */
export function mondayOf(day: Day): Day {
  const sinceMonday = (startOfDay(day).getUTCDay() + 6) % 7;
  return plusDays(day, -sinceMonday);
}
