import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CountedDay, cutWindows } from "./cut-windows";
import { mostWindows } from "./drift-report";

const day = (i: number) => new Date(Date.UTC(2026, 0, 1) + i * 86_400_000).toISOString().slice(0, 10);
const days = (counts: readonly number[]): CountedDay[] => counts.map((n, i) => ({ day: day(i), n }));
const byCount = { by: "count", size: 200, today: "2026-12-31" } as const;

describe("windows by count", () => {
  test("are whole days, until there are enough", () => {
    const { windows, waiting } = cutWindows(days([150, 80, 200, 30, 40, 130]), byCount);
    expect(windows).toEqual([
      { from: day(0), to: day(1), n: 230, complete: true },
      { from: day(2), to: day(2), n: 200, complete: true },
      { from: day(3), to: day(5), n: 200, complete: true },
    ]);
    expect(waiting).toBe(0);
  });

  test("the last one counts from the minimum on, and waits before", () => {
    expect(cutWindows(days([200, 60]), byCount)).toEqual({
      windows: [{ from: day(0), to: day(0), n: 200, complete: true }],
      waiting: 60,
    });
    expect(cutWindows(days([200, 60, 40]), byCount)).toEqual({
      windows: [
        { from: day(0), to: day(0), n: 200, complete: true },
        { from: day(1), to: day(2), n: 100, complete: false },
      ],
      waiting: 0,
    });
  });

  test("a full window stays what it is whatever comes later", () => {
    const counts = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 300 }), (before, next) => {
        const full = cutWindows(days(before), byCount).windows.filter(({ complete }) => complete);
        const later = cutWindows(days([...before, next]), byCount).windows;
        const kept = full.filter(({ from }) => later.some((window) => window.from === from));
        for (const window of kept) expect(later).toContainEqual(window);
      }),
    );
  });

  test("lose no candidate while they are few", () => {
    const counts = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 20 });
    fc.assert(
      fc.property(counts, (all) => {
        const { windows, waiting } = cutWindows(days(all), byCount);
        const sum = windows.reduce((total, { n }) => total + n, 0);
        expect(sum + waiting).toBe(all.reduce((total, n) => total + n, 0));
      }),
    );
  });

  test("are the latest 26 at most", () => {
    const { windows } = cutWindows(days(new Array(60).fill(200)), byCount);
    expect(windows).toHaveLength(mostWindows);
    expect(windows.at(-1)?.to).toBe(day(59));
  });
});

describe("windows by the calendar", () => {
  // 1 January 2026 is a Thursday.
  test("weeks go from Monday to Sunday, the current one is not complete", () => {
    const { windows } = cutWindows(
      [
        { day: "2026-01-01", n: 5 },
        { day: "2026-01-12", n: 7 },
      ],
      {
        ...byCount,
        by: "week",
        today: "2026-01-14",
      },
    );
    expect(windows).toEqual([
      { from: "2025-12-29", to: "2026-01-04", n: 5, complete: true },
      { from: "2026-01-05", to: "2026-01-11", n: 0, complete: true },
      { from: "2026-01-12", to: "2026-01-18", n: 7, complete: false },
    ]);
  });

  test("months end with their last day, days are days", () => {
    const counted = [
      { day: "2026-01-31", n: 5 },
      { day: "2026-02-02", n: 7 },
    ];
    expect(cutWindows(counted, { ...byCount, by: "month" }).windows).toEqual([
      { from: "2026-01-01", to: "2026-01-31", n: 5, complete: true },
      { from: "2026-02-01", to: "2026-02-28", n: 7, complete: true },
    ]);
    expect(cutWindows(counted, { ...byCount, by: "day" }).windows.map(({ n }) => n)).toEqual([5, 0, 7]);
  });

  test("are the latest 26 at most, and none without days", () => {
    expect(cutWindows(days(new Array(60).fill(1)), { ...byCount, by: "day" }).windows).toHaveLength(26);
    expect(cutWindows([], { ...byCount, by: "week" })).toEqual({ windows: [], waiting: 0 });
  });
});
