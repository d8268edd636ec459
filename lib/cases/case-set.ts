import type { Vectors } from "../dataset/dataset";
import { featureKeys } from "../features";

const width = featureKeys.length;

/** One feature as the rows of a set rank it. */
interface Scale {
  /** The values that occur, each once, ascending. */
  readonly values: Float64Array;
  /** Shape (values + 1,): rows below each of them; the last entry is all rows. */
  readonly rowsBelow: Float64Array;
}

/** Known candidates, prepared for being searched. */
export interface CaseSet {
  readonly vectors: Vectors;
  readonly rows: number;
  readonly positives: number;
  /** One for each feature, in the order of `featureKeys`. */
  readonly scales: readonly Scale[];
  /** Shape (vectors × 6,): each value's mid-rank, doubled; whole numbers from 1 to 2 × rows - 1. */
  readonly doubledRanks: Float64Array;
}

/** One vector of a set, seen from somewhere. */
export interface Neighbour {
  /** Of the vector in the set. */
  readonly index: number;
  /** In [0, 1]. */
  readonly distance: number;
}

function toScale({ values, positives, negatives }: Vectors, feature: number): Scale {
  const rowsOf = new Map<number, number>();
  for (let vector = 0; vector < positives.length; vector++) {
    const value = values[vector * width + feature] as number;
    const rows = (positives[vector] as number) + (negatives[vector] as number);
    rowsOf.set(value, (rowsOf.get(value) ?? 0) + rows);
  }
  const ascending = Float64Array.from(rowsOf.keys()).sort();
  const rowsBelow = new Float64Array(ascending.length + 1);
  ascending.forEach((value, i) => {
    rowsBelow[i + 1] = (rowsBelow[i] as number) + (rowsOf.get(value) ?? 0);
  });
  return { values: ascending, rowsBelow };
}

/** Index of the first value that is not below the one asked for; the number of values where all are. */
function firstNotBelow(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows below and rows not above: twice the mid-rank, a whole number from 0 to 2 × rows. */
function doubledRank({ values, rowsBelow }: Scale, value: number): number {
  const at = firstNotBelow(values, value);
  const below = rowsBelow[at] as number;
  const upTo = values[at] === value ? (rowsBelow[at + 1] as number) : below;
  return below + upTo;
}

const sum = (counts: Int32Array) => counts.reduce((total, count) => total + count, 0);

/** Ranks every value of every feature among the set's rows, once; at least one vector, all values finite. */
export function toCaseSet(vectors: Vectors): CaseSet {
  const scales = featureKeys.map((_, feature) => toScale(vectors, feature));
  const doubledRanks = vectors.values.map((value, i) => doubledRank(scales[i % width] as Scale, value));
  const positives = sum(vectors.positives);
  return { vectors, rows: positives + sum(vectors.negatives), positives, scales, doubledRanks };
}

/** Whole numbers, hence exact: what is equally far stays so. */
function squaredDistance(doubledRanks: Float64Array, vector: number, from: Float64Array): number {
  let total = 0;
  for (let feature = 0; feature < width; feature++) {
    const difference = (doubledRanks[vector * width + feature] as number) - (from[feature] as number);
    total += difference * difference;
  }
  return total;
}

interface Smallest {
  meet(number: number, place: number): void;
  list(): { readonly number: number; readonly place: number }[];
}

/** Keeps the `count` smallest numbers it meets, ascending, and where they were met; of equal ones the first. */
function keepSmallest(count: number): Smallest {
  const numbers = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const places = new Int32Array(count);
  return {
    meet: (number, place) => {
      let at = count - 1;
      if (number >= (numbers[at] as number)) return;
      for (; at > 0 && (numbers[at - 1] as number) > number; at--) {
        numbers[at] = numbers[at - 1] as number;
        places[at] = places[at - 1] as number;
      }
      numbers[at] = number;
      places[at] = place;
    },
    list: () => Array.from(numbers, (number, i) => ({ number, place: places[i] as number })),
  };
}

/**
 * The set's vectors nearest to a candidate, shape (6,), nearest first; at one distance the one that stands first in
 * the set. `count`, at least 1, of them, or all where the set has fewer.
 *
 * The distance is the root mean square, over the six features, of the difference between the two vectors' mid-rank
 * percentiles among the set's rows: 0 for equal vectors and for these alone, towards 1 when every feature of one
 * stands at the bottom and of the other at the top. Ranks instead of values, so that the few far values of a heavy
 * tail do not decide for all. The other side of it: beyond the set's range all values rank alike, so a candidate far
 * outside is no further away than one just outside.
 */
export function nearestCases(set: CaseSet, vector: Float64Array, count: number): Neighbour[] {
  const from = vector.map((value, feature) => doubledRank(set.scales[feature] as Scale, value));
  const size = set.vectors.positives.length;
  const smallest = keepSmallest(Math.min(count, size));
  for (let index = 0; index < size; index++) {
    smallest.meet(squaredDistance(set.doubledRanks, index, from), index);
  }
  return smallest
    .list()
    .map(({ number, place }) => ({ index: place, distance: Math.sqrt(number / width) / (2 * set.rows) }));
}
