import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Features, featureKeys, toVector } from "../lib/features";
import { assess, type Model } from "../lib/model/model";
import { modelMoveSchema } from "../lib/model/moves";
import { modelDetailSchema } from "../lib/model/registry";
import { type Prediction, predictionSchema } from "../lib/prediction";
import { createRandom, type Random } from "../lib/random";
import { createDb, type Db } from "../server/db/client";
import { readModelFiles } from "../server/services/model-files";
import { registerModel } from "../server/services/model-store";
import { anotherModel } from "../server/testing/another-model";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { aBody } from "../server/testing/submission";
import { type App, startApp } from "./app";
import { dataOf, post } from "./procedures";

const connections = 16;
const moves = 8;
/** A process takes a new champion over within this time. */
const takeOverMs = 5000;

let cluster: TestCluster;
let db: Db;
let apps: readonly App[] = [];
/** By version: the shipped model, and one with fewer trees that calls at another operating point. */
const models = new Map<string, Model>();
let [first, second] = ["", ""];

beforeAll(async () => {
  cluster = await createTestCluster();
  const variables = { DATABASE_URL: cluster.url(preparedDatabase) };
  apps = [await startApp({ variables }), await startApp({ variables })];
  db = createDb(cluster.url(preparedDatabase));
  const shipped = (await readModelFiles("data/model")).model;
  const { operatingPoint: inUse, operatingPoints } = shipped.card;
  const operatingPoint = operatingPoints.find(({ name }) => name !== inUse)?.name ?? inUse;
  const other = await anotherModel({ trees: 40, operatingPoint });
  await registerModel(db, other);
  [first, second] = [shipped.card.version, other.model.card.version];
  models.set(first, shipped).set(second, other.model);
});

afterAll(async () => {
  await db.$disconnect();
  for (const app of apps) await app.remove();
  await cluster.remove();
});

const served = async ({ url }: App) =>
  (await dataOf(await post(url, "models.current", undefined), modelDetailSchema)).version;

async function promote({ url }: App, version: string, expectedChampion: string): Promise<void> {
  const reason = "Back and forth, under load.";
  const input = { version, expectedChampion, reason, overruleReason: reason };
  await dataOf(await post(url, "models.promote", input), modelMoveSchema);
}

/** Milliseconds until every process answers with this version. */
async function takenOver(version: string): Promise<number> {
  const begun = performance.now();
  while ((await Promise.all(apps.map(served))).some((one) => one !== version)) {
    if (performance.now() - begun > 2 * takeOverMs) throw new Error(`${version} was not taken over.`);
    await sleep(50);
  }
  return performance.now() - begun;
}

const drawFeatures = (random: Random) =>
  Object.fromEntries(featureKeys.map((key) => [key, -1 + 6 * random()])) as Features;

/** Submits one region after another over one connection, now to one process and now to the other. */
async function submitUntil(isOver: () => boolean, seed: number): Promise<(Prediction | string)[]> {
  const random = createRandom(seed, 16);
  const answers: (Prediction | string)[] = [];
  for (let turn = seed; !isOver(); turn++) {
    const { url } = apps[turn % apps.length] as App;
    const response = await post(url, "predictions.create", aBody({ features: drawFeatures(random) }));
    answers.push(
      response.ok ? await dataOf(response, predictionSchema) : `${response.status} ${await response.text()}`,
    );
  }
  return answers;
}

/** What the version that a prediction names says of its features. */
function recomputed({ modelVersion, features }: Pick<Prediction, "modelVersion" | "features">) {
  const model = models.get(modelVersion);
  if (model === undefined) throw new Error(`Nobody ever promoted ${modelVersion}.`);
  const { rawScore, probability, threshold, label, operatingPoint } = assess(model, toVector(features));
  return { rawScore, probability, threshold, label, operatingPoint };
}

const saidOf = ({
  rawScore,
  probability,
  threshold,
  label,
  operatingPoint,
}: ReturnType<typeof recomputed>) => ({
  ...{ rawScore, probability, threshold, label, operatingPoint },
});

describe("promotion under load, against two processes on one database", () => {
  let answers: Prediction[] = [];
  let failures: string[] = [];
  const waits: number[] = [];

  beforeAll(async () => {
    let isOver = false;
    const submitting = Promise.all(
      Array.from({ length: connections }, (_, connection) => submitUntil(() => isOver, connection)),
    );
    try {
      let champion = first;
      for (let move = 0; move < moves; move++) {
        const next = champion === first ? second : first;
        await promote(apps[move % apps.length] as App, next, champion);
        waits.push(await takenOver(next));
        champion = next;
        await sleep(200);
      }
    } finally {
      isOver = true;
    }
    const all = (await submitting).flat();
    failures = all.filter((one) => typeof one === "string");
    answers = all.filter((one) => typeof one !== "string");
  });

  test("no request fails", () => {
    expect(failures.slice(0, 5)).toEqual([]);
    expect(answers.length).toBeGreaterThan(20 * moves);
  });

  test("both processes answer with the new champion within 5 seconds, every time", () => {
    expect(waits).toHaveLength(moves);
    expect(Math.max(...waits)).toBeLessThan(takeOverMs);
    process.stdout.write(
      `promotion under load: ${answers.length} answers, taken over in at most ${Math.round(Math.max(...waits))} ms\n`,
    );
  });

  test("every answer is, to the last bit, what the version it names says", () => {
    expect(answers.map(saidOf)).toEqual(answers.map(recomputed));
    const versions = new Set(answers.map(({ modelVersion }) => modelVersion));
    expect(versions).toEqual(new Set([first, second]));
  });

  test("every answer is stored once, and every stored row is what its version says", async () => {
    const rows = await db.prediction.findMany();
    expect(rows.map(({ id }) => id).toSorted()).toEqual(answers.map(({ id }) => id).toSorted());
    const stored = rows.map((row) => {
      const features = Object.fromEntries(featureKeys.map((key) => [key, row[key]])) as Features;
      return { ...row, features };
    });
    expect(stored.map(saidOf)).toEqual(stored.map(recomputed));
  });

  test("both processes tell Prometheus of the champion and of no other", async () => {
    const champion = await served(apps[0] as App);
    for (const { metricsUrl } of apps) {
      const lines = (await (await fetch(metricsUrl)).text()).split("\n");
      const info = lines.filter((line) => line.startsWith("microcalc_model_info{"));
      expect(info).toHaveLength(1);
      expect(info[0]).toContain(champion);
    }
  });
});
