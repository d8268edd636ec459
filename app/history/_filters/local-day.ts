/** A calendar day as `YYYY-MM-DD`, in whichever time zone its reader lives. */
export type LocalDay = string;

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;

function toDate(day: LocalDay, daysLater: number): Date | null {
  const [, year, month, date] = (pattern.exec(day) ?? []).map(Number);
  if (year === undefined || month === undefined || date === undefined || year < 1000) return null;
  const start = new Date(year, month - 1, date);
  // 30 February would silently become 2 March.
  if (start.getMonth() !== month - 1 || start.getDate() !== date) return null;
  return new Date(year, month - 1, date + daysLater);
}

/** Whether this is a day that exists, from the year 1000 to 9999. */
export function isLocalDay(text: string): boolean {
  return toDate(text, 0) !== null;
}

/** The local calendar day of an instant. */
export function localDayOf(instant: Date): LocalDay {
  const month = String(instant.getMonth() + 1).padStart(2, "0");
  const date = String(instant.getDate()).padStart(2, "0");
  return `${String(instant.getFullYear()).padStart(4, "0")}-${month}-${date}`;
}

/** The day some days before another; days with a change of clocks count as one. */
export function daysBefore(day: LocalDay, days: number): LocalDay | null {
  const earlier = toDate(day, -days);
  return earlier === null ? null : localDayOf(earlier);
}

/** The instant a local day begins, as an ISO string in UTC; `null` for a day that does not exist. */
export function startOfLocalDay(day: LocalDay): string | null {
  return toDate(day, 0)?.toISOString() ?? null;
}

/** The instant the day after begins: the exclusive end of a local day, be it 23, 24 or 25 hours long. */
export function endOfLocalDay(day: LocalDay): string | null {
  return toDate(day, 1)?.toISOString() ?? null;
}
