import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeReference } from "../../../lib/model/reference";
import { createRandom } from "../../../lib/random";
import { countsByClass, inBinsOf, outlineHeights, prepareDistribution } from "./prepare-distribution";

/** Rows whose first feature stands at 0 for a good part of them, the more so without a calcification. */
function someRows(rows: number, seed: number) {
  const random = createRandom(seed);
  const labels = Uint8Array.from({ length: rows }, () => (random() < 0.1 ? 1 : 0));
  const values = Float64Array.from(
    Array.from(labels, (label) => [
      random() < (label === 1 ? 0.2 : 0.6) ? 0 : random() + label,
      ...[0, 0, 0, 0, 0],
    ]).flat(),
  );
  return { values, labels };
}

function referenceOf(dataset: ReturnType<typeof someRows>) {
  const [first] = describeReference(dataset).features;
  if (first === undefined) throw new Error("The reference has no feature.");
  return first;
}

describe("prepareDistribution", () => {
  test("counts each class in full: at the minimum and beside it", () => {
    const dataset = someRows(2000, 1);
    const shape = prepareDistribution(referenceOf(dataset), 2000);
    for (const [group, label] of [
      ["positives", 1],
      ["negatives", 0],
    ] as const) {
      const own = Array.from(dataset.labels.keys()).filter((row) => dataset.labels[row] === label);
      const atMinimum = own.filter((row) => dataset.values[row * 6] === 0).length;
      expect(shape[group].rows).toBe(own.length);
      expect(shape[group].shareAtMinimum).toBeCloseTo(atMinimum / own.length, 12);
      expect(shape[group].bars.reduce((sum, bar) => sum + bar.share, 0)).toBeCloseTo(1, 9);
      expect(shape[group].bars.find(({ bin }) => bin === -1)?.rows).toBe(atMinimum);
    }
  });

  test("draws a few positives as high as many negatives of the same share", () => {
    const { positives, negatives, tallest } = prepareDistribution(referenceOf(someRows(4000, 2)), 4000);
    const beside = [...positives.bars, ...negatives.bars].filter(({ bin }) => bin >= 0);
    expect(Math.max(...beside.map(({ height }) => height))).toBe(1);
    for (const { share, height } of beside) expect(height).toBeCloseTo(share / tallest, 12);
  });

  test("has no bars, and no share at the minimum, of a class without rows", () => {
    const dataset = { ...someRows(50, 3), labels: new Uint8Array(50) };
    const { positives } = prepareDistribution(referenceOf(dataset), 50);
    expect(positives).toEqual({ rows: 0, bars: [], shareAtMinimum: null });
  });
});

describe("inBinsOf", () => {
  test("leaves counts as they are in their own bins", () => {
    const reference = referenceOf(someRows(1000, 4));
    const { negatives } = countsByClass(reference, 1000);
    const found = inBinsOf(reference, reference, negatives);
    expect(found.atMinimum).toBe(negatives.atMinimum);
    found.counts.forEach((count, bin) => {
      expect(count).toBeCloseTo(negatives.counts[bin] ?? Number.NaN, 6);
    });
  });

  test("keeps all rows where the other bins lie inside, in proportion to the overlap", () => {
    const wide = { min: -1, edges: [0, 1, 2, 4] };
    const found = inBinsOf(wide, { min: -1, edges: [0.5, 1.5, 3] }, { atMinimum: 5, counts: [10, 30] });
    expect(found).toEqual({ atMinimum: 5, counts: [5, 15, 20] });
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 2, maxLength: 2 }), (counts) => {
        const kept = inBinsOf(wide, { min: -1, edges: [0.25, 1.75, 3.5] }, { atMinimum: 0, counts });
        const sum = (all: readonly number[]) => all.reduce((total, count) => total + count, 0);
        expect(sum(kept.counts)).toBeCloseTo(sum(counts), 6);
      }),
    );
  });

  test("puts what stands at another minimum into the bin of that value", () => {
    const found = inBinsOf(
      { min: -1, edges: [0, 1, 2] },
      { min: 1.5, edges: [3, 4] },
      { atMinimum: 7, counts: [2] },
    );
    expect(found).toEqual({ atMinimum: 0, counts: [0, 7] });
  });

  test("heights are shares of the other rows on the scale of these, at most the full height", () => {
    const heights = outlineHeights({ atMinimum: 5, counts: [1, 4] }, 10, 0.2);
    expect([...heights]).toEqual([
      [-1, 0.5],
      [0, 0.5],
      [1, 1],
    ]);
  });
});
