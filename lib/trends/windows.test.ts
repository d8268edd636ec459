import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plusDays } from "../calendar";
import { type DayMetrics, outcomesIn, sumOf } from "./day-metrics";
import { trendsOf } from "./trends";
import { mostWindows, type Windowing, windowsOf } from "./windows";

function daysFrom(first: string, count: number): string[] {
  const days = [first];
  while (days.length < count) days.push(plusDays(days.at(-1) ?? "", 1));
  return days.slice(0, count);
}

const row = (day: string, truePositives: number, trueNegatives: number): DayMetrics => ({
  ...sumOf([]),
  ...{ day, modelVersion: "rf-a", predictions: truePositives + trueNegatives, truePositives, trueNegatives },
});

const windowing: fc.Arbitrary<Windowing> = fc.oneof(
  fc.record({ by: fc.constantFrom("day", "week", "month") }),
  fc.record({
    by: fc.constant("count" as const),
    size: fc.integer({ min: 1, max: 60 }),
    of: fc.constantFrom("outcomes", "predictions"),
  }),
);
const history = fc
  .record({
    first: fc
      .date({ min: new Date("2023-12-01"), max: new Date("2026-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    counts: fc.array(fc.option(fc.tuple(fc.nat(9), fc.nat(9)), { nil: null }), { maxLength: 80 }),
  })
  .map(({ first, counts }) => {
    const days = daysFrom(first, counts.length);
    const rows = counts.flatMap((pair, i) => (pair === null ? [] : [row(days[i] ?? "", ...pair)]));
    return { days, rows };
  });

describe("windows", () => {
  test("hold every day exactly once, in order, and every row of these days", () => {
    fc.assert(
      fc.property(history, windowing, ({ days, rows }, how) => {
        const windows = windowsOf(days, rows, how);
        expect(windows.flatMap(({ from, days: length }) => daysFrom(from, length))).toEqual(days);
        expect(windows.map(({ from, days: length }) => daysFrom(from, length).at(-1))).toEqual(
          windows.map(({ to }) => to),
        );
        expect(windows.flatMap((window) => window.rows)).toEqual(rows);
      }),
    );
  });

  test("by count hold enough, all but the last, and would not without their last day", () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 60 }), ({ days, rows }, size) => {
        const windows = windowsOf(days, rows, { by: "count", size, of: "outcomes" });
        for (const [i, window] of windows.entries()) {
          const held = outcomesIn(sumOf(window.rows));
          expect(window.complete).toBe(held >= size);
          if (i < windows.length - 1) expect(held).toBeGreaterThanOrEqual(size);
          const before = window.rows.filter(({ day }) => day < window.to);
          expect(outcomesIn(sumOf(before))).toBeLessThan(size);
        }
      }),
    );
  });

  test("by week begin on Monday, over the turn of a year too, and say where one is cut short", () => {
    const windows = windowsOf(daysFrom("2025-12-27", 14), [], { by: "week" });
    expect(windows.map(({ from, to, complete }) => [from, to, complete])).toEqual([
      ["2025-12-27", "2025-12-28", false],
      ["2025-12-29", "2026-01-04", true],
      ["2026-01-05", "2026-01-09", false],
    ]);
  });

  test("by month end with the month, in a leap year too", () => {
    const windows = windowsOf(daysFrom("2024-01-31", 31), [], { by: "month" });
    expect(windows.map(({ from, to, complete }) => [from, to, complete])).toEqual([
      ["2024-01-31", "2024-01-31", false],
      ["2024-02-01", "2024-02-29", true],
      ["2024-03-01", "2024-03-01", false],
    ]);
  });

  test("leave rows of other days out", () => {
    const windows = windowsOf(["2026-01-02"], [row("2026-01-01", 1, 1), row("2026-01-02", 2, 2)], {
      by: "day",
    });
    expect(windows.map(({ rows }) => rows.map(({ truePositives }) => truePositives))).toEqual([[2]]);
  });
});

test("of more windows than can be told apart the latest are told, the others counted, and the total is of all", () => {
  const days = daysFrom("2016-01-01", mostWindows + 5);
  const rows = days.map((day) => row(day, 1, 2));
  const { windows, earlierWindows, total } = trendsOf(days, rows, { by: "day" });
  expect([windows.length, earlierWindows]).toEqual([mostWindows, 5]);
  expect([windows[0]?.from, windows.at(-1)?.to]).toEqual([days[5], days.at(-1)]);
  expect(total).toMatchObject({ from: "2016-01-01", days: days.length, outcomes: 3 * days.length });
  expect(trendsOf(days.slice(5), rows, { by: "day" }).earlierWindows).toBe(0);
});
