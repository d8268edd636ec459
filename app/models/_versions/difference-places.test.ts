import { expect, test } from "vitest";
import { differencePlaces } from "./difference-places";

const difference = { value: 0.02, low: -0.01, high: 0.04 };

test("puts what is worse to the left of zero, whichever way the figure counts", () => {
  const recall = differencePlaces(difference, "below");
  expect(recall.value).toBeCloseTo(0.5 + (0.85 * 0.5) / 2, 12);
  expect(recall.low).toBeLessThan(0.5);
  const brier = differencePlaces(difference, "above");
  expect(brier.value).toBeCloseTo(1 - recall.value, 12);
  expect(brier.low).toBeCloseTo(1 - recall.high, 12);
  expect(brier.high).toBeCloseTo(1 - recall.low, 12);
});

test("stays on the scale, and in its middle where there is no difference", () => {
  const places = Object.values(differencePlaces({ value: -9, low: -40, high: 3 }, "below"));
  expect(Math.min(...places)).toBeGreaterThan(0);
  expect(Math.max(...places)).toBeLessThan(1);
  expect(differencePlaces({ value: 0, low: 0, high: 0 }, "above")).toEqual({
    value: 0.5,
    low: 0.5,
    high: 0.5,
  });
});
