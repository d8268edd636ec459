import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calibrate } from "../evaluation/calibration";
import { featureKeys } from "../features";
import type { Calibration } from "../model/card";
import { toReasons } from "../model/reasons";
import { explain } from "./explain";
import { compileExplainer } from "./explainer";
import { checkForest, type Forest } from "./forest";
import { predictOne } from "./predict";

/** A tree as a test writes it down. */
type Tree =
  | { readonly share: number; readonly cover: number }
  | { readonly column: number; readonly below: number; readonly left: Tree; readonly right: Tree };

interface Node {
  readonly feature: number;
  readonly threshold: number;
  readonly right: number;
  readonly cover: number;
  readonly share: number;
}

function flatten(tree: Tree, at: number): Node[] {
  if ("share" in tree) return [{ feature: -1, threshold: 0, right: 0, cover: tree.cover, share: tree.share }];
  const left = flatten(tree.left, at + 1);
  const child = at + 1 + left.length;
  const right = flatten(tree.right, child);
  const [a, b] = [left[0] as Node, right[0] as Node];
  const cover = a.cover + b.cover;
  const share = Math.min(1, (a.cover * a.share + b.cover * b.share) / cover);
  return [{ feature: tree.column, threshold: tree.below, right: child, cover, share }, ...left, ...right];
}

function toForest(featureCount: number, trees: readonly Tree[]): Forest {
  const roots = [0];
  const nodes: Node[] = [];
  for (const tree of trees) {
    nodes.push(...flatten(tree, nodes.length));
    roots.push(nodes.length);
  }
  const forest = {
    featureCount,
    roots: Int32Array.from(roots),
    feature: Int8Array.from(nodes, ({ feature }) => feature),
    threshold: Float64Array.from(nodes, ({ threshold }) => threshold),
    right: Int32Array.from(nodes, ({ right }) => right),
    cover: Float64Array.from(nodes, ({ cover }) => cover),
    positiveFraction: Float64Array.from(nodes, ({ share }) => share),
  };
  checkForest(forest);
  return forest;
}

/** What a tree is expected to answer when only the columns in `known` are. */
function expected(tree: Tree, row: readonly number[], known: ReadonlySet<number>): number {
  if ("share" in tree) return tree.share;
  const left = expected(tree.left, row, known);
  const right = expected(tree.right, row, known);
  if (known.has(tree.column)) return (row[tree.column] as number) < tree.below ? left : right;
  const [a, b] = [coverOf(tree.left), coverOf(tree.right)];
  return (a * left + b * right) / (a + b);
}

const coverOf = (tree: Tree): number =>
  "share" in tree ? tree.cover : coverOf(tree.left) + coverOf(tree.right);

const calibration: Calibration = {
  method: "made up",
  rawScore: [0, 0.2, 0.3, 0.9],
  probability: [0.01, 0.05, 0.6, 0.95],
  band: null,
  compared: [],
};

interface Case {
  readonly featureCount: number;
  readonly trees: readonly Tree[];
  readonly row: readonly number[];
}

function worthOf({ trees, row }: Case, known: ReadonlySet<number>): number {
  const sum = trees.reduce((total, tree) => total + expected(tree, row, known), 0);
  return calibrate(calibration, Math.min(1, sum / trees.length));
}

function permutations(columns: readonly number[]): number[][] {
  if (columns.length === 0) return [[]];
  return columns.flatMap((first) =>
    permutations(columns.filter((column) => column !== first)).map((rest) => [first, ...rest]),
  );
}

/** Shapley values by their meaning: what a feature adds when it becomes known, averaged over all orders. */
function contributionsByOrder(given: Case): number[] {
  const columns = Array.from({ length: given.featureCount }, (_, column) => column);
  const orders = permutations(columns);
  const worths = new Map<string, number>();
  const worth = (known: readonly number[]) => {
    const key = [...known].sort().join();
    const found = worths.get(key) ?? worthOf(given, new Set(known));
    worths.set(key, found);
    return found;
  };
  return columns.map((column) => {
    const gains = orders.map((order) => {
      const before = order.slice(0, order.indexOf(column));
      return worth([...before, column]) - worth(before);
    });
    return gains.reduce((a, b) => a + b, 0) / orders.length;
  });
}

