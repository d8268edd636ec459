import { type FeatureKey, featureKeys } from "../features";
import { quantile, stratumOf } from "../model/reference";
import { type Stratum, strata } from "../model/stratum";
import { type Dataset, toVectors, type Vectors } from "./dataset";
import { classQuantiles, profileQuantiles } from "./dataset-limits";
import { type DatasetContents, rowsForQuantiles } from "./dataset-profile";
import { conflictsOf, mostFrequent, multiplicities } from "./repeats";
import { separation } from "./separation";

type FeatureProfile = DatasetContents["features"][number];
type StratumProfile = DatasetContents["strata"][number];

const width = featureKeys.length;

const columnOf = ({ values, labels }: Dataset, column: number) =>
  Float64Array.from(labels, (_, row) => values[row * width + column] as number);

const positivesOf = ({ labels }: Dataset) => labels.reduce((sum, label) => sum + label, 0);

/** A class's quantiles, unless it has so few rows that they would be the rows' own values. */
function quantilesOf(values: Float64Array): number[] | null {
  if (values.length < rowsForQuantiles) return null;
  const sorted = Float64Array.from(values).sort();
  return classQuantiles.map((q) => quantile(sorted, q));
}

function profileFeature(dataset: Dataset, distinct: Dataset, column: number): FeatureProfile {
  const { labels } = dataset;
  const values = columnOf(dataset, column);
  const sorted = Float64Array.from(values).sort();
  const smallest = sorted[0] as number;
  const above = sorted.findIndex((value) => value > smallest);
  return {
    feature: featureKeys[column] as FeatureKey,
    quantiles: profileQuantiles.map((q) => quantile(sorted, q)),
    shareAtMinimum: (above === -1 ? sorted.length : above) / sorted.length,
    distinctValues: new Set(sorted).size,
    quantilesByClass: {
      positives: quantilesOf(values.filter((_, row) => labels[row] === 1)),
      negatives: quantilesOf(values.filter((_, row) => labels[row] === 0)),
    },
    separation: {
      all: separation(values, labels),
      distinct: separation(columnOf(distinct, column), distinct.labels),
    },
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

/** Each pair of vector and label once. */
function distinctOf({ values, positives, negatives }: Vectors): Dataset {
  const distinct: number[] = [];
  const labels: number[] = [];
  positives.forEach((count, vector) => {
    const found = [...(count > 0 ? [1] : []), ...((negatives[vector] as number) > 0 ? [0] : [])];
    for (const label of found) {
      for (let column = 0; column < width; column++) distinct.push(values[vector * width + column] as number);
      labels.push(label);
    }
  });
  return { values: Float64Array.from(distinct), labels: Uint8Array.from(labels) };
}

/** Counts, quantiles and strata of a file with at least one row. */
export function profileDataset(dataset: Dataset): DatasetContents {
  const vectors = toVectors(dataset);
  const rows = dataset.labels.length;
  const distinct = distinctOf(vectors);
  const distinctRows = distinct.labels.length;
  const features = featureKeys.map((_, column) => profileFeature(dataset, distinct, column));
  const minima = features.map(({ quantiles }) => quantiles[0] as number);
  return {
    rows,
    positives: positivesOf(dataset),
    distinctRows,
    distinctPositives: positivesOf(distinct),
    distinctVectors: vectors.positives.length,
    repeats: rows - distinctRows,
    vectorsWithBothLabels: distinctRows - vectors.positives.length,
    mostFrequent: mostFrequent(vectors),
    multiplicities: multiplicities(vectors),
    conflicts: conflictsOf(vectors),
    features,
    strata: profileStrata(dataset, minima),
  };
}
