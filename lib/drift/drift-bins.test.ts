import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FeatureReference } from "../model/card";
import { probabilityEdges } from "../trends/probability-edges";
import { type DriftBins, featureBins, gather, probabilityBin, scoreBins } from "./drift-bins";
import { leastShare, mostBins } from "./drift-limits";

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

function aFeature(counts: number[], atMinimum: number): [FeatureReference, number] {
  const rows = total(counts) + atMinimum;
  const feature = {
    feature: "area",
    min: -1,
    max: counts.length,
    shareAtMinimum: atMinimum / rows,
    percentiles: [],
    edges: Array.from({ length: counts.length + 1 }, (_, i) => i),
    counts,
    positiveCounts: [],
    positivesAtMinimum: 0,
  } as const;
  return [{ ...feature, percentiles: [], positiveCounts: [] }, rows];
}

const samples = fc.record({
  counts: fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 40, maxLength: 40 }),
  atMinimum: fc.integer({ min: 1, max: 8000 }),
});

function expectSound(bins: DriftBins, fine: readonly number[]): void {
  expect(bins.counts.length).toBeLessThanOrEqual(mostBins);
  expect(bins.counts).toEqual(gather(bins, fine));
  expect(total(bins.counts)).toBe(total(fine));
  expect(bins.edges.length).toBe(bins.counts.length + (bins.hasSpike ? 0 : 1));
  expect(bins.edges).toEqual(bins.edges.toSorted((a, b) => a - b));
  expect(bins.binOf).toEqual(bins.binOf.toSorted((a, b) => a - b));
}

describe("the bins of a feature", () => {
  test("are at most ten, hold every count once, and are in order", () => {
    fc.assert(
      fc.property(samples, ({ counts, atMinimum }) => {
        expectSound(featureBins(...aFeature(counts, atMinimum)), [atMinimum, ...counts]);
      }),
    );
  });

  test("hold a twentieth of the reference each, where the fine ones allow it", () => {
    fc.assert(
      fc.property(samples, ({ counts, atMinimum }) => {
        const bins = featureBins(...aFeature(counts, atMinimum));
        const least = leastShare * (total(counts) + atMinimum);
        const above = bins.hasSpike ? bins.counts.slice(1) : bins.counts;
        if (above.length > 1) expect(Math.min(...above)).toBeGreaterThanOrEqual(least);
      }),
    );
  });

  test("give values at the minimum a bin of their own, and nothing else in it", () => {
    const bins = featureBins(...aFeature(new Array(40).fill(10), 400));
    expect(bins.hasSpike).toBe(true);
    expect(bins.counts[0]).toBe(400);
    expect(bins.binOf.filter((bin) => bin === 0)).toHaveLength(1);
    expect(bins.edges[0]).toBe(0);
  });

  test("count hardly any values at the minimum with their neighbours", () => {
    const bins = featureBins(...aFeature(new Array(40).fill(10), 1));
    expect(bins.hasSpike).toBe(false);
    expect(bins.counts[0]).toBe(41);
    expect(bins.edges[0]).toBe(-1);
  });

  test("of a feature that never leaves its minimum are that one and an empty one", () => {
    const bins = featureBins(...aFeature(new Array(40).fill(0), 100));
    expect(bins.counts).toEqual([100, 0]);
  });
});

describe("the bins of the score", () => {
  test("begin with one for the low probabilities, hold every count once, and are in order", () => {
    const fine = fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 15, maxLength: 15 });
    fc.assert(
      fc.property(fine, (counts) => {
        const bins = scoreBins(counts);
        expectSound(bins, counts);
        if (bins.counts.length > 1) expect(bins.edges[1]).toBeGreaterThanOrEqual(0.02);
      }),
    );
  });

  test("a probability is counted where its lower bound is, and 1 in the last", () => {
    probabilityEdges.forEach((edge, i) => {
      expect(probabilityBin(edge)).toBe(Math.min(i, probabilityEdges.length - 2));
      if (i > 0) expect(probabilityBin(edge - 1e-12)).toBe(i - 1);
    });
  });
});