function explained({ featureCount, trees, row }: Case) {
  const forest = toForest(featureCount, trees);
  const probability = calibrate(calibration, predictOne(forest, row));
  return { probability, ...explain(compileExplainer(forest), row, { calibration, probability }) };
}

const leaf = fc.record({
  share: fc.oneof(fc.constant(0), fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  cover: fc.oneof(fc.integer({ min: 1, max: 50 }), fc.constant(1e-6)),
});

/** Trees over few thresholds, so that paths test a column again, contradict themselves, and rows meet thresholds. */
function treeOf(columns: number, depth: number): fc.Arbitrary<Tree> {
  if (depth === 0) return leaf;
  const child = treeOf(columns, depth - 1);
  const split = fc.record({
    column: fc.integer({ min: 0, max: columns - 1 }),
    below: fc.integer({ min: -2, max: 2 }),
    left: child,
    right: child,
  });
  return fc.oneof({ weight: 1, arbitrary: leaf }, { weight: 6, arbitrary: split });
}

const caseOf = (featureCount: number, usedColumns: number, depth: number): fc.Arbitrary<Case> =>
  fc.record({
    featureCount: fc.constant(featureCount),
    trees: fc.array(treeOf(usedColumns, depth), { minLength: 1, maxLength: 6 }),
    row: fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(-0.5, 0.5, -0, 1e300)), {
      minLength: featureCount,
      maxLength: featureCount,
    }),
  });

const anyCase = fc.integer({ min: 1, max: 6 }).chain((features) => caseOf(features, features, 6));

describe("on any forest and row", () => {
  test("contributions are the mean gain over all orders in which features can become known", () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { contributions, baseProbability } = explained(given);
        expect(baseProbability).toBeCloseTo(worthOf(given, new Set()), 9);
        contributionsByOrder(given).forEach((value, column) => {
          expect(Math.abs((contributions[column] as number) - value)).toBeLessThan(1e-9);
        });
      }),
      { numRuns: 300 },
    );
  });

  test("base and contributions sum to the probability", () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { contributions, baseProbability, probability } = explained(given);
        const sum = contributions.reduce((a, b) => a + b, baseProbability);
        expect(Math.abs(sum - probability)).toBeLessThan(1e-9);
      }),
    );
  });

  test("a feature that no tree tests contributes exactly 0", () => {
    fc.assert(
      fc.property(caseOf(6, 4, 5), (given) => {
        const { contributions } = explained(given);
        expect([contributions[4], contributions[5]]).toEqual([0, 0]);
      }),
    );
  });

  test("two features that the forest treats alike contribute alike when their values are equal", () => {
    const exchanged = (tree: Tree): Tree =>
      "share" in tree
        ? tree
        : {
            ...tree,
            column: [1, 0][tree.column] ?? tree.column,
            left: exchanged(tree.left),
            right: exchanged(tree.right),
          };
    fc.assert(
      fc.property(caseOf(4, 4, 4), fc.integer({ min: -3, max: 3 }), (given, value) => {
        const trees = [...given.trees, ...given.trees.map(exchanged)];
        const { contributions } = explained({ ...given, trees, row: [value, value, ...given.row.slice(2)] });
        expect(contributions[0]).toBeCloseTo(contributions[1] as number, 12);
      }),
    );
  });

  test("it does not matter how many features stand before those that are tested", () => {
    const moved = (tree: Tree): Tree =>
      "share" in tree
        ? tree
        : { ...tree, column: tree.column + 5, left: moved(tree.left), right: moved(tree.right) };
    fc.assert(
      fc.property(caseOf(4, 4, 5), ({ trees, row }) => {
        const { contributions } = explained({ featureCount: 4, trees, row });
        const behind = { featureCount: 9, trees: trees.map(moved), row: [0, 0, 0, 0, 0, ...row] };
        Array.from(explained(behind).contributions).forEach((value, column) => {
          expect(value).toBeCloseTo(contributions[column - 5] ?? 0, 12);
        });
      }),
    );
  });

  test("one explainer explains row after row as if each were the first", () => {
    fc.assert(
      fc.property(caseOf(6, 6, 6), fc.array(caseOf(6, 1, 0), { maxLength: 4 }), (given, others) => {
        const explainer = compileExplainer(toForest(6, given.trees));
        for (const { row } of others) explain(explainer, row, { calibration, probability: 0.5 });
        const { probability, ...fresh } = explained(given);
        expect(explain(explainer, given.row, { calibration, probability })).toEqual(fresh);
      }),
    );
  });
});

