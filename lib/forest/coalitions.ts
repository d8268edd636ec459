/**
 * Sums over leaves, by which columns a leaf's path tests and which of those are known: one cell for every way to call
 * each column untested, unknown or known. Cell numbers are ternary, digit j for column j: 0 untested, 1 tested but
 * unknown, 2 tested and known. So the cell of tested columns U and known ones K within U is
 * `digits(U) + digits(K)`.
 */
export interface Coalitions {
  readonly featureCount: number;
  /** Shape (2^features,): what a set of columns, one bit each, adds to a cell's number. */
  readonly digits: Int32Array;
  /** Shape (2^features + 1,): where in `columns`, and in `subsetDigits`, the lists of a set begin. */
  readonly columnStart: Int32Array;
  readonly subsetStart: Int32Array;
  /** The columns of every set, rising. */
  readonly columns: Uint8Array;
  /** `digits` of all subsets of every set: subset i has the set's k-th column where bit k of i is set. */
  readonly subsetDigits: Int32Array;
}

/** The tables for a number of features, 3^features numbers in all. */
export function coalitionsOf(featureCount: number): Coalitions {
  const sets = Array.from({ length: 1 << featureCount }, (_, set) => set);
  const digits = Int32Array.from(sets, (set) => Number.parseInt(set.toString(2), 3));
  const columnStart = [0];
  const subsetStart = [0];
  const columns: number[] = [];
  const subsetDigits: number[] = [];
  for (const set of sets) {
    const members = Array.from({ length: featureCount }, (_, column) => column).filter((j) => (set >> j) & 1);
    for (const column of members) columns.push(column);
    for (let subset = 0; subset < 1 << members.length; subset++) {
      const chosen = members.filter((_, k) => (subset >> k) & 1);
      subsetDigits.push(chosen.reduce((sum, column) => sum + (digits[1 << column] as number), 0));
    }
    columnStart.push(columns.length);
    subsetStart.push(subsetDigits.length);
  }
  return {
    featureCount,
    digits,
    columnStart: Int32Array.from(columnStart),
    subsetStart: Int32Array.from(subsetStart),
    columns: Uint8Array.from(columns),
    subsetDigits: Int32Array.from(subsetDigits),
  };
}

/**
 * The sum for every coalition, shape (2^features,), from cells of shape (3^features,): a cell counts for the
 * coalitions that agree with it on which tested columns are known. One column after the other, its three digits
 * become two bits.
 */
export function sumByCoalition(cells: Float64Array, featureCount: number): Float64Array {
  let from = cells;
  let to = from;
  for (let column = 0, size = 1; column < featureCount; column++, size *= 2) {
    to = new Float64Array((from.length / 3) * 2);
    for (let read = 0, write = 0; read < from.length; read += 3 * size, write += 2 * size) {
      for (let i = 0; i < size; i++) {
        const untested = from[read + i] as number;
        to[write + i] = untested + (from[read + size + i] as number);
        to[write + size + i] = untested + (from[read + 2 * size + i] as number);
      }
    }
    from = to;
  }
  return to;
}
