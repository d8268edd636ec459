import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Dataset, toVectors } from "../dataset/dataset";
import { featureKeys } from "../features";
import { type CaseSet, nearestCases, toCaseSet } from "./case-set";

const width = featureKeys.length;

function datasetOf(rows: readonly (readonly number[])[], labels: readonly number[]): Dataset {
  return { values: Float64Array.from(rows.flat()), labels: Uint8Array.from(labels) };
}

const caseSetOf = (dataset: Dataset) => toCaseSet(toVectors(dataset));

/** Few different values, so that ranks are shared and distances tie. */
const value = fc.oneof(
  fc.constantFrom(-0.5, 0, -0, 1, 1000),
  fc.double({ min: -1000, max: 1000, noNaN: true }),
);
const vector = fc.array(value, { minLength: width, maxLength: width });
const rowsOfOneVector = fc.tuple(vector, fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 3 }));
const dataset = fc.array(rowsOfOneVector, { minLength: 1, maxLength: 20 }).map((all) =>
  datasetOf(
    all.flatMap(([values, labels]) => labels.map(() => values)),
    all.flatMap(([, labels]) => labels),
  ),
);

/** Straight from the definition, over the rows as they stand in the file. */
function slowDistance({ values, labels }: Dataset, a: Float64Array, b: Float64Array): number {
  const rank = (feature: number, x: number) => {
    let halves = 0;
    for (let r = 0; r < labels.length; r++) {
      const other = values[r * width + feature] ?? Number.NaN;
      halves += other < x ? 2 : other === x ? 1 : 0;
    }
    return halves / (2 * labels.length);
  };
  const squares = featureKeys.map((_, f) => (rank(f, a[f] ?? 0) - rank(f, b[f] ?? 0)) ** 2);
  return Math.sqrt(squares.reduce((total, square) => total + square, 0) / width);
}

describe("four rows worked by hand", () => {
  // Percentiles of the first feature: -1 stands at 2/8, 0 at 5/8, 50 at 7/8; the others are one value, at 1/2.
  const set = caseSetOf(
    datasetOf(
      [-1, 0, -1, 50].map((first) => [first, 0, 0, 0, 0, 0]),
      [0, 1, 1, 0],
    ),
  );
  const at = (first: number) => Float64Array.of(first, 0, 0, 0, 0, 0);
  const distance = (percentiles: number) => Math.sqrt(percentiles ** 2 / 6);

  test("the distances are differences of mid-rank percentiles, however far the values are apart", () => {
    expect(nearestCases(set, at(0), 3)).toEqual([
      { index: 1, distance: 0 },
      { index: 2, distance: expect.closeTo(distance(2 / 8), 12) },
      { index: 0, distance: expect.closeTo(distance(3 / 8), 12) },
    ]);
  });
  test("a value between two of the set stands between their ranks, one beyond all at the end", () => {
    expect(nearestCases(set, at(-0.5), 1)).toEqual([
      { index: 1, distance: expect.closeTo(distance(1 / 8), 12) },
    ]);
    expect(nearestCases(set, at(51), 1)).toEqual(nearestCases(set, at(1000), 1));
    expect(nearestCases(set, at(51), 1)).toEqual([
      { index: 2, distance: expect.closeTo(distance(1 / 8), 12) },
    ]);
  });
  test("rows and positives are counted over the rows, not the vectors", () => {
    expect({ rows: set.rows, positives: set.positives }).toEqual({ rows: 4, positives: 2 });
  });
});

test("the nearest are those a search over all pairs from the definition finds, at the same distances", () => {
  fc.assert(
    fc.property(dataset, vector, fc.integer({ min: 1, max: 40 }), (data, asked, count) => {
      const from = Float64Array.from(asked);
      const vectors = toVectors(data);
      const all = Array.from(vectors.positives, (_, i) =>
        slowDistance(data, vectors.values.subarray(i * width, (i + 1) * width), from),
      );
      const found = nearestCases(toCaseSet(vectors), from, count);
      const expected = all.toSorted((a, b) => a - b).slice(0, count);
      expect(found).toHaveLength(expected.length);
      expect(new Set(found.map(({ index }) => index)).size).toBe(found.length);
      found.forEach(({ index, distance }, i) => {
        expect(distance).toBeCloseTo(all[index] ?? Number.NaN, 12);
        expect(distance).toBeCloseTo(expected[i] ?? Number.NaN, 12);
      });
    }),
  );
});

test("every vector of the set is its own nearest at 0, and no other is at 0", () => {
  fc.assert(
    fc.property(dataset, (data) => {
      const set = caseSetOf(data);
      set.vectors.positives.forEach((_, i) => {
        const own = set.vectors.values.subarray(i * width, (i + 1) * width);
        const [first, second] = nearestCases(set, own, 2);
        expect(first).toEqual({ index: i, distance: 0 });
        if (second !== undefined) expect(second.distance).toBeGreaterThan(0);
      });
    }),
  );
});

test("distances are in [0, 1] and ascend; at one distance the earlier vector of the set stands first", () => {
  fc.assert(
    fc.property(dataset, vector, (data, asked) => {
      const found = nearestCases(caseSetOf(data), Float64Array.from(asked), 30);
      found.forEach(({ index, distance }, i) => {
        expect(distance).toBeGreaterThanOrEqual(0);
        expect(distance).toBeLessThanOrEqual(1);
        const next = found[i + 1];
        if (next === undefined) return;
        expect(next.distance).toBeGreaterThanOrEqual(distance);
        if (next.distance === distance) expect(next.index).toBeGreaterThan(index);
      });
    }),
  );
});

test("fewer are found than asked for only where the set has fewer, and a shorter list begins a longer one", () => {
  fc.assert(
    fc.property(dataset, vector, fc.integer({ min: 1, max: 29 }), (data, asked, count) => {
      const set = caseSetOf(data);
      const long = nearestCases(set, Float64Array.from(asked), 30);
      expect(long).toHaveLength(Math.min(30, set.vectors.positives.length));
      expect(nearestCases(set, Float64Array.from(asked), count)).toEqual(long.slice(0, count));
    }),
  );
});

test("cubing a feature's values, which keeps their order, changes no distance: a heavy tail does not decide", () => {
  // Whole numbers: their cubes are exact, so that none fall together.
  const whole = fc.array(fc.tuple(...featureKeys.map(() => fc.integer({ min: -1000, max: 1000 }))), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(whole, fc.nat(width - 1), (rows, feature) => {
      const labels = rows.map(() => 0);
      const cubed = rows.map((values) => values.map((x, i) => (i === feature ? x ** 3 : x)));
      const fromFirst = (set: CaseSet) => nearestCases(set, set.vectors.values.subarray(0, width), 30);
      expect(fromFirst(caseSetOf(datasetOf(cubed, labels)))).toEqual(
        fromFirst(caseSetOf(datasetOf(rows, labels))),
      );
    }),
  );
});
