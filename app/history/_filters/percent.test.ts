import { expect, test } from "vitest";
import { percentOf, readPercent } from "./percent";

test("every hundredth of a percent survives the way there and back", () => {
  for (let hundredths = 0; hundredths <= 10_000; hundredths++) {
    const percent = hundredths / 100;
    expect(percentOf(readPercent(String(percent)) ?? -1)).toBe(percent);
  }
});

test("percentages are read as people write them", () => {
  expect(readPercent("25,5")).toBe(0.255);
  expect(readPercent(" 25.5 % ")).toBe(0.255);
  expect(readPercent("7,")).toBe(0.07);
  expect(readPercent("100\u00a0%")).toBe(1);
  expect(readPercent("  ")).toBeNull();
});

test("what is no percentage is not guessed at", () => {
  for (const typed of ["-1", "101", "100.01", "1.234", "1,234.5", "0.25e1", "half"]) {
    expect(readPercent(typed), typed).toBeUndefined();
  }
});
