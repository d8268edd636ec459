import { type FeatureKey, featureKeys } from "../features";
import { quantile, stratumOf } from "../model/reference";
import { type Stratum, strata } from "../model/stratum";
import { type Dataset, toVectors, type Vectors } from "./dataset";
import { type DatasetContents, profileQuantiles } from "./dataset-profile";

type FeatureProfile = DatasetContents["features"][number];
type StratumProfile = DatasetContents["strata"][number];

const width = featureKeys.length;

function profileFeature({ values, labels }: Dataset, column: number): FeatureProfile {
  const sorted = Float64Array.from(labels, (_, row) => values[row * width + column] as number).sort();
  const smallest = sorted[0] as number;
  const above = sorted.findIndex((value) => value > smallest);
  return {
    feature: featureKeys[column] as FeatureKey,
    quantiles: profileQuantiles.map((q) => quantile(sorted, q)),
    shareAtMinimum: (above === -1 ? sorted.length : above) / sorted.length,
    distinctValues: new Set(sorted).size,
  };
}

function profileStrata({ values, labels }: Dataset, minima: readonly number[]): StratumProfile[] {
  const rows = new Map<Stratum, number>();
  const positives = new Map<Stratum, number>();
  labels.forEach((label, row) => {
    const stratum = stratumOf(minima, values.subarray(row * width, (row + 1) * width));
    rows.set(stratum, (rows.get(stratum) ?? 0) + 1);
    positives.set(stratum, (positives.get(stratum) ?? 0) + label);
  });
  return strata.map((stratum) => ({
    stratum,
    rows: rows.get(stratum) ?? 0,
    positives: positives.get(stratum) ?? 0,
  }));
}

function mostFrequent({ positives, negatives }: Vectors): DatasetContents["mostFrequent"] {
  let most = { rows: 0, positives: 0 };
  positives.forEach((count, vector) => {
    const rows = count + (negatives[vector] as number);
    if (rows > most.rows) most = { rows, positives: count };
  });
  return most;
}

/** Counts, quantiles and strata of a file with at least one row. */
export function profileDataset(dataset: Dataset): DatasetContents {
  const vectors = toVectors(dataset);
  const rows = dataset.labels.length;
  const distinctPositives = vectors.positives.filter((count) => count > 0).length;
  const distinctRows = distinctPositives + vectors.negatives.filter((count) => count > 0).length;
  const features = featureKeys.map((_, column) => profileFeature(dataset, column));
  const minima = features.map(({ quantiles }) => quantiles[0] as number);
  return {
    rows,
    positives: dataset.labels.reduce((sum, label) => sum + label, 0),
    distinctRows,
    distinctPositives,
    distinctVectors: vectors.positives.length,
    repeats: rows - distinctRows,
    vectorsWithBothLabels: distinctRows - vectors.positives.length,
    mostFrequent: mostFrequent(vectors),
    features,
    strata: profileStrata(dataset, minima),
  };
}
