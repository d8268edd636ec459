/**
 * Pearson's correlation of two columns of one length, in [-1, 1]; `null` where either does not vary. Values whose
 * squares would be too small or too large for a number are no exception.
 */
export function pearson(a: Float64Array, b: Float64Array): number | null {
  if (!varies(a) || !varies(b)) return null;
  const [da, db] = [deviations(a), deviations(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < da.length; i++) {
    const x = da[i] as number;
    const y = db[i] as number;
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return Math.min(1, Math.max(-1, ab / Math.sqrt(aa * bb)));
}

/** Asked of the values, not of their deviations: the mean of equal values need not equal them. */
const varies = (values: Float64Array) => values.some((value) => value !== values[0]);

/** Deviations from the mean, in units of the largest; of values that vary. */
function deviations(values: Float64Array): Float64Array {
  let [sum, largest] = [0, 0];
  for (const value of values) sum += value / values.length;
  for (const value of values) largest = Math.max(largest, Math.abs(value - sum));
  return values.map((value) => (value - sum) / largest);
}

/** Ranks from 1; equal values share the mean of their ranks. Spearman's correlation is Pearson's of these. */
export function meanRanks(values: Float64Array): Float64Array {
  const sorted = Float64Array.from(values).sort();
  const rankOf = new Map<number, number>();
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to] === sorted[from]) to++;
    rankOf.set(sorted[from] as number, (from + to + 1) / 2);
    from = to;
  }
  return values.map((value) => rankOf.get(value) as number);
}
