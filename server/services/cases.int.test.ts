import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { nearCasesSchema } from "../../lib/cases/nearest-cases";
import { type Dataset, toVectors } from "../../lib/dataset/dataset";
import { type Features, featureKeys, toVector } from "../../lib/features";
import { type DatasetFile, readDatasetFile } from "../dataset/dataset-file";
import { createDb, type Db } from "../db/client";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { datasetFile, datasetMissing } from "../testing/dataset";
import { aDatasetFile } from "../testing/made-up-file";
import { runScript } from "../testing/run-script";
import { aBody } from "../testing/submission";
import { findNearestCases } from "./cases";
import { toDomainError } from "./errors";
import { createReferenceSetReader } from "./reference-set-reader";
import { loadReferenceSet, unloadReferenceSet } from "./reference-sets";

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const { features } = aBody();
const load = (file: DatasetFile) => loadReferenceSet(database.db, file, new Date());

/** What a process asks, with a memory of its own. */
function asker(db: Db = database.db) {
  const referenceSet = createReferenceSetReader(db);
  return (asked: Features = features, limit = 6) =>
    findNearestCases({ referenceSet }, { features: asked, limit });
}

/** The same database, counting how often the cases are read, and doing something before. */
function counted(before: () => Promise<void> = async () => undefined) {
  const readings = { count: 0 };
  const db = database.db.$extends({
    query: {
      referenceCase: {
        findMany: async ({ args, query }) => {
          readings.count += 1;
          await before();
          return await query(args);
        },
      },
    },
  });
  return { readings, db: db as unknown as Db };
}

/** From the definition, over the rows as they stand in the file. */
function bruteForce({ values, labels }: Dataset, asked: Features) {
  const rank = (feature: number, x: number) => {
    const column = Array.from(labels, (_, row) => values[6 * row + feature] as number);
    const halves = column.reduce((sum, other) => sum + (other < x ? 2 : other === x ? 1 : 0), 0);
    return halves / (2 * labels.length);
  };
  const from = toVector(asked);
  const vectors = toVectors({ values, labels });
  return Array.from(vectors.positives, (positives, i) => {
    const vector = vectors.values.subarray(6 * i, 6 * i + 6);
    const squares = featureKeys.map(
      (_, f) => (rank(f, vector[f] as number) - rank(f, from[f] as number)) ** 2,
    );
    const distance = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / 6);
    return { distance, positives, negatives: vectors.negatives[i] as number };
  }).toSorted((a, b) => a.distance - b.distance);
}

test("without a set the answer says so and has no cases", async () => {
  expect(nearCasesSchema.parse(await asker()())).toEqual({
    set: null,
    loadCommand: "npm run data -- load FILE",
    cases: [],
    neighbours: { considered: 0, rows: 0, positives: 0 },
  });
});

test("the nearest of a known set are those of a search over all rows, and so is the summary of 50", async () => {
  const file = aDatasetFile(400, 1);
  await load(file);
  const expected = bruteForce(file.dataset, features);
  const answer = nearCasesSchema.parse(await asker()(features, 20));
  expect(answer.cases.map(({ distance }) => distance)).toEqual(
    expected.slice(0, 20).map(({ distance }) => expect.closeTo(distance, 12)),
  );
  const ofCases = bruteForce(file.dataset, answer.cases[0]?.features as Features)[0];
  expect(answer.cases[0]).toMatchObject({ positives: ofCases?.positives, negatives: ofCases?.negatives });
  // Whoever stands at the 50th place shares it with none beyond, so that the sum is the same whatever the order.
  expect(expected[49]?.distance).not.toBe(expected[50]?.distance);
  const near = expected.slice(0, 50);
  expect(answer.neighbours).toEqual({
    considered: 50,
    rows: near.reduce((sum, { positives, negatives }) => sum + positives + negatives, 0),
    positives: near.reduce((sum, { positives }) => sum + positives, 0),
  });
  expect(answer.set).toMatchObject({
    name: "made-up-1.csv",
    rows: 400,
    vectors: toVectors(file.dataset).positives.length,
  });
});

test("the same question gets the same answer from another process, in the same order, as many as asked for", async () => {
  await load(aDatasetFile(400, 1));
  const other = createDb(database.url);
  const [one, two] = [await asker()(features, 20), await asker(other)(features, 20)];
  await other.$disconnect();
  expect(two).toEqual(one);
  expect((await asker()(features, 3)).cases).toEqual(one.cases.slice(0, 3));
});

