/** Pearson's correlation of two columns of one length, in [-1, 1]; `null` where either does not vary. */
export function pearson(a: Float64Array, b: Float64Array): number | null {
  const meanA = mean(a);
  const meanB = mean(b);
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    const da = value - meanA;
    const db = (b[i] as number) - meanB;
    ab += da * db;
    aa += da * da;
    bb += db * db;
  });
  if (aa === 0 || bb === 0) return null;
  return Math.min(1, Math.max(-1, ab / Math.sqrt(aa * bb)));
}

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Ranks from 1; equal values share the mean of their ranks. Spearman's correlation is Pearson's of these. */
export function meanRanks(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to++;
    for (let i = from; i < to; i++) ranks[order[i] as number] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}
