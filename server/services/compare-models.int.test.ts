import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toVector } from "../../lib/features";
import { type ModelComparison, modelComparisonSchema } from "../../lib/model/compare";
import { assess } from "../../lib/model/model";
import type { Outcome, Prediction } from "../../lib/prediction";
import { createRandom } from "../../lib/random";
import { shadowDuty } from "../jobs/shadow";
import { anotherModel } from "../testing/another-model";
import { aCaller } from "../testing/caller";
import { nameChallenger } from "../testing/challenger";
import { aSubmission } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import { compareModels } from "./compare-models";
import { createPrediction } from "./create-prediction";
import { NotFoundError, SameModelError } from "./errors";
import { createModelLoader } from "./model-loader";
import { registerModel } from "./model-store";
import type { ServedModel } from "./models";
import { recordOutcome } from "./outcomes";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
let champion: ServedModel;
let other: ServedModel;
const random = createRandom(23);
const actor = aCaller();

beforeAll(async () => {
  deps = await createTestDependencies();
  champion = deps.models.champion();
  other = await registerModel(deps.db, await anotherModel({ trees: 12, threshold: 0.1 }));
});
afterAll(() => deps.drop());

const compare = async (a: ServedModel, b: ServedModel): Promise<ModelComparison> =>
  modelComparisonSchema.parse(await compareModels(deps, { a: a.card.version, b: b.card.version }));

function predict(count: number, at: Date): Promise<Prediction[]> {
  const features = () => ({ ...aSubmission().features, contrast: random() * 5, area: random() * 3 });
  return Promise.all(
    Array.from({ length: count }, () =>
      createPrediction({ ...deps, now: () => at }, aSubmission({ features: features() })),
    ),
  );
}

describe("compareModels", () => {
  test("refuses a version and itself, and names one that is not registered", async () => {
    const { version } = champion.card;
    await expect(compareModels(deps, { a: version, b: version })).rejects.toBeInstanceOf(SameModelError);
    for (const asked of [
      { a: version, b: "rf-000000000000" },
      { a: "rf-000000000000", b: version },
    ]) {
      await expect(compareModels(deps, asked)).rejects.toBeInstanceOf(NotFoundError);
    }
  });

  test("before the first prediction it says what the cards say, and nothing of agreement or the shadow", async () => {
    const found = await compare(champion, other);
    expect(found.a).toMatchObject({ version: champion.card.version, names: ["champion"] });
    expect(found.b.evaluation).toEqual(other.card.evaluation.distinct);
    expect(found.differences).toContainEqual({ fact: "option", option: "trees", a: 100, b: 12 });
    expect(found.recent).toMatchObject({ predictions: 0, agreement: null });
    expect(found.shadow).toBeNull();
  });

  test("of the newest thousand predictions both say what they would have answered", async () => {
    const now = new Date();
    const [old] = await predict(1, new Date(now.getTime() - 60_000));
    const all = await predict(1000, now);
    const { recent } = await compare(champion, other);
    expect(recent?.predictions).toBe(1000);
    expect(recent?.points).toHaveLength(500);
    const callOf = (model: ServedModel, { features }: Prediction) =>
      assess(model, toVector(features)).label === "calcification";
    const differing = all.filter((one) => callOf(champion, one) !== callOf(other, one));
    expect((recent?.calls.onlyA ?? 0) + (recent?.calls.onlyB ?? 0)).toBe(differing.length);
    expect(recent?.contested).toHaveLength(20);
    for (const { id, probability, features } of recent?.contested ?? []) {
      expect(id).not.toBe(old?.id);
      expect(all.find((one) => one.id === id)?.features).toEqual(features);
      expect(probability.a).toBe(assess(champion, toVector(features)).probability);
      expect(probability.b).toBe(assess(other, toVector(features)).probability);
    }
  });

  test("what was said in the shadow is judged by the latest outcome, on exactly the same predictions", async () => {
    const since = new Date(Date.now() + 60_000);
    const at = (seconds: number) => new Date(since.getTime() + seconds * 1000);
    await nameChallenger(deps.db, other.card.version, since);
    const asked = await predict(90, at(1));
    await shadowDuty({ ...deps, now: () => at(2) }).run(new AbortController().signal);
    await nameChallenger(deps.db, null, at(3));
    await predict(5, at(4));
    const judged: { features: Prediction["features"]; positive: boolean }[] = [];
    for (const [index, { id, features }] of asked.entries()) {
      if (index % 3 === 2) continue;
      const said = async (outcome: Outcome) => recordOutcome(deps, { actor, id, outcome });
      await said(index % 2 === 0 ? "not_calcification" : "calcification");
      if (index % 3 === 1) await said("undetermined");
      else {
        await said(index % 4 === 0 ? "calcification" : "not_calcification");
        judged.push({ features, positive: index % 4 === 0 });
      }
    }
    const { shadow } = await compare(champion, other);
    expect(shadow?.reigns).toEqual([
      { version: other.card.version, from: since.toISOString(), to: at(3).toISOString() },
    ]);
    expect(shadow).toMatchObject({
      predictions: 90,
      judged: judged.length,
      positives: judged.filter(({ positive }) => positive).length,
    });
    const isRight = (model: ServedModel, { features, positive }: (typeof judged)[number]) =>
      (assess(model, toVector(features)).label === "calcification") === positive;
    const only = (one: ServedModel, not: ServedModel) =>
      judged.filter((row) => isRight(one, row) && !isRight(not, row)).length;
    expect(shadow?.onlyARight).toBe(only(champion, other));
    expect(shadow?.onlyBRight).toBe(only(other, champion));
    const turned = await compare(other, champion);
    expect(turned.shadow?.quality).toEqual({ a: shadow?.quality.b, b: shadow?.quality.a });
    expect(turned.shadow?.mcnemar).toBe(shadow?.mcnemar);
  });

  test("a version whose trees cannot be loaded is compared by its card", async () => {
    const broken = "rf-0123456789ab";
    const { card, reference, support } = other;
    await deps.db.modelVersion.create({
      data: {
        version: broken,
        card: { ...card, version: broken },
        reference,
        support,
        forest: new Uint8Array([1]),
      },
    });
    const found = await compareModels(deps, { a: champion.card.version, b: broken });
    expect(found).toMatchObject({ unloadable: [broken], recent: null, b: { version: broken } });
  });
});

describe("the loader", () => {
  test("reads a version once for all who ask, keeps two, and the champion always", async () => {
    const third = await registerModel(deps.db, await anotherModel({ trees: 11, threshold: 0.1 }));
    const fourth = await registerModel(deps.db, await anotherModel({ trees: 10, threshold: 0.1 }));
    const load = createModelLoader(deps.db, deps.models);
    const of = ({ card }: ServedModel) => load(card.version);
    const [first, again] = await Promise.all([of(other), of(other)]);
    expect(again).toBe(first);
    expect(await of(champion)).toBe(champion);
    await of(third);
    expect(await of(other)).toBe(first);
    await of(fourth);
    expect(await of(other)).toBe(first);
    await of(third);
    await of(fourth);
    expect(await of(other)).not.toBe(first);
  });

  test("does not keep a failure", async () => {
    const load = createModelLoader(deps.db, deps.models);
    await expect(load("rf-00000000000a")).rejects.toBeInstanceOf(NotFoundError);
    await expect(load("rf-00000000000a")).rejects.toBeInstanceOf(NotFoundError);
  });
});
