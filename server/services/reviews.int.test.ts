import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCaller } from "../testing/caller";
import { aSubmission } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import { createPrediction } from "./create-prediction";
import { NotFoundError } from "./errors";
import { predictionById } from "./predictions";
import { readerAgreementOf } from "./reader-agreement";
import { reviewPrediction } from "./reviews";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
beforeAll(async () => {
  deps = await createTestDependencies();
});
afterAll(() => deps.drop());

const actor = aCaller();

test("a change of mind is a new review, and the latest one holds", async () => {
  const { id } = await createPrediction(deps, aSubmission({ firstOpinion: "calcification" }));
  const first = await reviewPrediction(deps, { actor, id, verdict: "dismissed", reason: "A vessel." });
  const second = await reviewPrediction(deps, { actor, id, verdict: "agreed" });
  const record = await predictionById(deps, id);
  expect(record.reviews).toEqual([second, first]);
  expect(record.review).toEqual(second);
  expect(first.reason).toBe("A vessel.");
});

test("the same review sent twice, even at once, is one row", async () => {
  const { id } = await createPrediction(deps, aSubmission());
  const said = { actor, id, verdict: "dismissed", reason: "An artefact." } as const;
  const answers = await Promise.all(Array.from({ length: 8 }, () => reviewPrediction(deps, said)));
  expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
  expect(await deps.db.review.count({ where: { predictionId: id } })).toBe(1);
});

test("another person's review is a row of its own", async () => {
  const { id } = await createPrediction(deps, aSubmission());
  await reviewPrediction(deps, { actor, id, verdict: "agreed" });
  await reviewPrediction(deps, { actor: aCaller("second", "Second"), id, verdict: "agreed" });
  expect(await deps.db.review.count({ where: { predictionId: id } })).toBe(2);
});

test("a review marks the day of its prediction for the roll-up", async () => {
  const now = () => new Date("2026-02-02T12:00:00Z");
  const { id } = await createPrediction({ ...deps, now }, aSubmission());
  await reviewPrediction(deps, { actor, id, verdict: "agreed" });
  const day = await deps.db.rollupDay.findUnique({ where: { day: new Date("2026-02-02") } });
  expect(day?.stale).toBe(true);
});

test("an unknown prediction is named and nothing is stored", async () => {
  const before = await deps.db.review.count();
  const unknown = reviewPrediction(deps, { actor, id: randomUUID(), verdict: "agreed" });
  await expect(unknown).rejects.toBeInstanceOf(NotFoundError);
  expect(await deps.db.review.count()).toBe(before);
});

test("agreement is summed over the days asked for, with an interval, and over none it has none", async () => {
  const none = { calledPositive: 0, probabilityCounts: [], inside: 1, borderline: 0, outside: 0 };
  const outcomes = {
    truePositives: 0,
    falsePositives: 0,
    trueNegatives: 0,
    falseNegatives: 0,
    undetermined: 0,
  };
  const sums = {
    ...{ expectedTruePositives: 0, expectedTrueNegatives: 0, varianceCalled: 0, varianceNotCalled: 0 },
  };
  const { version: modelVersion } = deps.models.champion().card;
  for (const day of ["2026-01-01", "2026-01-02", "2026-01-05"]) {
    await deps.db.dailyMetrics.create({
      data: {
        ...{ day: new Date(day), modelVersion, predictions: 50, waiting: 50, ...none, ...outcomes, ...sums },
        ...{
          firstOpinions: 20,
          firstOpinionsAgreeing: 15,
          firstOpinionsUnsure: 5,
          opinionOnlyCalcification: 2,
        },
        ...{ agreed: 8, dismissed: 2, mindsChanged: 3 },
      },
    });
  }
  const asked = await readerAgreementOf(deps, { from: "2026-01-01", to: "2026-01-02" });
  expect(asked).toMatchObject({
    firstOpinions: 50,
    unsure: { count: 10, of: 50 },
    agreeing: { count: 30, of: 40 },
    onlyReader: { count: 4, of: 40 },
    onlyModel: { count: 6, of: 40 },
    agreed: { count: 16, of: 20 },
    dismissed: { count: 4, of: 20 },
    mindsChanged: { count: 6, of: 10 },
  });
  // Wilson's interval for 30 of 40, by a calculation of its own.
  expect(asked.agreeing.interval?.low).toBeCloseTo(0.5981, 3);
  expect(asked.agreeing.interval?.high).toBeCloseTo(0.8581, 3);
  const empty = await readerAgreementOf(deps, { from: "2020-01-01", to: "2020-12-31" });
  expect(empty.agreeing).toEqual({ count: 0, of: 0, interval: null });
});
