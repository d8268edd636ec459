import { readFileSync } from "node:fs";
import { readDataset } from "../lib/dataset/read";
import { features } from "../lib/features";
import { createRandom, shuffled } from "../lib/random";
import { datasetFile } from "../server/testing/dataset";

export const width = features.length;

export interface ForestRows {
  readonly source: string;
  /** Shape (rows × 6,), row by row. */
  readonly values: Float64Array;
  /** 0 or 1 for each row. */
  readonly labels: readonly number[];
}

/** Rows of the published file, in an order that says nothing. */
function publishedRows(file: string, count: number): ForestRows {
  const { values, labels } = readDataset(readFileSync(file, "utf8"), "mammography.csv");
  const chosen = shuffled(Array.from(labels.keys()), createRandom(42)).slice(0, count);
  return {
    source: "published rows",
    values: Float64Array.from(chosen.flatMap((row) => [...values.subarray(row * width, (row + 1) * width)])),
    labels: chosen.map((row) => (labels[row] === 1 ? 1 : 0)),
  };
}

/** Rows between the features' extremes, many of them at the minimum as in the data; rare positives far out. */
function drawnRows(count: number): ForestRows {
  const random = createRandom(42);
  const values = Float64Array.from({ length: count * width }, (_, i) => {
    const [min, max] = features[i % width]?.referenceRange ?? [0, 1];
    return random() < 0.4 ? min : min + random() ** 4 * (max - min);
  });
  const labels = Array.from({ length: count }, (_, row) =>
    (values[row * width + 2] as number) > 8 && random() < 0.4 ? 1 : 0,
  );
  return { source: "drawn rows", values, labels };
}

/** Rows to measure on: the published ones where they have been obtained, else drawn ones. */
export const forestRows = (count: number): ForestRows =>
  datasetFile === undefined ? drawnRows(count) : publishedRows(datasetFile, count);

/** Each row alone, a copy. */
export const rowsOf = (values: Float64Array): Float64Array[] =>
  Array.from({ length: values.length / width }, (_, i) => values.slice(i * width, (i + 1) * width));
