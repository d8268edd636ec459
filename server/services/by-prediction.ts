/** Rows by the prediction they belong to, each as it is to be shown, in the order they come in. */
export function byPrediction<Row extends { readonly predictionId: string }, Shown>(
  rows: readonly Row[],
  show: (row: Row) => Shown,
): ReadonlyMap<string, Shown[]> {
  const found = new Map<string, Shown[]>();
  for (const row of rows) {
    const of = found.get(row.predictionId);
    if (of === undefined) found.set(row.predictionId, [show(row)]);
    else of.push(show(row));
  }
  return found;
}
