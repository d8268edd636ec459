import { type FeatureKey, featureKeys } from "../features";
import { choleskyFactor, normalScore, unlikelinessOf } from "./copula";
import { quantile } from "./reference";
import { cellOf, patternOf, rangeLevel, ranksOf } from "./support";
import {
  type FeatureRange,
  gridSide,
  type Joint,
  levels,
  quantileSteps,
  type SupportRegion,
} from "./support-region";

const width = featureKeys.length;

/** Share of a feature's values above the minimum that is called rare, at either end. */
const rareShare = 0.001;
/** A pattern with fewer vectors has too few in each cell of a grid to tell a rare one from an ordinary one. */
const fewestVectors = 200;
/** Shares of the training vectors to be called outside, and borderline or worse, each held against the others. */
const budget = { outside: 0.008, borderline: 0.046 };
/** A little less correlation than measured keeps the matrix positive definite, also when its digits are cut. */
const shrinkage = 0.995;

function rangeOf(rows: readonly Float64Array[], column: number): FeatureRange {
  const sorted = Float64Array.from(rows, (row) => row[column] as number).sort();
  const min = sorted[0] as number;
  const max = sorted[sorted.length - 1] as number;
  const above = sorted.filter((value) => value > min);
  const rare = (share: number) => (above.length === 0 ? min : quantile(above, share));
  return {
    feature: featureKeys[column] as FeatureKey,
    min,
    max,
    rareBelow: rare(rareShare),
    rareAbove: rare(1 - rareShare),
  };
}

/** Values that were measured, not means of two: so the many equal ones stay equal to what is looked up. */
function quantilesOf(rows: readonly Float64Array[], column: number): number[] {
  const sorted = Float64Array.from(rows, (row) => row[column] as number).sort();
  return Array.from(
    { length: quantileSteps + 1 },
    // Rounded: no value of a row needs to stand here to the last digit.
    (_, i) =>
      Math.round((sorted[Math.round((i / quantileSteps) * (sorted.length - 1))] as number) * 1e4) / 1e4,
  );
}

/** Pearson's correlation of two columns, shrunk and cut to five digits; 0 where one of them does not vary. */
function correlationOf(scores: readonly Float64Array[], a: number, b: number): number {
  if (a === b) return 1;
  const mean = (column: number) =>
    scores.reduce((sum, row) => sum + (row[column] as number), 0) / scores.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [product, squareA, squareB] = [0, 0, 0];
  for (const row of scores) {
    const [fromA, fromB] = [(row[a] as number) - meanA, (row[b] as number) - meanB];
    product += fromA * fromB;
    squareA += fromA * fromA;
    squareB += fromB * fromB;
  }
  if (!(squareA > 0 && squareB > 0)) return 0;
  // Adding 0 turns -0, which JSON does not keep, into 0.
  return Math.round((1e5 * shrinkage * product) / Math.sqrt(squareA * squareB)) / 1e5 + 0;
}

/** Vectors in each cell and the eight around it. */
function neighboursOf(cells: readonly (readonly [row: number, column: number])[]): Int32Array {
  const counts = new Int32Array(gridSide * gridSide);
  for (const [row, column] of cells) {
    for (let i = Math.max(0, row - 1); i <= Math.min(gridSide - 1, row + 1); i++) {
      for (let j = Math.max(0, column - 1); j <= Math.min(gridSide - 1, column + 1); j++) {
        counts[i * gridSide + j] = (counts[i * gridSide + j] as number) + 1;
      }
    }
  }
  return counts;
}

/** A pattern's vectors before the limits are known: neighbours instead of levels, and each vector's own figures. */
interface Sketch {
  readonly joint: Omit<Joint, "grids">;
  /** One for each pair, shape (gridSide × gridSide,). */
  readonly neighbours: readonly Int32Array[];
  /** Per vector: the fewest other vectors around it in any pair's grid, and its unlikeliness. */
  readonly fewest: Float64Array;
  readonly unlikeliness: Float64Array;
}

/** Neighbours in the grid of each pair of columns, and per vector the fewest others around it in any of them. */
function countNeighbours(ranks: readonly Float64Array[]): Pick<Sketch, "neighbours" | "fewest"> {
  const columns = ranks[0]?.length ?? 0;
  const neighbours: Int32Array[] = [];
  const fewest = new Float64Array(ranks.length).fill(ranks.length);
  for (let a = 0; a < columns; a++) {
    for (let b = a + 1; b < columns; b++) {
      const cells = ranks.map((row) => [cellOf(row[a] as number), cellOf(row[b] as number)] as const);
      const counts = neighboursOf(cells);
      cells.forEach(([i, j], row) => {
        const others = (counts[i * gridSide + j] as number) - 1;
        fewest[row] = Math.min(fewest[row] as number, others);
      });
      neighbours.push(counts);
    }
  }
  return { neighbours, fewest };
}

