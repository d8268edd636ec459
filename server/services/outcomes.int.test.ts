import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plusDays } from "../../lib/calendar";
import { aCaller } from "../testing/caller";
import { aSubmission } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import { createPrediction } from "./create-prediction";
import { NotFoundError, OutcomeDayError } from "./errors";
import { recordOutcome } from "./outcomes";
import { predictionById } from "./predictions";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
beforeAll(async () => {
  deps = await createTestDependencies();
});
afterAll(() => deps.drop());

const actor = aCaller();

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
  await recordOutcome(deps, { actor: aCaller("second", "Second"), id, outcome: "calcification" });
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

test("the day it was found out is kept, and another day is a row of its own", async () => {
  const now = () => new Date("2026-03-10T23:30:00Z");
  const { id } = await createPrediction({ ...deps, now }, aSubmission());
  const later = { ...deps, now: () => new Date("2026-03-20T00:10:00Z") };
  const said = { actor, id, outcome: "calcification", observedOn: "2026-03-10" } as const;
  const first = await recordOutcome(later, said);
  expect(first.observedOn).toBe("2026-03-10");
  expect(await recordOutcome(later, said)).toEqual(first);
  const corrected = await recordOutcome(later, { ...said, observedOn: "2026-03-20" });
  const record = await predictionById(deps, id);
  expect(record.outcome).toEqual(corrected);
  expect(record.outcomes.map(({ observedOn }) => observedOn)).toEqual(["2026-03-20", "2026-03-10"]);
});

test.for(["2026-03-09", "2026-03-21"])(
  "a day before that of the prediction or after today is refused, and nothing stored: %s",
  async (observedOn) => {
    const now = () => new Date("2026-03-10T00:10:00Z");
    const { id } = await createPrediction({ ...deps, now }, aSubmission());
    const later = { ...deps, now: () => new Date("2026-03-20T23:50:00Z") };
    const recording = recordOutcome(later, { actor, id, outcome: "calcification", observedOn });
    await expect(recording).rejects.toBeInstanceOf(OutcomeDayError);
    await expect(recording).rejects.toMatchObject({
      accepted: { earliest: "2026-03-10", latest: "2026-03-20" },
    });
    expect((await predictionById(deps, id)).outcomes).toEqual([]);
  },
);

describe("a day is the reader's", () => {
  const cases = [
    // Made at 22:30 the evening before, as the reader's page shows it.
    ["America/Sao_Paulo", "2026-12-01T01:30:00Z", "2026-11-30"],
    // 02:15 the next morning.
    ["Pacific/Auckland", "2026-11-30T13:15:00Z", "2026-12-01"],
    ["Europe/Paris", "2026-11-30T23:30:00Z", "2026-12-01"],
    // In the night in which the clock goes forward.
    ["Europe/Paris", "2026-03-28T23:30:00Z", "2026-03-29"],
    ["Pacific/Auckland", "2026-09-26T12:30:00Z", "2026-09-27"],
  ] as const;

  test.for(cases)("in %s, recorded at %s, and kept with its zone", async ([timeZone, at, observedOn]) => {
    const there = { ...deps, now: () => new Date(at) };
    const { id } = await createPrediction(there, aSubmission());
    const recorded = await recordOutcome(there, {
      actor,
      id,
      outcome: "calcification",
      observedOn,
      timeZone,
    });
    expect(recorded).toMatchObject({ observedOn, timeZone });
    expect((await predictionById(deps, id)).outcome).toEqual(recorded);
    for (const other of [-1, 1].map((days) => plusDays(observedOn, days))) {
      const refused = recordOutcome(there, {
        actor,
        id,
        outcome: "calcification",
        observedOn: other,
        timeZone,
      });
      await expect(refused).rejects.toMatchObject({
        accepted: { earliest: observedOn, latest: observedOn, timeZone },
      });
    }
  });

  test("and a UTC day where no zone is named", async () => {
    const there = { ...deps, now: () => new Date("2026-12-01T01:30:00Z") };
    const { id } = await createPrediction(there, aSubmission());
    const said = { actor, id, outcome: "calcification" } as const;
    await expect(recordOutcome(there, { ...said, observedOn: "2026-11-30" })).rejects.toThrow(
      OutcomeDayError,
    );
    expect(await recordOutcome(there, { ...said, observedOn: "2026-12-01" })).toMatchObject({
      timeZone: "UTC",
    });
  });
});

test("an outcome marks the day of its prediction for the roll-up", async () => {
  const now = () => new Date("2026-02-01T12:00:00Z");
  const { id } = await createPrediction({ ...deps, now }, aSubmission());
  await recordOutcome(deps, { actor, id, outcome: "calcification" });
  const day = await deps.db.rollupDay.findUnique({ where: { day: new Date("2026-02-01") } });
  expect(day?.stale).toBe(true);
});
