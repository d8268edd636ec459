import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toVector } from "../../lib/features";
import { assess } from "../../lib/model/model";
import { aCaller } from "../testing/caller";
import { aSubmission } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import { createPrediction } from "./create-prediction";
import { IdempotencyConflictError } from "./errors";
import { predictionById } from "./predictions";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
beforeAll(async () => {
  deps = await createTestDependencies();
});
afterAll(() => deps.drop());

const rowsOf = (caseReference: string) =>
  deps.db.caseReference.count({ where: { hash: new Uint8Array(deps.caseCipher.hash(caseReference)) } });
const another = (area: number) => ({ ...aSubmission().features, area });

describe("createPrediction", () => {
  test("stores exactly what the model says, and by which model and rule", async () => {
    const submission = aSubmission({ caseReference: "case 1" });
    const prediction = await createPrediction(deps, submission);

    const expected = assess(deps.models.champion(), toVector(submission.features));
    const stored = await predictionById(deps, prediction.id);
    expect(stored).toEqual({ ...prediction, outcomes: [], reviews: [] });
    expect(stored).toMatchObject(expected);
    expect(stored).toMatchObject({
      features: submission.features,
      caseReference: "case 1",
      modelVersion: deps.models.champion().card.version,
      createdBy: { id: submission.actor.id, name: submission.actor.name },
      source: "api",
      outcome: null,
    });
  });

  test("answers the same key with the same body by the first prediction, and stores nothing more", async () => {
    const submission = aSubmission({ caseReference: "case 2" });
    const first = await createPrediction(deps, submission);
    const second = await createPrediction(deps, submission);
    expect(second).toEqual(first);
    expect(await rowsOf("case 2")).toBe(1);
  });

  test.for([
    ["other features", { features: another(0.41), caseReference: "case 3" }],
    ["another case", { caseReference: "case 3b" }],
    ["no case", {}],
    ["a first opinion", { caseReference: "case 3", firstOpinion: "unsure" }],
  ] as const)("refuses a used key with %s and stores nothing", async ([, change]) => {
    const { caseReference: _, ...rest } = aSubmission();
    await createPrediction(deps, { ...rest, caseReference: "case 3" });
    const before = await deps.db.prediction.count();
    await expect(createPrediction(deps, { ...rest, ...change })).rejects.toBeInstanceOf(
      IdempotencyConflictError,
    );
    expect(await deps.db.prediction.count()).toBe(before);
  });

  test("keeps the first opinion, and takes the same key with another one for another question", async () => {
    const submission = aSubmission({ firstOpinion: "not_calcification" });
    const prediction = await createPrediction(deps, submission);
    expect(prediction.firstOpinion).toBe("not_calcification");
    expect(await createPrediction(deps, submission)).toEqual(prediction);
    expect((await predictionById(deps, prediction.id)).firstOpinion).toBe("not_calcification");
    const changed = createPrediction(deps, { ...submission, firstOpinion: "unsure" });
    await expect(changed).rejects.toBeInstanceOf(IdempotencyConflictError);
  });

  test("lets two people use the same key, each for their own prediction", async () => {
    const mine = aSubmission();
    const theirs = { ...mine, actor: aCaller("someone-else", "Someone else"), features: another(1) };
    const [a, b] = [await createPrediction(deps, mine), await createPrediction(deps, theirs)];
    expect(a.id).not.toBe(b.id);
  });

  test("makes one row of 200 submissions at once with one key, and gives all the same answer", async () => {
    const submission = aSubmission({ caseReference: "case 200" });
    const answers = await Promise.all(Array.from({ length: 200 }, () => createPrediction(deps, submission)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await rowsOf("case 200")).toBe(1);
  });

  test("keeps tiny and extreme values as they were sent", async () => {
    const features = { ...another(-1000), greyLevel: 5e-324, gradientStrength: 1000, contrast: 0.1 + 0.2 };
    const { id } = await createPrediction(deps, aSubmission({ features }));
    expect((await predictionById(deps, id)).features).toEqual(features);
  });
});

test("a prediction's time is told by phase, from before its body was read; one that was stored before stores nothing", async () => {
  const phases = async () => {
    const { values } = await deps.metrics.predictionDuration.get();
    const read = (part: string) =>
      Object.fromEntries(
        values
          .filter(({ metricName }) => metricName === `microcalc_prediction_duration_seconds_${part}`)
          .map(({ labels, value }) => [labels.phase, value]),
      );
    return { count: read("count"), sum: read("sum") };
  };
  deps.metrics.predictionDuration.reset();
  const submission = aSubmission({ begunAt: performance.now() - 2000 });
  const begun = performance.now();
  await createPrediction(deps, submission);
  const took = (performance.now() - begun) / 1000;
  const { count, sum } = await phases();
  expect(count).toEqual({ validate: 1, score: 1, explain: 1, persist: 1 });
  expect(sum.validate).toBeGreaterThanOrEqual(2);
  const { score = 0, explain = 0, persist = 0 } = sum;
  expect(Math.min(score, explain, persist)).toBeGreaterThan(0);
  expect(score + explain + persist).toBeLessThanOrEqual(took);

  await createPrediction(deps, submission);
  expect((await phases()).count).toEqual({ validate: 2, score: 2, explain: 2, persist: 1 });
});