test("what another process loads is in use at the next question everywhere, and so is that it was taken out", async () => {
  const other = createDb(database.url);
  const askers = [asker(), asker(other)];
  const names = () => Promise.all(askers.map(async (ask) => (await ask()).set?.name));
  const loadElsewhere = (seed: number) =>
    runScript(`
      import { createDb } from "${process.cwd()}/server/db/client";
      import { loadReferenceSet } from "${process.cwd()}/server/services/reference-sets";
      import { aDatasetFile } from "${process.cwd()}/server/testing/made-up-file";
      loadReferenceSet(createDb(${JSON.stringify(database.url)}), aDatasetFile(300, ${seed}), new Date())
        .then(({ kind }) => process.stdout.write(kind, () => process.exit()));`).output;
  expect(await names()).toEqual([undefined, undefined]);
  expect(await loadElsewhere(1)).toBe("loaded");
  expect(await names()).toEqual(["made-up-1.csv", "made-up-1.csv"]);
  expect(await loadElsewhere(2)).toBe("loaded");
  expect(await names()).toEqual(["made-up-2.csv", "made-up-2.csv"]);
  await unloadReferenceSet(database.db);
  expect(await names()).toEqual([undefined, undefined]);
  await other.$disconnect();
});

test("questions that come together read the cases once, later ones not at all, until another set is loaded", async () => {
  await load(aDatasetFile(300, 1));
  const { readings, db } = counted();
  const ask = asker(db);
  await Promise.all(Array.from({ length: 20 }, () => ask()));
  await ask();
  expect(readings.count).toBe(1);
  await load(aDatasetFile(300, 2));
  expect((await ask()).set?.name).toBe("made-up-2.csv");
  expect(readings.count).toBe(2);
});

test("a set that is replaced while it is read is answered from whole", async () => {
  const file = aDatasetFile(300, 1);
  await load(file);
  const other = new pg.Client({ connectionString: database.url });
  await other.connect();
  await other.query("BEGIN; LOCK TABLE reference_cases IN ACCESS EXCLUSIVE MODE");
  const answer = asker()();
  const waiting =
    "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
  while ((await other.query(waiting)).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await other.query("DELETE FROM reference_sets; COMMIT").finally(() => other.end());
  const { set, cases } = await answer;
  expect(set).toMatchObject({ rows: 300, vectors: toVectors(file.dataset).positives.length });
  expect(cases).toHaveLength(6);
});

test("a set that was replaced after it was found and before it is read gives way to the next", async () => {
  await load(aDatasetFile(300, 1));
  let replacing: Promise<unknown> | null = null;
  const { readings, db } = counted(async () => {
    replacing ??= load(aDatasetFile(200, 2));
    await replacing;
  });
  expect((await asker(db)()).set).toMatchObject({ name: "made-up-2.csv", rows: 200 });
  expect(readings.count).toBe(2);
});

test("a reading that failed is not kept: the next question is answered", async () => {
  await load(aDatasetFile(300, 1));
  const ask = asker();
  await database.db.$executeRaw`ALTER TABLE reference_cases RENAME TO hidden`;
  await expect(ask()).rejects.toThrow();
  await database.db.$executeRaw`ALTER TABLE hidden RENAME TO reference_cases`;
  expect((await ask()).set?.name).toBe("made-up-1.csv");
});

test("a database that is away counts as unavailable", async () => {
  const away = createDb("postgresql://a:b@127.0.0.1:1/c");
  const failure = await asker(away)().catch((error: unknown) => error);
  await away.$disconnect();
  expect(toDomainError(failure)?.name).toBe("DatabaseUnavailableError");
});

test.skipIf(datasetFile === undefined)(
  `of the published rows the 3,329 with all features at their minimum are one case, at 0 from itself (${datasetMissing})`,
  async () => {
    const file = await readDatasetFile(datasetFile ?? "");
    await load(file);
    const smallest = (feature: number) => file.dataset.values.filter((_, i) => i % 6 === feature).sort()[0];
    const lowest = Object.fromEntries(featureKeys.map((key, i) => [key, smallest(i)])) as Features;
    const answer = await asker()(lowest);
    expect(answer.set).toMatchObject({ rows: 11_183, positives: 260, vectors: 7848 });
    expect(answer.cases[0]).toEqual({ features: lowest, positives: 7, negatives: 3322, distance: 0 });
  },
);
