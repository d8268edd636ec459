import { describe, expect, test } from "vitest";
import { isDay, trendsSearch } from "./trends-search";

describe("the address", () => {
  test.each(["2026-01-31", "2024-02-29"])("takes the day %s", (day) => expect(isDay(day)).toBe(true));
  test.each(["2026-02-30", "2026-1-31", "31/01/2026", "2026-13-01", "", "2026-01-31T00:00"])(
    "takes %j for no day",
    (text) => expect(isDay(text)).toBe(false),
  );
  test.each([
    ["19", null],
    ["20", 20],
    ["1000000", 1_000_000],
    ["1000001", null],
    ["2e3", null],
    ["-50", null],
  ])("reads the size %s as %s", (text, size) => expect(trendsSearch.size.parse(text)).toBe(size));
});
