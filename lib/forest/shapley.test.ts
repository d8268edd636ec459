import { expect, test } from "vitest";
import { shapleyValues } from "./shapley";

test("two players share what neither has alone", () => {
  expect(Array.from(shapleyValues(Float64Array.of(0, 1, 2, 5)))).toEqual([2, 3]);
});

test("a glove game: the owner of the only left glove gets four sixths, the owners of right ones a sixth each", () => {
  // Player 0 has the left glove; a pair is worth 1.
  const worth = Float64Array.of(0, 0, 0, 1, 0, 1, 0, 1);
  const [left, first, second] = shapleyValues(worth);
  expect(left).toBeCloseTo(4 / 6, 15);
  expect(first).toBeCloseTo(1 / 6, 15);
  expect(second).toBeCloseTo(1 / 6, 15);
});
