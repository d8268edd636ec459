import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aSubmission } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import { createPrediction } from "./create-prediction";
import { NotFoundError } from "./errors";
import { recordOutcome } from "./outcomes";
import { predictionById } from "./predictions";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
beforeAll(async () => {
  deps = await createTestDependencies();
});
afterAll(() => deps.drop());

const actor = { id: "test-clinician", name: "Test clinician" };

test("a correction is a new row, and the latest one holds", async () => {
  const { id } = await createPrediction(deps, aSubmission());
  const first = await recordOutcome(deps, { actor, id, outcome: "undetermined" });
  const second = await recordOutcome(deps, { actor, id, outcome: "calcification", note: "biopsy\nresult" });
  const record = await predictionById(deps, id);
  expect(record.outcomes).toEqual([second, first]);
  expect(record.outcome).toEqual(second);
});

test("the same outcome sent twice, even at once, is one row", async () => {
  const { id } = await createPrediction(deps, aSubmission());
  const said = { actor, id, outcome: "calcification", note: "seen twice" } as const;
  const answers = await Promise.all(Array.from({ length: 8 }, () => recordOutcome(deps, said)));
  expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
  expect(await deps.db.outcomeRecord.count({ where: { predictionId: id } })).toBe(1);
});

test("the same outcome by another person, or after a correction, is a row of its own", async () => {
  const { id } = await createPrediction(deps, aSubmission());
  await recordOutcome(deps, { actor, id, outcome: "calcification" });
  await recordOutcome(deps, { actor: { id: "second", name: "Second" }, id, outcome: "calcification" });
  await recordOutcome(deps, { actor, id, outcome: "not_calcification" });
  await recordOutcome(deps, { actor, id, outcome: "calcification" });
  expect(await deps.db.outcomeRecord.count({ where: { predictionId: id } })).toBe(4);
});

test("an unknown prediction is named and nothing is stored", async () => {
  const before = await deps.db.outcomeRecord.count();
  const unknown = { actor, id: randomUUID(), outcome: "calcification" } as const;
  await expect(recordOutcome(deps, unknown)).rejects.toBeInstanceOf(NotFoundError);
  expect(await deps.db.outcomeRecord.count()).toBe(before);
});
