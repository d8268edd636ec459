import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../random";
import { countRows } from "./count-rows";
import { giniGain } from "./find-split";
import { checkForest, type Forest } from "./forest";
import { type GrowOptions, TreeGrower } from "./grow";
import { leafIndexOf } from "./predict";
import { sortRows } from "./training-rows";

const cart: GrowOptions = {
  maxFeatures: 2,
  columnDraw: "without-replacement",
  featuresPerNode: 2,
  thresholds: "best",
  boundaries: "all",
  minNumSamples: 1,
  maxDepth: Number.POSITIVE_INFINITY,
  gainThreshold: 0,
};

/** Rows of two columns on a coarse grid, so that values repeat and labels contradict each other. */
const someRows = fc.array(
  fc.record({
    values: fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 })),
    label: fc.integer({ min: 0, max: 1 }),
    count: fc.integer({ min: 0, max: 3 }),
    weight: fc.constantFrom(0.25, 1, 2.5),
  }),
  { minLength: 1, maxLength: 25 },
);
type Row = { values: [number, number]; label: number; count: number; weight: number };

const dataOf = (rows: readonly Row[]) =>
  sortRows(
    Float64Array.from(rows.flatMap(({ values }) => values)),
    Uint8Array.from(rows, ({ label }) => label),
  );

function growOn(rows: readonly Row[], changes: Partial<GrowOptions> = {}, seed = 1): Forest {
  const counts = Int32Array.from(rows, ({ count }) => count);
  const weights = Float64Array.from(rows, ({ weight }) => weight);
  return new TreeGrower(dataOf(rows), { ...cart, ...changes }).grow({ counts, weights }, createRandom(seed));
}

const weigh = (rows: readonly Row[]) => ({
  weight: rows.reduce((sum, { count, weight }) => sum + count * weight, 0),
  positive: rows.reduce((sum, { count, weight, label }) => sum + label * count * weight, 0),
});

/** The highest gain of any cut of any column, by trying them all. */
function bestGainOf(rows: readonly Row[]): number {
  const drawn = rows.filter(({ count }) => count > 0);
  const node = weigh(drawn);
  const gains = [0, 1].flatMap((column) =>
    drawn.map((at) => {
      const left = weigh(drawn.filter(({ values }) => (values[column] ?? 0) < (at.values[column] ?? 0)));
      return left.weight === 0 ? Number.NEGATIVE_INFINITY : giniGain(node, left);
    }),
  );
  return Math.max(...gains);
}

const drawnSome = (rows: readonly Row[]) => rows.some(({ count }) => count > 0);
const kinds = ["best", "random", "random-root"] as const;

