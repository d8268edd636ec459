import { type Day, daySchema } from "../day";
import type { DateForm } from "./import-outcomes";
import type { DateOrder } from "./literals";

/** A date as it stands in a cell. Of two numbers before the year either may be the day. */
type WrittenDate =
  | { readonly kind: "year_first"; readonly day: string }
  | {
      readonly kind: "year_last";
      readonly numbers: readonly [first: number, second: number];
      readonly year: string;
    }
  | { readonly kind: "short_year" };

const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const shortYear = /^\d{1,2}([-/.])\d{1,2}\1\d{2}$/;

const dayText = (year: string, month: number | string, day: number | string) =>
  `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

function parse(text: string): WrittenDate | null {
  const [, year, , month, day] = yearFirst.exec(text) ?? [];
  if (year !== undefined && month !== undefined && day !== undefined)
    return { kind: "year_first", day: dayText(year, month, day) };
  const [, first, , second, lastYear] = yearLast.exec(text) ?? [];
  if (lastYear !== undefined)
    return { kind: "year_last", numbers: [Number(first), Number(second)], year: lastYear };
  return shortYear.test(text) ? { kind: "short_year" } : null;
}

const isMonth = (number: number) => number >= 1 && number <= 12;
const isOnlyDay = (number: number) => number > 12 && number <= 31;

/** Which number a date shows to be the day, where only one of them can be. */
function orderOf(written: WrittenDate | null): DateOrder | null {
  if (written?.kind !== "year_last") return null;
  const [first, second] = written.numbers;
  if (isOnlyDay(first) && isMonth(second)) return "day_first";
  return isMonth(first) && isOnlyDay(second) ? "month_first" : null;
}

/** Whether either number before the year may be the day, and it matters which. */
const mayBeEither = (written: WrittenDate | null): boolean =>
  written?.kind === "year_last" &&
  written.numbers.every(isMonth) &&
  written.numbers[0] !== written.numbers[1];

/** How a file's dates are written, and the first text that shows each order. */
export interface DateReading {
  readonly forms: readonly DateForm[];
  readonly shownBy: Readonly<Partial<Record<DateOrder, string>>>;
  /** Some may be read either way, and none shows which is meant. */
  readonly isAmbiguous: boolean;
}

/** Looks through all dates of a file: 13/04/2026 says of 03/04/2026 beside it that the day comes first. */
export function readDateForms(texts: Iterable<string>): DateReading {
  const forms = new Set<DateForm>();
  const shownBy: Partial<Record<DateOrder, string>> = {};
  let isEither = false;
  for (const text of texts) {
    const written = parse(text);
    if (written?.kind === "year_first") forms.add("year_first");
    if (mayBeEither(written)) isEither = true;
    const order = orderOf(written);
    if (order === null) continue;
    forms.add(order);
    shownBy[order] ??= text;
  }
  const isShown = Object.keys(shownBy).length > 0;
  return { forms: [...forms], shownBy, isAmbiguous: isEither && !isShown };
}

/** The day that a text names in a file whose dates have these forms, or why it names none. */
export function readDate(
  text: string,
  forms: readonly DateForm[],
): { readonly day: Day } | { readonly fault: "impossible_date" | "ambiguous_date" | "short_year" } {
  const written = parse(text);
  if (written === null) return { fault: "impossible_date" };
  if (written.kind === "short_year") return { fault: "short_year" };
  const whole = (day: string) =>
    daySchema.safeParse(day).success ? { day } : ({ fault: "impossible_date" } as const);
  if (written.kind === "year_first") return whole(written.day);
  const { numbers, year } = written;
  const [first, second] = numbers;
  if (forms.includes("day_first")) return whole(dayText(year, second, first));
  if (forms.includes("month_first") || first === second) return whole(dayText(year, first, second));
  return isMonth(first) && isMonth(second) ? { fault: "ambiguous_date" } : { fault: "impossible_date" };
}
