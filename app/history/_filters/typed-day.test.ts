import { expect, test } from "vitest";
import { readTypedDay } from "./typed-day";

test("year first is read in both languages", () => {
  expect(readTypedDay("2026-01-31", "en")).toBe("2026-01-31");
  expect(readTypedDay(" 2026/01/03 ", "fr")).toBe("2026-01-03");
});

test("day first is read in French, and refused in English where it might be the month", () => {
  expect(readTypedDay("3/1/2026", "fr")).toBe("2026-01-03");
  expect(readTypedDay("31.01.2026", "fr")).toBe("2026-01-31");
  expect(readTypedDay("3/1/2026", "en")).toBeNull();
});

test("unfinished and impossible days are not guessed at", () => {
  for (const text of ["", "2026", "2026-02", "2026-02-1", "31/01/26", "31/02/2026", "2026-13-01", "hier"]) {
    expect(readTypedDay(text, "fr"), text).toBeNull();
  }
});
