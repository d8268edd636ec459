import { describe, expect, test } from "vitest";
import { trendsSearch } from "./trends-search";

describe("the address", () => {
  test.each([
    ["19", null],
    ["20", 20],
    ["1000000", 1_000_000],
    ["1000001", null],
    ["2e3", null],
    ["-50", null],
  ])("reads the size %s as %s", (text, size) => expect(trendsSearch.size.parse(text)).toBe(size));
});
