import { expect, test } from "vitest";
import { readDatasetFile } from "../../server/dataset/dataset-file";
import { datasetFile, datasetMissing } from "../../server/testing/dataset";
import { profileDataset } from "./profile";

const floor = [0, 0, 0, 0, 0, 0];
const small = {
  values: Float64Array.from([
    ...floor,
    ...floor,
    ...floor,
    ...[4, 1, 1, 0, 0, 0],
    ...[1, 1, 1, 1, 0, 1],
    ...[2, 1, 1, 1, 1, 1],
    ...[3, 0, 1, 1, 1, 1],
  ]),
  labels: Uint8Array.of(0, 1, 0, 0, 1, 1, 0),
};

test("a file of seven rows has the counts, quantiles and strata one finds by hand", () => {
  const profile = profileDataset(small);
  expect(profile).toMatchObject({
    rows: 7,
    positives: 3,
    distinctRows: 6,
    distinctPositives: 3,
    distinctVectors: 5,
    repeats: 1,
    vectorsWithBothLabels: 1,
    mostFrequent: { rows: 3, positives: 1 },
  });
  expect(profile.features[0]).toMatchObject({ feature: "area", shareAtMinimum: 3 / 7, distinctValues: 5 });
  // Sorted: 0 0 0 1 2 3 4. The 0.75 quantile stands at 4.5, between 2 and 3; the 0.99 one at 5.94.
  const quantiles = [0, 0, 0, 1, 2.5, 3.94, 4];
  profile.features[0]?.quantiles.forEach((value, i) => {
    expect(value).toBeCloseTo(quantiles[i] ?? Number.NaN, 12);
  });
  expect(profile.strata).toEqual([
    { stratum: "all_at_minimum", rows: 3, positives: 1 },
    { stratum: "last_three_at_minimum", rows: 1, positives: 0 },
    { stratum: "contrast_at_minimum", rows: 1, positives: 1 },
    { stratum: "none_at_minimum", rows: 1, positives: 1 },
    { stratum: "mixed", rows: 1, positives: 0 },
  ]);
});

test("a file whose values are all equal has every row at the minimum", () => {
  const profile = profileDataset({ values: new Float64Array(12), labels: Uint8Array.of(1, 1) });
  expect(profile.features.every(({ shareAtMinimum }) => shareAtMinimum === 1)).toBe(true);
  expect(profile).toMatchObject({ distinctVectors: 1, repeats: 1, vectorsWithBothLabels: 0 });
});

test.skipIf(datasetFile === undefined)(
  `the published file has the counts its card states (${datasetMissing})`,
  async () => {
    const { dataset } = await readDatasetFile(datasetFile ?? "");
    const profile = profileDataset(dataset);
    expect(profile).toMatchObject({
      rows: 11_183,
      positives: 260,
      distinctRows: 7849,
      distinctPositives: 254,
      distinctVectors: 7848,
      repeats: 3334,
      vectorsWithBothLabels: 1,
      mostFrequent: { rows: 3329, positives: 7 },
    });
    expect(profile.strata.map(({ rows, positives }) => [rows, positives])).toEqual([
      [3329, 7],
      [2388, 15],
      [2704, 35],
      [2660, 200],
      [102, 3],
    ]);
  },
);
