import { expect, test } from "vitest";
import { fractionOf, percentOf } from "./percent";

test("every hundredth of a percent survives the way there and back", () => {
  for (let hundredths = 0; hundredths <= 10_000; hundredths++) {
    const percent = hundredths / 100;
    expect(percentOf(fractionOf(percent) ?? -1)).toBe(percent);
  }
});

test("an empty or impossible percentage is no bound", () => {
  for (const typed of ["", "-", "101", -1, Number.NaN]) expect(fractionOf(typed)).toBeNull();
});