describe("a grown tree", () => {
  test("cuts where no other cut lowers the impurity more, at every node", () => {
    fc.assert(
      fc.property(someRows.filter(drawnSome), (rows) => {
        const tree = growOn(rows, { gainThreshold: -1 });
        const visit = (node: number, here: readonly Row[]): void => {
          const column = tree.feature[node] as number;
          const drawn = here.filter(({ count }) => count > 0);
          if (column < 0) return;
          const goesLeft = ({ values }: Row) => (values[column] as number) < (tree.threshold[node] as number);
          const gain = giniGain(weigh(drawn), weigh(drawn.filter(goesLeft)));
          expect(gain).toBeCloseTo(bestGainOf(drawn), 12);
          visit(node + 1, here.filter(goesLeft));
          visit(
            tree.right[node] as number,
            here.filter((row) => !goesLeft(row)),
          );
        };
        visit(0, rows);
      }),
    );
  });

  test.each(kinds)(
    "has the covers and shares that counting its rows again gives (%s thresholds)",
    (thresholds) => {
      fc.assert(
        fc.property(someRows.filter(drawnSome), fc.nat(), (rows, seed) => {
          const tree = growOn(rows, { thresholds, featuresPerNode: 1 }, seed);
          checkForest(tree);
          const counted = countRows(tree, {
            values: rows.flatMap(({ values }) => values),
            labels: rows.map(({ label }) => label),
            weights: rows.map(({ count, weight }) => count * weight),
          });
          tree.cover.forEach((cover, node) => {
            expect(counted.cover[node]).toBeCloseTo(cover, 9);
          });
          tree.positiveFraction.forEach((share, node) => {
            expect(counted.positiveFraction[node]).toBeCloseTo(share, 9);
          });
        }),
      );
    },
  );

  test.each(kinds)(
    "splits until leaves are pure or their rows cannot be told apart (%s thresholds)",
    (thresholds) => {
      fc.assert(
        fc.property(someRows.filter(drawnSome), fc.nat(), (rows, seed) => {
          const tree = growOn(rows, { thresholds, gainThreshold: -1 }, seed);
          const inLeaf = new Map<number, Row[]>();
          for (const row of rows) {
            if (row.count === 0) continue;
            const leaf = leafIndexOf(tree, 0, row.values);
            inLeaf.set(leaf, [...(inLeaf.get(leaf) ?? []), row]);
          }
          for (const members of inLeaf.values()) {
            const labels = new Set(members.map(({ label }) => label));
            const vectors = new Set(members.map(({ values }) => values.join()));
            expect(labels.size === 1 || vectors.size === 1).toBe(true);
          }
        }),
      );
    },
  );

  test.each(kinds)("does not tell a row drawn twice from two rows (%s thresholds)", (thresholds) => {
    fc.assert(
      fc.property(someRows.filter(drawnSome), (rows) => {
        const twice = rows.flatMap((row) => Array.from({ length: row.count }, () => ({ ...row, count: 1 })));
        expect(growOn(twice, { thresholds })).toEqual(growOn(rows, { thresholds }));
      }),
    );
  });

  test("stops at the smallest node, the depth and the gain it was told to", () => {
    const random = createRandom(3);
    const rows = Array.from({ length: 400 }, (): Row => {
      const [a, b] = [random(), random()];
      return { values: [a, b], label: random() < a * b ? 1 : 0, count: 1, weight: 1 };
    });
    const depthOf = (tree: Forest, node: number): number =>
      (tree.feature[node] as number) < 0
        ? 0
        : 1 + Math.max(depthOf(tree, node + 1), depthOf(tree, tree.right[node] as number));
    for (const thresholds of kinds) {
      const free = growOn(rows, { thresholds });
      expect(depthOf(free, 0)).toBeGreaterThan(6);
      expect(depthOf(growOn(rows, { thresholds, maxDepth: 4 }), 0)).toBe(4);
      const coarse = growOn(rows, { thresholds, minNumSamples: 30 });
      coarse.feature.forEach((column, node) => {
        if (column >= 0) expect(coarse.cover[node]).toBeGreaterThan(30);
      });
      const frugal = growOn(rows, { thresholds, gainThreshold: 0.05 });
      expect(frugal.feature.length).toBeLessThan(free.feature.length);
      frugal.feature.forEach((column, node) => {
        if (column < 0) return;
        const [left, right] = [node + 1, frugal.right[node] as number];
        const part = (at: number) => ({
          weight: frugal.cover[at] as number,
          positive: (frugal.cover[at] as number) * (frugal.positiveFraction[at] as number),
        });
        expect(right).toBeGreaterThan(left);
        expect(giniGain(part(node), part(left))).toBeGreaterThan(0.05);
      });
    }
  });

  test("draws one of several columns at each node, and only columns of the tree", () => {
    const random = createRandom(4);
    const rows = Array.from({ length: 300 }, (): Row => {
      const [a, b] = [random(), random()];
      return { values: [a, b], label: random() < 0.3 + 0.3 * a + 0.3 * b ? 1 : 0, count: 1, weight: 1 };
    });
    const used = (changes: Partial<GrowOptions>, seed: number) =>
      new Set(growOn(rows, changes, seed).feature.filter((column) => column >= 0));
    expect(used({ featuresPerNode: 1 }, 1)).toEqual(new Set([0, 1]));
    const single = Array.from({ length: 20 }, (_, seed) => [...used({ maxFeatures: 1 }, seed)]);
    expect(single.every((columns) => columns.length === 1)).toBe(true);
    expect(new Set(single.flat())).toEqual(new Set([0, 1]));
    const replaced = Array.from(
      { length: 40 },
      (_, seed) => used({ columnDraw: "with-replacement" }, seed).size,
    );
    expect(new Set(replaced)).toEqual(new Set([1, 2]));
  });

  test("draws thresholds evenly along the range, or closer to its lower end on the root scale", () => {
    const rows = [0, 1].map((label): Row => ({ values: [label, 0], label, count: 1, weight: 1 }));
    const drawn = (thresholds: "random" | "random-root") =>
      Array.from({ length: 2000 }, (_, seed) => growOn(rows, { thresholds, maxFeatures: 1 }, seed))
        .filter((tree) => tree.feature[0] === 0)
        .map((tree) => tree.threshold[0] as number);
    const shareBelow = (values: readonly number[], limit: number) =>
      values.filter((value) => value < limit).length / values.length;
    const [even, root] = [drawn("random"), drawn("random-root")];
    expect(even.length).toBeGreaterThan(800);
    expect([...even, ...root].every((value) => value > 0 && value <= 1)).toBe(true);
    expect(shareBelow(even, 0.25)).toBeCloseTo(0.25, 1);
    expect(shareBelow(root, 0.25)).toBeCloseTo(0.5, 1);
  });

  test("is the same for the same random numbers, and another for others", () => {
    const random = createRandom(5);
    const rows = Array.from(
      { length: 100 },
      (): Row => ({ values: [random(), random()], label: random() < 0.4 ? 1 : 0, count: 1, weight: 1 }),
    );
    expect(growOn(rows, { thresholds: "random" }, 1)).toEqual(growOn(rows, { thresholds: "random" }, 1));
    expect(growOn(rows, { thresholds: "random" }, 2)).not.toEqual(growOn(rows, { thresholds: "random" }, 1));
  });

  const row = (values: [number, number], label: number): Row => ({ values, label, count: 1, weight: 1 });
  test.each([
    ["one class", [row([0, 1], 1), row([1, 0], 1)], [1]],
    ["one row", [row([0, 1], 0)], [0]],
    ["constant features", [row([2, 2], 1), row([2, 2], 0), row([2, 2], 0)], [1 / 3]],
    ["two rows of two classes", [row([0, 0], 0), row([0, 1], 1)], [0, 1]],
    ["two neighbouring numbers", [row([1, 0], 0), row([1 + Number.EPSILON, 0], 1)], [0, 1]],
  ])("is defined on %s", (_, rows, leaves) => {
    for (const thresholds of kinds) {
      const tree = growOn(rows, { thresholds });
      checkForest(tree);
      expect([...tree.positiveFraction.filter((__, node) => tree.feature[node] === -1)]).toEqual(leaves);
      expect(
        rows.map(({ values }) => leafIndexOf(tree, 0, values)).every((leaf) => tree.feature[leaf] === -1),
      ).toBe(true);
    }
  });

  test("of an empty bag is refused in words", () => {
    expect(() => growOn([{ values: [0, 0], label: 1, count: 0, weight: 1 }])).toThrow(/at least one row/);
  });
});
