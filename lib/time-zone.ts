/** The zone in which what the server counts by itself is counted: tables of days, names of files. */
export const utc = "UTC";

const longestName = 64;
/** Newer engines also take offsets such as `+02:00`, which say nothing of summer time. */
const namedZone = /^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/;

/** More names than readers have; one name can be spelt in many cases. */
const mostKept = 64;
const kept = new Map<string, Intl.DateTimeFormat>();

/** Writes instants as numbers of a calendar and a clock in this zone. Throws a RangeError for no zone. */
export function clockIn(timeZone: string): Intl.DateTimeFormat {
  const known = kept.get(timeZone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat("en", {
    ...{ timeZone, calendar: "iso8601", numberingSystem: "latn" },
    ...{ year: "numeric", month: "2-digit", day: "2-digit" },
  });
  if (kept.size >= mostKept) kept.clear();
  kept.set(timeZone, clock);
  return clock;
}

/** Whether this names a time zone: one of IANA's names or aliases, such as `Europe/Paris`; not an offset. */
export function isTimeZone(name: string): boolean {
  if (name.length > longestName || !namedZone.test(name)) return false;
  try {
    clockIn(name);
    return true;
  } catch {
    return false;
  }
}