const share = (value: number): Tree => ({ share: value, cover: 1 });

test("a forest of leaves is all base", () => {
  const { baseProbability, contributions } = explained({
    featureCount: 2,
    trees: [share(0.3), share(0.3)],
    row: [0, 0],
  });
  expect(baseProbability).toBe(0.6);
  expect(Array.from(contributions)).toEqual([0, 0]);
});

test("a forest that never answers more than 0 is all base", () => {
  const { baseProbability, contributions } = explained({
    featureCount: 1,
    trees: [{ column: 0, below: 0, left: share(0), right: share(0) }],
    row: [5],
  });
  expect(baseProbability).toBe(0.01);
  expect(Array.from(contributions)).toEqual([0]);
});

test("a value on a threshold is explained as the side it goes to", () => {
  const trees: Tree[] = [{ column: 0, below: 1, left: share(0), right: share(0.9) }];
  const on = explained({ featureCount: 1, trees, row: [1] });
  expect(on.contributions[0]).toBeCloseTo(0.95 - calibrate(calibration, 0.45), 12);
  const under = explained({ featureCount: 1, trees, row: [1 - 2 ** -53] });
  expect(under.contributions[0]).toBeCloseTo(0.01 - calibrate(calibration, 0.45), 12);
});

test("leaves beyond the first 32, and thresholds beyond the first 64, count as any others", () => {
  const staircase = (step: number): Tree =>
    step === 300
      ? share(0.5)
      : { column: step % 3, below: step, left: share((step % 7) / 7), right: staircase(step + 1) };
  for (const row of [
    [150, 160, 170],
    [-1, 0, 0],
    [299, 298, 400],
    [400, 400, 400],
  ]) {
    const given: Case = { featureCount: 3, trees: [staircase(0), staircase(40)], row };
    contributionsByOrder(given).forEach((value, column) => {
      expect(explained(given).contributions[column]).toBeCloseTo(value, 9);
    });
  }
});

test("a path that almost no training row took still gives numbers", () => {
  const rare = (tree: Tree): Tree => ({
    column: 0,
    below: 0,
    left: { share: 0.5, cover: 1e300 },
    right: tree,
  });
  const end: Tree = { column: 1, below: 0, left: share(0), right: { share: 1, cover: 1e-300 } };
  const other: Tree = { column: 2, below: 0, left: share(0), right: share(1) };
  const given: Case = { featureCount: 3, trees: [rare(rare(end)), other], row: [1, 1, 1] };
  const { baseProbability, contributions } = explained(given);
  expect(baseProbability).toBeCloseTo(calibrate(calibration, 0.5), 9);
  contributionsByOrder(given).forEach((value, column) => {
    expect(contributions[column]).toBeCloseTo(value, 9);
  });
});

test("what is explained is the probability that was given, to the last of it", () => {
  const trees: Tree[] = [{ column: 0, below: 1, left: share(0), right: share(1) }];
  const explainer = compileExplainer(toForest(2, trees));
  const { baseProbability, contributions } = explain(explainer, [5, 5], { calibration, probability: 0.9 });
  expect(contributions[0]).toBe(0.9 - baseProbability);
  expect(contributions[1]).toBe(0);
});

test("more features than coalitions can be counted for are refused in words", () => {
  expect(() => compileExplainer(toForest(13, [share(0.5)]))).toThrow(/13 features; .* at most 12/);
  expect(
    explained({ featureCount: 12, trees: [share(0.3)], row: Array(12).fill(0) }).contributions,
  ).toHaveLength(12);
});

test("reasons name the contributions in column order", () => {
  const contributions = Float64Array.of(0.1, 0.2, 0.3, -0.1, -0.2, 0);
  const reasons = toReasons({ baseProbability: 0.4, contributions });
  expect(reasons.baseProbability).toBe(0.4);
  expect(featureKeys.map((key) => reasons.contributions[key])).toEqual(Array.from(contributions));
});
