import { expect, test } from "vitest";
import { caseReferenceSchema, recordOutcomeSchema } from "../lib/prediction";
import { readModelFiles } from "../server/services/model-files";
import { type SeedPrediction, type SeedScenario, seedRows } from "./seed-rows";

const now = new Date("2026-03-20T12:00:00Z");
const { model, heldOut } = await readModelFiles("data/model");
const rowsOf = (scenario: SeedScenario, present = 0) => seedRows({ scenario, now, present, model, heldOut });
const daysBefore = ({ createdAt }: SeedPrediction) => (now.getTime() - createdAt.getTime()) / 86_400_000;

test("the same arguments give the same rows", () => {
  expect(rowsOf("steady")).toEqual(rowsOf("steady"));
});

test("2000 predictions of the last 60 days, nothing after now, every row marked as made up", () => {
  const { predictions, outcomes } = rowsOf("steady");
  expect(predictions).toHaveLength(2000);
  expect(new Set(predictions.map(({ id }) => id)).size).toBe(2000);
  for (const prediction of predictions) {
    expect(daysBefore(prediction)).toBeGreaterThanOrEqual(0);
    expect(daysBefore(prediction)).toBeLessThanOrEqual(60);
    expect(prediction.source).toBe("seed");
    if (prediction.caseReference !== null) caseReferenceSchema.parse(prediction.caseReference);
  }
  const madeAt = new Map(predictions.map(({ id, createdAt }) => [id, createdAt]));
  for (const { predictionId, recordedAt, outcome, note } of outcomes) {
    expect(recordedAt.getTime()).toBeLessThan(now.getTime());
    expect(recordedAt.getTime()).toBeGreaterThan(madeAt.get(predictionId)?.getTime() ?? Number.NaN);
    recordOutcomeSchema.parse({ id: predictionId, outcome, ...(note !== null && { note }) });
  }
});

test("of predictions over three weeks old about 70 % have an outcome, and some calls were wrong both ways", () => {
  const { predictions, outcomes } = rowsOf("steady");
  const latest = new Map(outcomes.map(({ predictionId, outcome }) => [predictionId, outcome]));
  const old = predictions.filter((prediction) => daysBefore(prediction) > 21);
  expect(old.filter(({ id }) => latest.has(id)).length / old.length).toBeCloseTo(0.7, 1);
  const pairs = new Set(predictions.map(({ id, label }) => `${label} was ${latest.get(id)}`));
  expect(pairs).toContain("calcification was not_calcification");
  expect(pairs).toContain("not_calcification was calcification");
});

test("findings, opinions and reviews are dated as they can have happened, and some minds differ from the model", () => {
  const { predictions, outcomes, reviews } = rowsOf("steady");
  const made = new Map(predictions.map((prediction) => [prediction.id, prediction]));
  const observed = outcomes.filter(({ observedOn }) => observedOn !== null);
  expect(observed.length / outcomes.length).toBeCloseTo(0.75, 1);
  for (const { predictionId, observedOn, recordedAt } of observed) {
    const day = observedOn?.toISOString().slice(0, 10) ?? "";
    expect(observedOn?.toISOString()).toBe(`${day}T00:00:00.000Z`);
    expect(day <= recordedAt.toISOString().slice(0, 10)).toBe(true);
    expect(day >= (made.get(predictionId)?.createdAt.toISOString().slice(0, 10) ?? "none")).toBe(true);
  }
  for (const { predictionId, verdict, reason, reviewedAt } of reviews) {
    expect(reviewedAt.getTime()).toBeGreaterThan(made.get(predictionId)?.createdAt.getTime() ?? Number.NaN);
    expect(reviewedAt.getTime()).toBeLessThan(now.getTime());
    expect(reason === null).toBe(verdict === "agreed");
  }
  const opinions = predictions.filter(({ firstOpinion }) => firstOpinion !== null);
  expect(opinions.length / predictions.length).toBeCloseTo(0.4, 1);
  expect(new Set(opinions.map(({ firstOpinion }) => firstOpinion)).size).toBe(3);
  expect(
    opinions.some(({ firstOpinion, label }) => firstOpinion !== "unsure" && firstOpinion !== label),
  ).toBe(true);
  expect(new Set(reviews.map(({ verdict }) => verdict)).size).toBe(2);
});

test("drifted, after steady, adds ten days of which no id is steady's, nor another addition's", () => {
  const steady = rowsOf("steady");
  const first = rowsOf("drifted", steady.predictions.length);
  const second = rowsOf("drifted", steady.predictions.length + first.predictions.length);
  for (const added of [first, second]) {
    for (const prediction of added.predictions) {
      expect(daysBefore(prediction)).toBeGreaterThanOrEqual(0);
      expect(daysBefore(prediction)).toBeLessThanOrEqual(10);
    }
  }
  const all = [steady, first, second];
  for (const rows of ["predictions", "outcomes", "reviews"] as const) {
    const ids = all.flatMap((part) => part[rows].map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  }
});
