/** Rows to grow trees on, each column sorted once for all trees. */
export interface TrainingRows {
  readonly rows: number;
  readonly columns: number;
  /** Shape (columns × rows,), column by column. */
  readonly values: Float64Array;
  /** Shape (rows,): 1 is positive, 0 is not. */
  readonly labels: Uint8Array;
  /** Shape (columns × rows,): for each column the rows by rising value, equal ones in their own order. */
  readonly order: Int32Array;
}

/** Sorts the columns of `values`, shape (rows × columns,) row by row. O(columns × rows × log rows). */
export function sortRows(values: Float64Array, labels: Uint8Array): TrainingRows {
  const rows = labels.length;
  const columns = rows === 0 ? 0 : values.length / rows;
  const byColumn = new Float64Array(values.length);
  const order = new Int32Array(values.length);
  for (let column = 0; column < columns; column++) {
    const own = byColumn.subarray(column * rows, (column + 1) * rows);
    const sorted = order.subarray(column * rows, (column + 1) * rows);
    for (let row = 0; row < rows; row++) {
      own[row] = values[row * columns + column] as number;
      sorted[row] = row;
    }
    sorted.sort((a, b) => (own[a] as number) - (own[b] as number) || a - b);
  }
  return { rows, columns, values: byColumn, labels, order };
}
