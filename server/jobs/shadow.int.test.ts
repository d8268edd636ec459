import pino from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toVector } from "../../lib/features";
import { assess } from "../../lib/model/model";
import { createRandom } from "../../lib/random";
import { createPrediction } from "../services/create-prediction";
import { registerModel } from "../services/model-store";
import type { ServedModel } from "../services/models";
import { exportPredictions, listPredictions, predictionById } from "../services/predictions";
import { anotherModel } from "../testing/another-model";
import { nameChallenger } from "../testing/challenger";
import { runScript } from "../testing/run-script";
import { aSubmission } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import type { Duty } from "./keeper";
import { shadowDuty } from "./shadow";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
let challenger: ServedModel;
const start = Date.UTC(2026, 2, 1, 12);
const at = (seconds: number) => new Date(start + seconds * 1000);
const random = createRandom(5);

beforeEach(async () => {
  deps = await createTestDependencies();
  challenger = await registerModel(deps.db, await anotherModel({ trees: 20, threshold: 0.2 }));
});
afterEach(() => deps.drop());

/** Predictions of as many different candidates, all with one time. */
async function predict(count: number, seconds: number) {
  const features = () => ({ ...aSubmission().features, contrast: random() * 6, area: random() * 3 });
  const now = () => at(seconds);
  return Promise.all(
    Array.from({ length: count }, () =>
      createPrediction({ ...deps, now }, aSubmission({ features: features() })),
    ),
  );
}

const dutyAt = (seconds: number) => shadowDuty({ ...deps, now: () => at(seconds) });
const round = (duty: Duty) => duty.run(new AbortController().signal);

const scored = async (version: string) =>
  (await deps.db.shadowScore.findMany({ where: { modelVersion: version }, select: { predictionId: true } }))
    .map(({ predictionId }) => predictionId)
    .sort();

/** Rounds until nothing more comes. */
async function settle(duty: Duty): Promise<void> {
  let before = -1;
  for (let now = 0; now !== before; now = await deps.db.shadowScore.count()) {
    before = now;
    for (let i = 0; i < 3; i++) await round(duty);
  }
}

const idsOf = (predictions: readonly { readonly id: string }[]) => predictions.map(({ id }) => id).sort();

describe("with a challenger named", () => {
  const version = () => challenger.card.version;

  test("each prediction from then on has its score once, to the last bit what it would have answered", async () => {
    await predict(5, -10);
    await nameChallenger(deps.db, version(), at(0));
    const since = [...(await predict(3, 0)), ...(await predict(20, 7))];
    const duty = dutyAt(8);
    await settle(duty);
    await settle(duty);
    expect(await scored(version())).toEqual(idsOf(since));
    for (const { id, features } of since) {
      const stored = await deps.db.shadowScore.findUniqueOrThrow({
        where: { modelVersion_predictionId: { modelVersion: version(), predictionId: id } },
      });
      const { rawScore, probability, threshold, label } = assess(challenger, toVector(features));
      expect(stored).toMatchObject({ rawScore, probability, threshold, label });
    }
    expect((await deps.metrics.shadowScores.get()).values[0]?.value).toBe(since.length);
  });

  test("more than one step holds are scored, many of one and the same time", async () => {
    await nameChallenger(deps.db, version(), at(0));
    const all = [...(await predict(1100, 1)), ...(await predict(150, 2))];
    await settle(dutyAt(3));
    expect(await scored(version())).toEqual(idsOf(all));
  });

  test("one stored late with a time before the newest is scored in the next round", async () => {
    await nameChallenger(deps.db, version(), at(0));
    const duty = dutyAt(60);
    const first = await predict(2, 60);
    await settle(duty);
    const late = await predict(2, 50);
    await round(duty);
    expect(await scored(version())).toEqual(idsOf([...first, ...late]));
  });

  test("one from a clock far ahead does not lead past the others", async () => {
    await nameChallenger(deps.db, version(), at(0));
    const duty = dutyAt(60);
    const ahead = await predict(1, 7200);
    await settle(duty);
    const usual = await predict(2, 59);
    await round(duty);
    expect(await scored(version())).toEqual(idsOf([...ahead, ...usual]));
  });

  test("one with a time long past, but within the reign, is found when all are gone through again", async () => {
    await nameChallenger(deps.db, version(), at(0));
    let seconds = 3600;
    const duty = shadowDuty({ ...deps, now: () => at(seconds) });
    const first = await predict(2, 3600);
    await settle(duty);
    const old = await predict(2, 30);
    await settle(duty);
    expect(await scored(version())).toEqual(idsOf(first));
    seconds += 601;
    await settle(duty);
    expect(await scored(version())).toEqual(idsOf([...first, ...old]));
  });

  test("what it answered itself as champion is not scored again", async () => {
    await nameChallenger(deps.db, deps.models.champion().card.version, at(0));
    await predict(4, 5);
    await settle(dutyAt(6));
    expect(await deps.db.shadowScore.count()).toBe(0);
  });

  test("nobody who asks for a prediction sees anything of it", async () => {
    await nameChallenger(deps.db, version(), at(0));
    const [prediction] = await predict(1, 5);
    const id = prediction?.id ?? "";
    const exported = async () => {
      const batches = [];
      for await (const batch of exportPredictions(deps, {})) batches.push(batch);
      return batches;
    };
    const seen = async () =>
      JSON.stringify([
        await predictionById(deps, id),
        await listPredictions(deps, { limit: 5 }),
        await exported(),
      ]);
    const before = await seen();
    await settle(dutyAt(6));
    expect(await scored(version())).toEqual([id]);
    expect(await seen()).toBe(before);
    expect(before).not.toContain(version());
  });
});

