import fc from "fast-check";
import { expect, test } from "vitest";
import { plusDays } from "../calendar";
import { readDate, readDateForms } from "./read-dates";

const read = (text: string, ...others: string[]) => readDate(text, readDateForms([text, ...others]).forms);
const [ambiguous, impossible] = [{ fault: "ambiguous_date" }, { fault: "impossible_date" }];

test.for([
  ["year first", "2026-04-03", [], { day: "2026-04-03" }],
  ["year first with slashes and short numbers", "2026/4/3", [], { day: "2026-04-03" }],
  ["day first by itself", "30/11/2026", [], { day: "2026-11-30" }],
  ["month first by itself", "11/30/2026", [], { day: "2026-11-30" }],
  ["day first, as another line shows", "03/04/2026", ["13/04/2026"], { day: "2026-04-03" }],
  ["month first, as another line shows", "3-4-2026", ["04-13-2026"], { day: "2026-03-04" }],
  ["the same either way", "03.03.2026", [], { day: "2026-03-03" }],
  ["either", "03/04/2026", ["2026-04-13", "05/06/2026"], ambiguous],
  ["either, beside an impossible date", "03/04/2026", ["45/04/2026"], ambiguous],
  ["no month in either place", "13/14/2026", [], impossible],
  ["a day that does not exist", "31/02/2026", [], impossible],
  ["a day that does not exist, year first", "2026-02-30", [], impossible],
  ["two separators", "30/11-2026", [], impossible],
  ["a year of two digits", "30/11/26", [], { fault: "short_year" }],
  ["words", "30 nov. 2026", [], impossible],
] as const)("a date is read as %s: %s", ([, text, others, expected]) => {
  expect(read(text, ...others)).toEqual(expected);
});

test.for([
  ["one that may be either", ["03/04/2026"], true],
  ["one that may be either among others", ["2026-01-31", "03/03/2026", "03/04/2026"], true],
  ["one that may be either beside one that shows it", ["03/04/2026", "13/04/2026"], false],
  ["the same number twice", ["03/03/2026"], false],
  ["no date", [], false],
] as const)("a file is ambiguous where nothing shows what a date means: %s", ([, texts, expected]) => {
  expect(readDateForms(texts).isAmbiguous).toBe(expected);
});

test("dates that contradict each other are both named", () => {
  const { forms, shownBy } = readDateForms(["2026-01-01", "13/04/2026", "04/13/2026", "14/05/2026"]);
  expect(forms).toEqual(["year_first", "day_first", "month_first"]);
  expect(shownBy).toEqual({ day_first: "13/04/2026", month_first: "04/13/2026" });
});

test("a file whose days are written one way is read back or called ambiguous, never read as other days", () => {
  const day = fc.integer({ min: 0, max: 3000 }).map((days) => plusDays("2020-01-01", days));
  const order = fc.constantFrom([2, 1, 0], [1, 2, 0]);
  fc.assert(
    fc.property(
      fc.array(day, { minLength: 1, maxLength: 6 }),
      order,
      fc.constantFrom("/", ".", "-"),
      (days, places, separator) => {
        const texts = days.map((one) => places.map((place) => one.split("-")[place]).join(separator));
        const { forms } = readDateForms(texts);
        const found = texts.map((text) => readDate(text, forms));
        for (const [i, one] of found.entries())
          if ("day" in one) expect(one.day).toBe(days[i]);
          else expect(one).toEqual(ambiguous);
      },
    ),
  );
});
