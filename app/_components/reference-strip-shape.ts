import type { FeatureReference } from "@/lib/model/card";
import { noticeableFloor } from "./reference-position";

export interface StripBar {
  /** Left edge and width in the strip's own units, 0 to 100. */
  readonly x: number;
  readonly width: number;
  /** In [0, 1]: of the tallest bar of the same group; for the column at the minimum, of the whole group. */
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

/** Bars lower than this cannot be seen, and would pass for empty. */
const smallestHeight = 0.05;

const visible = (height: number) => Math.max(smallestHeight, height);

/**
 * Prepares the histogram of one feature for drawing. Every bin is drawn equally wide: the last one also holds
 * the far tail, which would otherwise press all others flat.
 */
export function stripShape(reference: FeatureReference, candidates: number): StripShape {
  const { min, edges, counts, positiveCounts, shareAtMinimum, positivesAtMinimum } = reference;
  const hasSpike = shareAtMinimum >= noticeableFloor;
  const start = hasSpike ? scaleStart : 0;
  const binWidth = (100 - start) / counts.length;

  function bars(group: readonly number[], atMinimum: number): StripBar[] {
    const tallest = Math.max(...group);
    const total = group.reduce((sum, count) => sum + count, atMinimum);
    const spike =
      hasSpike && atMinimum > 0 ? [{ x: 0, width: spikeWidth, height: visible(atMinimum / total) }] : [];
    const bins = group.flatMap((count, bin) =>
      count === 0 ? [] : [{ x: start + bin * binWidth, width: binWidth, height: visible(count / tallest) }],
    );
    return [...spike, ...bins];
  }

  function place(value: number): number {
    if (hasSpike && value <= min) return spikeWidth / 2;
    const upper = edges.findIndex((edge) => edge > value);
    if (upper === -1) return 100;
    if (upper === 0) return start;
    const low = edges[upper - 1] ?? value;
    const high = edges[upper] ?? value;
    return start + (upper - 1 + (value - low) / (high - low)) * binWidth;
  }

  return {
    all: bars(counts, Math.round(shareAtMinimum * candidates)),
    positives: bars(positiveCounts, positivesAtMinimum),
    place,
  };
}
