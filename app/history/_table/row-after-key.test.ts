import { expect, test } from "vitest";
import { rowAfterKey } from "./row-after-key";

test("arrows walk the rows and stop at both ends", () => {
  expect(rowAfterKey("ArrowDown", 0, 3)).toBe(1);
  expect(rowAfterKey("ArrowDown", 2, 3)).toBe(2);
  expect(rowAfterKey("ArrowUp", 1, 3)).toBe(0);
  expect(rowAfterKey("ArrowUp", 0, 3)).toBe(0);
});

test("Home and End reach the first and the last row, other keys nothing", () => {
  expect(rowAfterKey("Home", 2, 3)).toBe(0);
  expect(rowAfterKey("End", 0, 3)).toBe(2);
  expect(rowAfterKey("Enter", 1, 3)).toBeNull();
  expect(rowAfterKey("a", 1, 3)).toBeNull();
});
