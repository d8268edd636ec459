import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callTable, kappa, tableTotal } from "./agreement";

const count = fc.integer({ min: 0, max: 400 });
const table = fc.record({ both: count, onlyA: count, onlyB: count, neither: count });
const varied = table.filter((t) => tableTotal(t) > 0 && kappa(t)?.interval != null);

/** Kappa and its large-sample variance written out over rows and columns of any number of categories. */
function byCategories(cells: readonly (readonly number[])[]) {
  const n = cells.flat().reduce((sum, cell) => sum + cell, 0);
  const p = cells.map((row) => row.map((cell) => cell / n));
  const rows = p.map((row) => row.reduce((sum, cell) => sum + cell, 0));
  const columns = p.map((_, j) => p.reduce((sum, row) => sum + (row[j] ?? 0), 0));
  const at = (list: readonly number[], i: number) => list[i] ?? 0;
  const observed = p.reduce((sum, row, i) => sum + at(row, i), 0);
  const expected = rows.reduce((sum, row, i) => sum + row * at(columns, i), 0);
  const k = (observed - expected) / (1 - expected);
  let [onDiagonal, beside] = [0, 0];
  p.forEach((row, i) => {
    row.forEach((cell, j) => {
      if (i === j) onDiagonal += cell * (1 - (at(rows, i) + at(columns, i)) * (1 - k)) ** 2;
      else beside += cell * (at(columns, i) + at(rows, j)) ** 2;
    });
  });
  const spread = onDiagonal + (1 - k) ** 2 * beside - (k - expected * (1 - k)) ** 2;
  return { k, variance: spread / (n * (1 - expected) ** 2) };
}

describe("callTable", () => {
  it("puts every pair of calls into its cell", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean())), (pairs) => {
        const of = (a: boolean, b: boolean) => pairs.filter((pair) => pair[0] === a && pair[1] === b).length;
        expect(callTable(pairs)).toEqual({
          both: of(true, true),
          onlyA: of(true, false),
          onlyB: of(false, true),
          neither: of(false, false),
        });
      }),
    );
  });
});

describe("kappa", () => {
  it("agrees with the formula written over categories, its interval too", () => {
    fc.assert(
      fc.property(varied, (t) => {
        const { k, variance } = byCategories([
          [t.both, t.onlyA],
          [t.onlyB, t.neither],
        ]);
        const found = kappa(t);
        expect(found?.value).toBeCloseTo(k, 9);
        const half = 1.959963984540054 * Math.sqrt(variance);
        expect(found?.interval?.low).toBeCloseTo(Math.max(-1, k - half), 6);
        expect(found?.interval?.high).toBeCloseTo(Math.min(1, k + half), 6);
      }),
    );
  });

  it("is 0.4 for the 50 applications of the textbook, 20 granted and 15 refused by both", () => {
    const found = kappa({ both: 20, onlyA: 5, onlyB: 10, neither: 15 });
    expect(found?.value).toBeCloseTo(0.4, 12);
    expect(found?.interval?.low).toBeCloseTo(0.4 - 1.96 * Math.sqrt(0.016128), 4);
  });

  it("does not care which of the two is called a", () => {
    fc.assert(
      fc.property(varied, (t) => {
        const [one, other] = [kappa(t), kappa({ ...t, onlyA: t.onlyB, onlyB: t.onlyA })];
        expect(one?.value).toBeCloseTo(other?.value ?? Number.NaN, 9);
        expect(one?.interval?.low).toBeCloseTo(other?.interval?.low ?? Number.NaN, 6);
      }),
    );
  });

  it("is 1 without an interval where all calls agree, and nothing where there is but one call", () => {
    expect(kappa({ both: 3, onlyA: 0, onlyB: 0, neither: 9 })).toEqual({ value: 1, interval: null });
    expect(kappa({ both: 0, onlyA: 0, onlyB: 0, neither: 9 })).toBeNull();
    expect(kappa({ both: 0, onlyA: 0, onlyB: 0, neither: 0 })).toBeNull();
  });
});