function sketchOf(pattern: string, rows: readonly Float64Array[]): Sketch {
  const columns = Array.from(featureKeys.keys()).filter((column) => pattern[column] === "0");
  const features = columns.map((column) => featureKeys[column] as FeatureKey);
  const quantiles = columns.map((column) => quantilesOf(rows, column));
  const ranks = rows.map((row) => ranksOf({ features, quantiles }, row));
  const scores = ranks.map((row) => row.map(normalScore));
  const correlation = columns.map((_, a) => columns.map((__, b) => correlationOf(scores, a, b)));
  const factor = choleskyFactor(correlation);
  if (factor === null) throw new Error("A shrunk correlation matrix is positive definite.");
  return {
    joint: { features, quantiles, correlation },
    ...countNeighbours(ranks),
    unlikeliness: Float64Array.from(scores, (row) => unlikelinessOf(factor, row)),
  };
}

/** What decides the limits: one entry for each vector of a pattern with grids. */
interface Member {
  readonly fewest: number;
  readonly unlikeliness: number;
  /** Whether each of its values is inside the feature's range and not rare there. */
  readonly ordinary: boolean;
}

/**
 * Limits at which `allowed` members are called: half of them by having few neighbours, the rest by unlikeliness. A
 * member without any neighbour is called in any case.
 */
function limitsFor(members: readonly Member[], allowed: number) {
  const byNeighbours = Float64Array.from(members, ({ fewest }) => fewest).sort();
  // The first one too many has more neighbours than the limit, and so have its equals.
  const neighbours = Math.max(0, (byNeighbours[Math.max(0, Math.floor(allowed / 2))] ?? 1) - 1);
  const others = members.filter(({ fewest }) => fewest > neighbours);
  const byUnlikeliness = Float64Array.from(others, ({ unlikeliness }) => unlikeliness).sort();
  const left = Math.max(0, Math.floor(allowed) - (members.length - others.length));
  return { neighbours, unlikeliness: byUnlikeliness[Math.max(0, others.length - 1 - left)] ?? 0 };
}

/** What patterns and ranges call borderline by themselves comes off what combinations may call. */
function chooseLimits(members: readonly Member[], vectors: number) {
  const outside = limitsFor(members, budget.outside * vectors);
  const ordinary = members.filter((member) => member.ordinary);
  const borderline = limitsFor(ordinary, budget.borderline * vectors - (vectors - ordinary.length));
  return {
    neighbours: {
      borderline: Math.max(borderline.neighbours, outside.neighbours),
      outside: outside.neighbours,
    },
    unlikeliness: {
      borderline: Math.min(borderline.unlikeliness, outside.unlikeliness),
      outside: outside.unlikeliness,
    },
  };
}

interface Group {
  readonly pattern: string;
  readonly rows: readonly Float64Array[];
  readonly sketch: Sketch | null;
}

/** The vectors by the features at their minimum, the most frequent pattern first. */
function groupByPattern(rows: readonly Float64Array[], ranges: readonly FeatureRange[]): Group[] {
  const groups = new Map<string, Float64Array[]>();
  for (const row of rows) {
    const pattern = patternOf(ranges, row);
    const group = groups.get(pattern) ?? [];
    group.push(row);
    groups.set(pattern, group);
  }
  return [...groups]
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .map(([pattern, group]) => ({
      pattern,
      rows: group,
      sketch: group.length < fewestVectors ? null : sketchOf(pattern, group),
    }));
}

function membersOf({ rows, sketch }: Group, ranges: readonly FeatureRange[]): Member[] {
  if (sketch === null) return [];
  return rows.map((row, i) => ({
    fewest: sketch.fewest[i] as number,
    unlikeliness: sketch.unlikeliness[i] as number,
    ordinary: ranges.every((range, column) => rangeLevel(range, row[column] as number) === levels.inside),
  }));
}

/**
 * What to remember of distinct training vectors, shape (vectors × 6,), at least one; their order does not matter.
 * Limits are set so that, each held against the others, about 0.8 % are called outside and 4.6 % borderline or worse.
 */
export function describeSupport(values: Float64Array): SupportRegion {
  const vectors = values.length / width;
  const rows = Array.from({ length: vectors }, (_, i) => values.subarray(i * width, (i + 1) * width));
  const ranges = featureKeys.map((_, column) => rangeOf(rows, column));
  const groups = groupByPattern(rows, ranges);
  const limits = chooseLimits(
    groups.flatMap((group) => membersOf(group, ranges)),
    vectors,
  );
  const levelOf = (neighbours: number) => {
    if (neighbours <= limits.neighbours.outside) return levels.outside;
    return neighbours <= limits.neighbours.borderline ? levels.borderline : levels.inside;
  };
  return {
    format: "microcalc-support",
    formatVersion: 1,
    vectors,
    ranges,
    patterns: groups.map(({ pattern, rows: { length }, sketch }) => ({
      pattern,
      vectors: length,
      joint: sketch && {
        ...sketch.joint,
        grids: sketch.neighbours.map((counts) => Array.from(counts, levelOf).join("")),
      },
    })),
    ...limits,
  };
}
