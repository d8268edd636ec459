import type { FeatureReference } from "@/lib/model/card";

/** One bar: where it stands and how much of its group it holds. */
export interface DistributionBar {
  /** Index of the bin; -1 is the bar of the minimum. */
  readonly bin: number;
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** Of the group's rows, in [0, 1]. */
  readonly share: number;
  /** In [0, 1]: for the minimum its share, else of the tallest such bar of either group. */
  readonly height: number;
}

interface GroupDistribution {
  readonly rows: number;
  readonly bars: readonly DistributionBar[];
  /** Share at the minimum, in [0, 1]; `null` of no rows. */
  readonly shareAtMinimum: number | null;
}

export interface Distribution {
  readonly positives: GroupDistribution;
  readonly negatives: GroupDistribution;
  /** Share of its group that the tallest bar beside the minimum holds, in [0, 1]. */
  readonly tallest: number;
}

/** Rows at the minimum and in each bin. */
export interface GroupCounts {
  readonly atMinimum: number;
  readonly counts: readonly number[];
}

const totalOf = ({ atMinimum, counts }: GroupCounts) => counts.reduce((sum, count) => sum + count, atMinimum);

/** The counts of either class: those of the negatives are what the positives leave of all. */
export function countsByClass(reference: FeatureReference, rows: number) {
  const { counts, positiveCounts, positivesAtMinimum } = reference;
  const atMinimum = rows - counts.reduce((sum, count) => sum + count, 0);
  return {
    positives: { atMinimum: positivesAtMinimum, counts: positiveCounts },
    negatives: {
      atMinimum: atMinimum - positivesAtMinimum,
      counts: counts.map((count, bin) => count - (positiveCounts[bin] ?? 0)),
    },
  };
}

function sharesOf(group: GroupCounts): number[] {
  const total = totalOf(group);
  return group.counts.map((count) => (total === 0 ? 0 : count / total));
}

function groupOf(group: GroupCounts, reference: FeatureReference, tallest: number): GroupDistribution {
  const { edges, min } = reference;
  const rows = totalOf(group);
  const shareAtMinimum = rows === 0 ? null : group.atMinimum / rows;
  const minimum: DistributionBar = {
    ...{ bin: -1, from: min, to: min, rows: group.atMinimum },
    ...{ share: shareAtMinimum ?? 0, height: shareAtMinimum ?? 0 },
  };
  const bins = sharesOf(group).map((share, bin): DistributionBar => {
    const [from = min, to = min] = edges.slice(bin, bin + 2);
    const height = tallest === 0 ? 0 : share / tallest;
    return { bin, from, to, rows: group.counts[bin] ?? 0, share, height };
  });
  return { rows, bars: [minimum, ...bins].filter((bar) => bar.rows > 0), shareAtMinimum };
}

/**
 * One feature's distribution in either class, each on the scale of its own class: 2 % of the rows are as visible as
 * 98 %. The minimum, which may hold most of a class, is a bar of its own on a scale from 0 to all.
 */
export function prepareDistribution(reference: FeatureReference, rows: number): Distribution {
  const { positives, negatives } = countsByClass(reference, rows);
  const tallest = Math.max(...sharesOf(positives), ...sharesOf(negatives));
  return {
    positives: groupOf(positives, reference, tallest),
    negatives: groupOf(negatives, reference, tallest),
    tallest,
  };
}

/**
 * The counts of other rows in these bins: each of their bins is taken as evenly filled, and what stands at their
 * minimum is put where that value lies. Shape as the edges' bins; what lies outside is lost.
 */
export function inBinsOf(
  { edges, min }: Pick<FeatureReference, "edges" | "min">,
  other: Pick<FeatureReference, "edges" | "min">,
  group: GroupCounts,
): GroupCounts {
  const counts = new Array<number>(edges.length - 1).fill(0);
  const first = edges[0] ?? 0;
  const add = (bin: number, rows: number) => {
    counts[bin] = (counts[bin] ?? 0) + rows;
  };
  group.counts.forEach((rows, i) => {
    const [low = 0, high = 0] = other.edges.slice(i, i + 2);
    for (let bin = 0; bin < counts.length; bin++) {
      const [from = 0, to = 0] = edges.slice(bin, bin + 2);
      const overlap = Math.min(high, to) - Math.max(low, from);
      if (overlap > 0) add(bin, rows * (overlap / (high - low)));
    }
  });
  const isAtMinimum = other.min <= min || other.min < first;
  if (isAtMinimum) return { atMinimum: group.atMinimum, counts };
  const home = edges.findIndex((edge, i) => edge <= other.min && other.min < (edges[i + 1] ?? edge));
  if (home !== -1) add(home, group.atMinimum);
  return { atMinimum: 0, counts };
}

/** Heights of the outline of other rows over the bars of a distribution; `-1` first, as the bar of the minimum. */
export function outlineHeights(group: GroupCounts, rows: number, tallest: number): Map<number, number> {
  const heights = new Map<number, number>([[-1, rows === 0 ? 0 : group.atMinimum / rows]]);
  group.counts.forEach((count, bin) => {
    heights.set(bin, rows === 0 || tallest === 0 ? 0 : Math.min(1, count / rows / tallest));
  });
  return heights;
}
