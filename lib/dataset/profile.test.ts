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

test("how often vectors are found, and where labels conflict, is told in counts", () => {
  const { multiplicities, conflicts } = profileDataset(small);
  expect(multiplicities.filter(({ vectors }) => vectors > 0)).toEqual([
    { from: 1, to: 1, vectors: 4, rows: 4, positives: 2 },
    { from: 3, to: 5, vectors: 1, rows: 3, positives: 1 },
  ]);
  expect(conflicts).toEqual({ rows: 3, positives: 1, misjudged: 1, largest: [{ rows: 3, positives: 1 }] });
});

test("the largest ten conflicts are listed, the most frequent first, and all are counted", () => {
  // Vector i is found 2 + i times, once as a positive.
  const groups = Array.from({ length: 12 }, (_, i) => i);
  const values = groups.flatMap((i) => Array.from({ length: 2 + i }, () => [i, 0, 0, 0, 0, 0])).flat();
  const labels = groups.flatMap((i) => Array.from({ length: 2 + i }, (_, row) => (row === 0 ? 1 : 0)));
  const { conflicts } = profileDataset({
    values: Float64Array.from(values),
    labels: Uint8Array.from(labels),
  });
  expect(conflicts).toMatchObject({ rows: 90, positives: 12, misjudged: 12 });
  expect(conflicts.largest.map(({ rows }) => rows)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4]);
});

test("a class has quantiles from 20 rows on: those of fewer would be the rows themselves", () => {
  const withPositives = (positives: number) =>
    profileDataset({
      values: Float64Array.from(Array.from({ length: 40 }, (_, i) => [i, 0, 0, 0, 0, 0]).flat()),
      labels: Uint8Array.from({ length: 40 }, (_, i) => (i < positives ? 1 : 0)),
    }).features[0]?.quantilesByClass;
  expect(withPositives(19)).toMatchObject({ positives: null });
  const told = withPositives(20);
  expect(told?.positives?.map((value) => Number(value.toFixed(9)))).toEqual([0.95, 4.75, 9.5, 14.25, 18.05]);
  expect(told?.negatives?.[2]).toBe(29.5);
});

test("separation counts a repeated pair of vector and label once among the distinct ones", () => {
  const [area] = profileDataset(small).features;
  // All rows: positives 0, 1, 2, negatives 0, 0, 4, 3. Distinct: the 0 of the negatives once.
  expect(area?.separation.all?.value).toBeCloseTo(5 / 12, 12);
  expect(area?.separation.distinct?.value).toBeCloseTo(2.5 / 9, 12);
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
      conflicts: { rows: 3329, positives: 7, misjudged: 7 },
    });
    // scikit-learn's roc_auc_score of each column, over all rows.
    const areas = [0.754405, 0.631206, 0.432506, 0.873847, 0.843566, 0.838916];
    profile.features.forEach(({ separation }, i) => {
      expect(separation.all?.value).toBeCloseTo(areas[i] ?? Number.NaN, 6);
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
