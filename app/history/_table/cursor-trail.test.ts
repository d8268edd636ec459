import { expect, test } from "vitest";
import { type CursorTrail, extendTrail, previousCursor } from "./cursor-trail";

test("every page walked forward can be walked back", () => {
  let trail: CursorTrail = [];
  let cursor: string | null = null;
  for (const next of ["a", "b", "c"]) {
    trail = extendTrail(trail, cursor, next);
    cursor = next;
  }
  const back: (string | null)[] = [];
  while (cursor !== null) {
    cursor = previousCursor(trail, cursor);
    back.push(cursor);
  }
  expect(back).toEqual(["b", "a", null]);
});

test("a step from an earlier page forgets what lay beyond", () => {
  expect(extendTrail(["a", "b", "c"], "a", "d")).toEqual(["a", "d"]);
  expect(extendTrail(["a", "b"], null, "x")).toEqual(["x"]);
});

test("from a page reached by a link the way back leads to the first page", () => {
  expect(previousCursor(["a", "b"], "elsewhere")).toBeNull();
  expect(previousCursor([], "elsewhere")).toBeNull();
});
