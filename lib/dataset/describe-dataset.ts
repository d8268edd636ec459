import { featureKeys } from "../features";
import { describeReference } from "../model/reference";
import { meanRanks, pearson } from "./correlation";
import type { Dataset } from "./dataset";
import type { DatasetProfile } from "./dataset-profile";
import { profileDataset } from "./profile";

const width = featureKeys.length;

/** Four decimals: more than a reader of a correlation can use. */
const rounded = (value: number | null) => (value === null ? null : Math.round(value * 1e4) / 1e4);

const matrixOf = (columns: readonly Float64Array[]) =>
  columns.map((a) => columns.map((b) => rounded(pearson(a, b))));

/** Everything the explorer shows of a file with at least one row. */
export function describeDataset(dataset: Dataset, data: DatasetProfile["data"]): DatasetProfile {
  const columns = featureKeys.map((_, column) =>
    Float64Array.from(dataset.labels, (_label, row) => dataset.values[row * width + column] as number),
  );
  return {
    format: "microcalc-dataset-profile",
    formatVersion: 1,
    data,
    contents: profileDataset(dataset),
    correlations: { pearson: matrixOf(columns), spearman: matrixOf(columns.map(meanRanks)) },
    reference: describeReference(dataset),
  };
}
