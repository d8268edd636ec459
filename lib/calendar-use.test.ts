import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** What knows clocks and calendars, so that nothing else has to. */
const keepers = new Set([
  "lib/calendar.ts",
  "lib/time-zone.ts",
  "app/_i18n/use-reader-time-zone.ts",
  "app/_i18n/use-date-text.ts",
]);

const sources = ["app", "lib", "prisma", "server"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.ts$|\/testing\/|\/generated\//.test(name))
    .filter((name) => !keepers.has(name)),
);

/** Each decides a day or writes one without saying in which time zone, or by a way of its own. */
const ownWays = {
  "cuts a day out of an instant's text":
    /toISOString\(\)\s*\.\s*(?:slice|substring|split|startsWith)|\.slice\(0,\s*10\)/,
  "asks the calendar of this machine": /\.[gs]et(?:Date|Day|Month|FullYear|Hours)\(|getTimezoneOffset/,
  "puts an instant together in the zone of this machine": /new Date\([^()]*,[^()]*\)|"?T00:00:00(?!Z)/,
  "counts a day from a text of its own": /T00:00:00(?:\.000)?Z?`|Math\.floor\([^)]*dayMilliseconds\)/,
  "writes a date by itself": /DateTimeFormat|\.dateTime(?:Range)?\(|toLocale(?:Date|Time)String/,
  "brings another calendar along": /from "(?:dayjs|date-fns|luxon|moment)[^/"]*"/,
  "cuts days in SQL in another zone than UTC": /AT TIME ZONE(?! 'UTC')|date_trunc\(/i,
};

test.for(Object.entries(ownWays))("of all the code only the calendar %s", ([, way]) => {
  expect(sources.length).toBeGreaterThan(500);
  const found = sources.filter((name) => way.test(readFileSync(name, "utf8")));
  expect(found).toEqual([]);
});

test("each of these ways is found where it is used", () => {
  const used = [
    "at.toISOString().slice(0, 10)",
    "instant.getMonth() + 1",
    "new Date(year, month - 1, date)",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: code, as it would stand in a file.
    "`${from}T00:00:00.000Z`",
    "format.dateTime(new Date(at), {})",
    'import dayjs from "dayjs";',
    "date_trunc('day', created_at)",
  ];
  expect(Object.values(ownWays).map((way, i) => way.test(used[i] ?? ""))).toEqual(used.map(() => true));
});
