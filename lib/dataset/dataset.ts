import { featureKeys } from "../features";

/** Rows as published: feature values and what each region was. */
export interface Dataset {
  /** Shape (rows × 6,), row by row, columns in the order of `featureKeys`. */
  readonly values: Float64Array;
  /** Shape (rows,): 1 is a microcalcification, 0 is not. */
  readonly labels: Uint8Array;
}

/**
 * The same rows, each feature vector once. A split made on vectors never has one on both sides; a vector that
 * carries both labels stays one vector with both counts.
 */
export interface Vectors {
  /** Shape (vectors × 6,), in the order of first appearance. */
  readonly values: Float64Array;
  /** Shape (vectors,): rows with this vector that are positive, and that are negative. */
  readonly positives: Int32Array;
  readonly negatives: Int32Array;
}

/** Which vector each row holds, numbered by first appearance; shape (rows,). -0 and 0 are equal. */
export function vectorOfRows({ values, labels }: Dataset): Int32Array {
  const width = featureKeys.length;
  const indexes = new Map<string, number>();
  return Int32Array.from(labels, (_, row) => {
    const key = values.subarray(row * width, (row + 1) * width).join();
    const index = indexes.get(key) ?? indexes.size;
    indexes.set(key, index);
    return index;
  });
}

/** Gathers equal feature vectors, in the numbering of {@link vectorOfRows}. */
export function toVectors(dataset: Dataset): Vectors {
  const width = featureKeys.length;
  const first: number[] = [];
  const positives: number[] = [];
  const negatives: number[] = [];
  vectorOfRows(dataset).forEach((index, row) => {
    if (index === first.length) {
      first.push(row);
      positives.push(0);
      negatives.push(0);
    }
    const counts = dataset.labels[row] === 1 ? positives : negatives;
    counts[index] = (counts[index] ?? 0) + 1;
  });
  const gathered = new Float64Array(first.length * width);
  first.forEach((row, index) => {
    gathered.set(dataset.values.subarray(row * width, (row + 1) * width), index * width);
  });
  return { values: gathered, positives: Int32Array.from(positives), negatives: Int32Array.from(negatives) };
}
