import fc from "fast-check";
import { expect, test } from "vitest";
import { nearnessOf } from "./nearness";

const words = ["same", "very_near", "near", "apart", "far"];

test("only the same values are called the same, and a greater distance is never called nearer", () => {
  const distance = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(distance, distance, (a, b) => {
      const [near, far] = [Math.min(a, b), Math.max(a, b)].map((one) => words.indexOf(nearnessOf(one)));
      expect(near).toBeLessThanOrEqual(far ?? -1);
      expect(nearnessOf(a) === "same").toBe(a === 0);
    }),
  );
});

test("in the published file's own density a typical neighbour is near, a twentieth of the ranks is not the same", () => {
  expect(["same", "very_near", "near"]).toContain(nearnessOf(0.04));
  expect(nearnessOf(0.5)).toBe("far");
});
