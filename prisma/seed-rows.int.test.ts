import { expect, test } from "vitest";
import { featureKeys } from "../lib/features";
import { assess } from "../lib/model/model";
import { caseReferenceSchema, recordOutcomeSchema } from "../lib/prediction";
import { readModelFiles } from "../server/services/model-files";
import { type SeedPrediction, type SeedScenario, seedRows } from "./seed-rows";

const now = new Date("2026-03-20T12:00:00Z");
const { model } = await readModelFiles("data/model");
const rowsOf = (scenario: SeedScenario) =>
  seedRows({
    scenario,
    now,
    modelVersion: model.card.version,
    reference: model.reference,
    assess: (vector) => assess(model, vector),
  });
const daysBefore = ({ createdAt }: SeedPrediction) => (now.getTime() - createdAt.getTime()) / 86_400_000;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

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

test("drifted shifts noise fluctuation and contrast in the last ten days and nothing else", () => {
  for (const scenario of ["steady", "drifted"] as const) {
    const { predictions } = rowsOf(scenario);
    for (const key of featureKeys) {
      const before = predictions.filter((row) => daysBefore(row) > 10).map((row) => row[key]);
      const after = predictions.filter((row) => daysBefore(row) < 10).map((row) => row[key]);
      const shifted = scenario === "drifted" && (key === "noiseFluctuation" || key === "contrast");
      const distance = Math.abs(mean(after) - mean(before));
      if (shifted) expect(distance, `${scenario} ${key}`).toBeGreaterThan(0.7);
      else expect(distance, `${scenario} ${key}`).toBeLessThan(0.3);
    }
  }
});
