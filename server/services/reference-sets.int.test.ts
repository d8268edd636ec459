import { afterEach, beforeEach, expect, test } from "vitest";
import { toVectors } from "../../lib/dataset/dataset";
import type { DatasetFile } from "../dataset/dataset-file";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { aDatasetFile } from "../testing/made-up-file";
import { loadedReferenceSet, loadReferenceSet, unloadReferenceSet } from "./reference-sets";

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const now = new Date("2026-03-20T12:00:00.123Z");
const load = (file: DatasetFile) => loadReferenceSet(database.db, file, now);

function factsOf({ name, dataset }: DatasetFile) {
  return {
    name,
    rows: dataset.labels.length,
    positives: dataset.labels.filter((label) => label === 1).length,
    vectors: toVectors(dataset).positives.length,
    loadedAt: now.toISOString(),
  };
}

async function stored() {
  const rows = await database.db.referenceCase.findMany({ orderBy: [{ setId: "asc" }, { position: "asc" }] });
  return rows.map((row) => ({
    values: [
      row.area,
      row.greyLevel,
      row.gradientStrength,
      row.noiseFluctuation,
      row.contrast,
      row.shapeDescriptor,
    ],
    counts: [row.positives, row.negatives],
  }));
}

function expectedCases({ dataset }: DatasetFile) {
  const { values, positives, negatives } = toVectors(dataset);
  return Array.from(positives, (count, i) => ({
    values: [...values.subarray(6 * i, 6 * i + 6)],
    counts: [count, negatives[i]],
  }));
}

test("a file's vectors are stored with the numbers of their rows, in the file's order, to the last digit", async () => {
  const file = aDatasetFile(2500, 1);
  expect(await load(file)).toEqual({ kind: "loaded", set: factsOf(file), replaced: null });
  expect(await stored()).toEqual(expectedCases(file));
  expect(await loadedReferenceSet(database.db)).toEqual(factsOf(file));
});

test("another file takes the place of the one before, whole", async () => {
  const [first, second] = [aDatasetFile(300, 1), aDatasetFile(200, 2)];
  await load(first);
  expect(await load(second)).toEqual({ kind: "loaded", set: factsOf(second), replaced: factsOf(first) });
  expect(await stored()).toEqual(expectedCases(second));
  expect(await database.db.referenceSet.count()).toBe(1);
});

test("the same rows again change nothing, under another name neither", async () => {
  const file = aDatasetFile(300, 1);
  await load(file);
  const { id } = await database.db.referenceSet.findFirstOrThrow();
  const again = await loadReferenceSet(database.db, { ...file, name: "copy.csv" }, new Date());
  expect(again).toEqual({ kind: "unchanged", set: factsOf(file) });
  expect(await database.db.referenceSet.findMany()).toMatchObject([{ id, name: file.name }]);
});

test("a row that the database refuses leaves the set before in use, whole", async () => {
  const first = aDatasetFile(300, 1);
  await load(first);
  const { dataset, ...second } = aDatasetFile(2500, 2);
  const values = dataset.values.map((value, i) => (i === dataset.values.length - 1 ? 1 / 0 : value));
  await expect(load({ ...second, dataset: { ...dataset, values } })).rejects.toThrow();
  expect(await stored()).toEqual(expectedCases(first));
  expect(await loadedReferenceSet(database.db)).toEqual(factsOf(first));
});

test("files loaded at the same moment follow one another: the last one is in use, nothing is left of the others", async () => {
  const files = [1, 2, 3, 4].map((seed) => aDatasetFile(200, seed));
  const loadings = await Promise.all(files.map(load));
  const replaced = loadings.map((loading) => loading.kind === "loaded" && loading.replaced?.name);
  const last = files.filter(({ name }) => !replaced.includes(name));
  expect(last).toHaveLength(1);
  expect(await stored()).toEqual(expectedCases(last[0] as DatasetFile));
});

test("taken out, no row is left; taken out again, there was nothing; afterwards the same file can be loaded", async () => {
  const file = aDatasetFile(300, 1);
  await load(file);
  expect(await unloadReferenceSet(database.db)).toEqual(factsOf(file));
  expect([await stored(), await database.db.referenceSet.count()]).toEqual([[], 0]);
  expect(await unloadReferenceSet(database.db)).toBeNull();
  expect(await loadedReferenceSet(database.db)).toBeNull();
  expect(await load(file)).toMatchObject({ kind: "loaded" });
});

test("a file with more vectors than can be searched is refused in words, and the set before stays", async () => {
  const first = aDatasetFile(300, 1);
  await load(first);
  const values = Float64Array.from({ length: 6 * 50_001 }, (_, i) => i / 1000);
  const dataset = { values, labels: new Uint8Array(50_001) };
  await expect(load({ ...first, rowsSha256: "00".repeat(32), dataset })).rejects.toThrow(
    "made-up-1.csv has 50001 different vectors, more than the 50000",
  );
  expect(await loadedReferenceSet(database.db)).toEqual(factsOf(first));
});