describe("a challenger changed half-way", () => {
  test("each scores what was asked while it was named, the first one the rest of its time too", async () => {
    const second = await registerModel(deps.db, await anotherModel({ trees: 10, threshold: 0.3 }));
    await nameChallenger(deps.db, challenger.card.version, at(0));
    const duty = dutyAt(100);
    const early = await predict(3, 5);
    await settle(duty);
    const unseen = await predict(3, 9);
    await nameChallenger(deps.db, second.card.version, at(10));
    const afterwards = await predict(3, 11);
    const fresh = dutyAt(100);
    await settle(fresh);
    await nameChallenger(deps.db, null, at(20));
    await predict(3, 21);
    await settle(fresh);
    expect(await scored(challenger.card.version)).toEqual(idsOf([...early, ...unseen]));
    expect(await scored(second.card.version)).toEqual(idsOf(afterwards));
  });

  test("the first one finishes under the same keeper, once nothing of its time can still come", async () => {
    const second = await registerModel(deps.db, await anotherModel({ trees: 10, threshold: 0.3 }));
    await nameChallenger(deps.db, challenger.card.version, at(0));
    let seconds = 10;
    const duty = shadowDuty({ ...deps, now: () => at(seconds) });
    await settle(duty);
    const unseen = await predict(3, 9);
    await nameChallenger(deps.db, second.card.version, at(10));
    seconds = 40;
    await settle(duty);
    expect(await scored(challenger.card.version)).toEqual(idsOf(unseen));
  });
});

describe("a keeper that ends in the middle", () => {
  test("told to stop, it leaves whole steps, and the next one does the rest", async () => {
    await nameChallenger(deps.db, challenger.card.version, at(0));
    const all = await predict(1100, 1);
    const stopping = new AbortController();
    const running = dutyAt(2).run(stopping.signal);
    stopping.abort();
    await running;
    const soFar = await deps.db.shadowScore.count();
    expect(soFar).toBeLessThan(all.length);
    await settle(dutyAt(2));
    expect(await scored(challenger.card.version)).toEqual(idsOf(all));
  });

  test("killed without notice, it has lost nothing, and nothing is there twice", async () => {
    await nameChallenger(deps.db, challenger.card.version, at(0));
    const all = await predict(1600, 1);
    const script = runScript(`
      import { shadowDuty } from "./server/jobs/shadow.ts";
      import { createDb } from "./server/db/client.ts";
      import { createLog } from "./server/observability/log.ts";
      import { createMetrics } from "./server/observability/create-metrics.ts";
      import { loadModel } from "./server/services/model-store.ts";
      const db = createDb(${JSON.stringify(deps.url)});
      const loadVersion = (version) => loadModel(db, version);
      const now = () => new Date(${at(2).getTime()});
      const duty = shadowDuty({ db, loadVersion, metrics: createMetrics(), log: createLog("silent"), now });
      for (;;) await duty.run(new AbortController().signal);`);
    await expect.poll(() => deps.db.shadowScore.count(), { timeout: 30_000, interval: 1 }).toBeGreaterThan(0);
    script.kill();
    await script.exitCode;
    await settle(dutyAt(2));
    expect(await scored(challenger.card.version)).toEqual(idsOf(all));
  });
});

test("a challenger that cannot be loaded is told of once, answers go on, and the next one scores", async () => {
  const broken = "rf-0123456789ab";
  const { card, reference, support } = challenger;
  await deps.db.modelVersion.create({
    data: { version: broken, card, reference, support, forest: new Uint8Array([1, 2, 3]) },
  });
  await nameChallenger(deps.db, broken, at(0));
  const lines: string[] = [];
  const log = pino({ level: "warn" }, { write: (line: string) => void lines.push(line) });
  const duty = shadowDuty({ ...deps, log, now: () => at(6) });
  expect(await predict(3, 5)).toHaveLength(3);
  await settle(duty);
  await settle(duty);
  expect(await deps.db.shadowScore.count()).toBe(0);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(broken);
  await nameChallenger(deps.db, challenger.card.version, at(6));
  const next = await predict(2, 6);
  await settle(duty);
  expect(await scored(challenger.card.version)).toEqual(idsOf(next));
});
