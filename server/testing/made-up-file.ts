import { featureKeys } from "../../lib/features";
import { createRandom } from "../../lib/random";
import { type DatasetFile, parseDatasetBytes } from "../dataset/dataset-file";

/** A file of rows that exist nowhere: values on a coarse grid, so that vectors repeat and ranks are shared. */
export function madeUpFileText(rows: number, seed: number): string {
  const random = createRandom(seed);
  const lines = Array.from({ length: rows }, () => {
    const values = featureKeys.map(() => Math.floor(random() * 3) / 3 - 0.5);
    return [...values, random() < 0.2 ? 1 : -1].join(",");
  });
  return `${lines.join("\n")}\n`;
}

/** The same as the program reads it. */
export function aDatasetFile(rows: number, seed: number): DatasetFile {
  return parseDatasetBytes(Buffer.from(madeUpFileText(rows, seed)), `made-up-${seed}.csv`);
}
