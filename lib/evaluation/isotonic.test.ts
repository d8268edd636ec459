import fc from "fast-check";
import { expect, test } from "vitest";
import { poolAdjacentViolators } from "./isotonic";

const weights = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })), { minLength: 1, maxLength: 12 });

/**
 * The rising least-squares values by their closed form: the largest of the smallest means that begin and end around.
 */
function byMaxMin(rows: readonly (readonly [number, number])[]): number[] {
  const mean = (from: number, to: number) => {
    const inside = rows.slice(from, to + 1);
    const hits = inside.reduce((sum, [positives]) => sum + positives, 0);
    return hits / inside.reduce((sum, [positives, negatives]) => sum + positives + negatives, 0);
  };
  const indices = [...rows.keys()];
  return indices.map((i) =>
    Math.max(
      ...indices
        .filter((from) => from <= i)
        .map((from) => Math.min(...indices.filter((to) => to >= i).map((to) => mean(from, to)))),
    ),
  );
}

test("the blocks' shares are the rising least-squares fit, by its closed form", () => {
  fc.assert(
    fc.property(weights, (drawn) => {
      const rows = drawn.filter(([positives, negatives]) => positives + negatives > 0);
      const blocks = poolAdjacentViolators(
        Float64Array.from(drawn.keys(), (i) => i / 12),
        Float64Array.from(drawn, ([positives]) => positives),
        Float64Array.from(drawn, ([, negatives]) => negatives),
      );
      const expected = byMaxMin(rows);
      const found: number[] = [];
      for (const { positives, weight } of blocks) {
        let left = weight;
        while (left > 0) {
          const [hits = 0, misses = 0] = rows[found.length] ?? [];
          left -= hits + misses;
          found.push(positives / weight);
        }
        expect(left).toBe(0);
      }
      expect(found).toHaveLength(expected.length);
      found.forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 12);
      });
    }),
  );
});

test("blocks rise strictly in score and share, each at the mean of its scores", () => {
  const blocks = poolAdjacentViolators(
    Float64Array.of(0.1, 0.2, 0.4, 0.8),
    Float64Array.of(0, 2, 1, 3),
    Float64Array.of(4, 1, 2, 0),
  );
  expect(blocks.map(({ positives, weight }) => [positives, weight])).toEqual([
    [0, 4],
    [3, 6],
    [3, 3],
  ]);
  expect(blocks[1]?.score).toBeCloseTo((3 * 0.2 + 3 * 0.4) / 6, 12);
});

test("no rows make no blocks", () => {
  expect(poolAdjacentViolators(new Float64Array(0), new Float64Array(0), new Float64Array(0))).toEqual([]);
});
