import fc from "fast-check";
import { expect, test } from "vitest";
import { gather, groupScores } from "./score-groups";

test("equal scores are one group, rising, and weights are summed by it; entries without a score are left out", () => {
  const groups = groupScores(Float64Array.of(0.5, 0.2, Number.NaN, 0.5, 1));
  expect([...groups.scores]).toEqual([0.2, 0.5, 1]);
  expect([...groups.groupOf]).toEqual([1, 0, -1, 1, 2]);
  expect([...gather(groups, [1, 2, 4, 8, 16])]).toEqual([2, 9, 16]);
});

test("cells keep the order, lose no weight and move no score further than their width", () => {
  const score = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(score, { maxLength: 200 }), fc.integer({ min: 1, max: 50 }), (drawn, cells) => {
      const scores = Float64Array.from(drawn);
      const groups = groupScores(scores, cells);
      expect(groups.scores.length).toBeLessThanOrEqual(cells);
      groups.scores.forEach((value, i) => {
        if (i > 0) expect(value).toBeGreaterThan(groups.scores[i - 1] ?? 1);
      });
      const ones = new Array<number>(drawn.length).fill(1);
      expect(gather(groups, ones).reduce((sum, value) => sum + value, 0)).toBe(drawn.length);
      drawn.forEach((value, i) => {
        const group = groups.scores[groups.groupOf[i] ?? -1] ?? Number.NaN;
        // The widest cell is the middle one: half the sine of its angle, at most half of pi over the cells.
        expect(Math.abs(group - value)).toBeLessThanOrEqual(Math.PI / 2 / cells + 1e-12);
      });
    }),
  );
});
