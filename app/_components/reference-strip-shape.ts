import type { FeatureReference } from "@/lib/model/card";

export interface StripBar {
  /** Left edge and width in the strip's own units, 0 to 100. */
  readonly x: number;
  readonly width: number;
  /** Height as a part of the tallest bar of the same group, in [0, 1]. */
  readonly height: number;
}

export interface StripShape {
  readonly all: readonly StripBar[];
  readonly positives: readonly StripBar[];
  /** Place of a value on the strip, 0 to 100; values outside the reference stand at the ends. */
  readonly place: (value: number) => number;
}

/** The candidates at the minimum stand apart in a column of their own at the left. */
const spikeWidth = 5;
const scaleStart = 8;

/** Bars thinner than this cannot be seen; wider ones would hide that the counts differ. */
const smallestHeight = 0.04;

interface Column {
  readonly x: number;
  readonly width: number;
  readonly count: number;
}

/** Bars of equal area per candidate; the spike keeps its own scale, as a point mass has no width. */
function bars(columns: readonly Column[], spikeCount: number): StripBar[] {
  const total = columns.reduce((sum, column) => sum + column.count, spikeCount);
  if (total === 0) return [];
  const dense = columns
    .filter((column) => column.count > 0 && column.width > 0)
    .map((column) => ({ ...column, density: column.count / column.width }));
  const tallest = Math.max(0, ...dense.map((column) => column.density));
  const drawn = dense.map(({ x, width, density }) => ({
    x,
    width,
    height: Math.max(smallestHeight, density / tallest),
  }));
  if (spikeCount === 0) return drawn;
  const spike = { x: 0, width: spikeWidth, height: Math.max(smallestHeight, spikeCount / total) };
  return [spike, ...drawn];
}

/**
 * Prepares the histogram of one feature for drawing. The scale is logarithmic above the minimum (inverse
 * hyperbolic sine), because a few candidates lie thirty standard deviations out and would press the rest flat.
 */
export function stripShape(reference: FeatureReference, candidates: number): StripShape {
  const { min, max, edges, counts, positiveCounts, percentiles } = reference;
  const spread = ((percentiles[90] ?? max) - min) / 3 || 1;
  const scaled = (value: number) => Math.asinh((value - min) / spread);
  const end = scaled(max) || 1;
  const hasSpike = reference.shareAtMinimum > 0;
  const start = hasSpike ? scaleStart : 0;
  const onScale = (value: number) => start + (100 - start) * Math.min(1, Math.max(0, scaled(value) / end));
  const place = (value: number) => (hasSpike && value <= min ? spikeWidth / 2 : onScale(value));
  const columns = (values: readonly number[]): Column[] =>
    values.map((count, bin) => {
      const x = onScale(edges[bin] ?? min);
      return { x, width: onScale(edges[bin + 1] ?? max) - x, count };
    });
  return {
    all: bars(columns(counts), Math.round(reference.shareAtMinimum * candidates)),
    positives: bars(columns(positiveCounts), reference.positivesAtMinimum),
    place,
  };
}
