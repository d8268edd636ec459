import { afterEach, beforeEach, expect, test } from "vitest";
import { daysBefore, endOfLocalDay, isLocalDay, localDayOf, startOfLocalDay } from "./local-day";

const zoneBefore = process.env.TZ;

beforeEach(() => {
  process.env.TZ = "Europe/Paris";
});

afterEach(() => {
  if (zoneBefore === undefined) delete process.env.TZ;
  else process.env.TZ = zoneBefore;
});

test("a local day begins and ends at the reader's midnight", () => {
  expect(startOfLocalDay("2026-01-31")).toBe("2026-01-30T23:00:00.000Z");
  expect(endOfLocalDay("2026-01-31")).toBe("2026-01-31T23:00:00.000Z");
});

test("days with a change of clocks are 23 and 25 hours long", () => {
  const hours = (day: string) =>
    (Date.parse(endOfLocalDay(day) ?? "") - Date.parse(startOfLocalDay(day) ?? "")) / 3_600_000;
  expect(hours("2026-03-29")).toBe(23);
  expect(hours("2026-10-25")).toBe(25);
  expect(hours("2026-10-26")).toBe(24);
});

test("days that do not exist are refused", () => {
  for (const text of ["2026-02-30", "2026-13-01", "2026-1-1", "31/01/2026", "0000-01-01", "", "today"]) {
    expect(isLocalDay(text), text).toBe(false);
    expect(startOfLocalDay(text), text).toBeNull();
  }
  expect(isLocalDay("2028-02-29")).toBe(true);
});

test("days are counted back over months and clock changes", () => {
  expect(daysBefore("2026-03-30", 1)).toBe("2026-03-29");
  expect(daysBefore("2026-03-01", 29)).toBe("2026-01-31");
  expect(daysBefore("nonsense", 1)).toBeNull();
});

test("the day of an instant is the reader's, not Greenwich's", () => {
  expect(localDayOf(new Date("2026-01-30T23:30:00Z"))).toBe("2026-01-31");
});
