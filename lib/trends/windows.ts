import { mondayOf, plusDays } from "../calendar";
import { type DayMetrics, type MetricCounts, outcomesIn, sumOf } from "./day-metrics";

export const windowings = ["day", "week", "month", "count"] as const;
export const countedThings = ["outcomes", "predictions"] as const;
/** Of outcomes, so that about five are calcifications where one in forty is. */
export const defaultWindowSize = 200;
/** Three years of days; more take megabytes, and nobody could tell them apart in a chart. */
export const mostWindows = 1100;
export const windowSizes = { least: 20, most: 1_000_000 } as const;

/** How days are put together: whole ISO weeks (from Monday) and months, or as many days as a number takes. */
export type Windowing =
  | { readonly by: "day" | "week" | "month" }
  | { readonly by: "count"; readonly size: number; readonly of: "outcomes" | "predictions" };

/** Days in a row, `YYYY-MM-DD`, both ends included, with the rows of these days. */
export interface DayWindow {
  readonly from: string;
  readonly to: string;
  readonly days: number;
  /** Whether it is as long, or holds as many, as a window should; the first and the last may not. */
  readonly complete: boolean;
  readonly rows: readonly DayMetrics[];
}

const keyOf = { day: (day: string) => day, week: mondayOf, month: (day: string) => day.slice(0, 7) };

function isWhole(by: "day" | "week" | "month", days: readonly string[]): boolean {
  if (by === "day") return true;
  const [first = "", last = ""] = [days[0], days.at(-1)];
  if (by === "week") return days.length === 7;
  return first.endsWith("-01") && plusDays(last, 1).endsWith("-01");
}

function calendarGroups(by: "day" | "week" | "month", days: readonly string[]): string[][] {
  const groups: string[][] = [];
  let key = "";
  for (const day of days) {
    const own = keyOf[by](day);
    if (own !== key) groups.push([]);
    groups.at(-1)?.push(day);
    key = own;
  }
  return groups;
}

const sizeIn = (counts: MetricCounts, of: "outcomes" | "predictions") =>
  of === "outcomes" ? outcomesIn(counts) : counts.predictions;

/** Groups of days that each hold at least `size`; what is left at the end is a group too. */
function countedGroups(days: readonly string[], size: number, sizeOf: (day: string) => number): string[][] {
  const groups: string[][] = [];
  let held = size;
  for (const day of days) {
    if (held >= size) {
      groups.push([]);
      held = 0;
    }
    groups.at(-1)?.push(day);
    held += sizeOf(day);
  }
  return groups;
}

/**
 * Puts days into windows, ascending. `days` are in a row and ascending, each of them in exactly one window, those
 * without a row too; rows of other days are left out.
 */
export function windowsOf(
  days: readonly string[],
  rows: readonly DayMetrics[],
  windowing: Windowing,
): DayWindow[] {
  const rowsOf = new Map<string, DayMetrics[]>(days.map((day) => [day, []]));
  for (const row of rows) rowsOf.get(row.day)?.push(row);
  const of = (day: string) => rowsOf.get(day) ?? [];
  const groups =
    windowing.by === "count"
      ? countedGroups(days, windowing.size, (day) => sizeIn(sumOf(of(day)), windowing.of))
      : calendarGroups(windowing.by, days);
  return groups.map((group) => {
    const own = group.flatMap(of);
    const complete =
      windowing.by === "count"
        ? sizeIn(sumOf(own), windowing.of) >= windowing.size
        : isWhole(windowing.by, group);
    return { from: group[0] ?? "", to: group.at(-1) ?? "", days: group.length, complete, rows: own };
  });
}
