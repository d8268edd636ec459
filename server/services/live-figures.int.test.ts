import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isAlarm } from "../../lib/drift/drift-verdict";
import { wilson } from "../../lib/evaluation/intervals";
import { featureKeys } from "../../lib/features";
import type { Outcome } from "../../lib/prediction";
import { trainingStatuses } from "../../lib/training/training-run";
import { metricNames } from "../../lib/trends/figure";
import { aCaller } from "../testing/caller";
import { insertRolledUpDays } from "../testing/rolled-up-days";
import { type StoredPredictions, storePredictions } from "../testing/stored-predictions";
import { createTestDependencies } from "../testing/test-dependencies";
import { latestDrift } from "./drift";
import { liveFigures } from "./live-figures";
import { recordOutcome } from "./outcomes";
import { rollUp } from "./roll-up";

const now = new Date("2026-03-31T12:00:00Z");
/** The first of the thirty days that end today. */
const firstDay = new Date("2026-03-02T00:00:00Z");
const actor = aCaller();

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
let champion: string;
const other = "rf-other";

beforeEach(async () => {
  deps = { ...(await createTestDependencies()), now: () => now };
  champion = deps.models.champion().card.version;
  await deps.db.$executeRaw`
    INSERT INTO model_versions (version, card, reference, forest)
    SELECT ${other}, card, reference, forest FROM model_versions WHERE version = ${champion}`;
});
afterEach(() => deps.drop());

const store = (count: number, versions: readonly string[]) =>
  storePredictions(deps.db, { seed: 11, count, from: new Date("2026-02-20T00:00:00Z"), to: now, versions });

const count = async () => {
  while ((await rollUp(deps, { milliseconds: 60_000, signal: new AbortController().signal })) > 0);
};

/** Latest outcomes of the champion's predictions of the last thirty days, one by one. */
function pairs({ predictions, outcomes }: StoredPredictions): { called: boolean; outcome: Outcome }[] {
  const latest = new Map<string, Outcome>();
  for (const { predictionId, outcome } of outcomes) latest.set(predictionId, outcome);
  return predictions.flatMap(({ id, label, modelVersion, createdAt }) => {
    const outcome = latest.get(id);
    const counts = modelVersion === champion && createdAt >= firstDay;
    return outcome !== undefined && outcome !== "undetermined" && counts
      ? [{ called: label === "calcification", outcome }]
      : [];
  });
}

test("figures are the champion's, of the outcomes of thirty days, as counted one by one", async () => {
  const stored = await store(1500, [champion, other]);
  await count();
  const figures = await liveFigures(deps);
  const known = pairs(stored);
  const having = (called: boolean | null, outcome: Outcome | null) =>
    known.filter(
      (pair) => pair.called === (called ?? pair.called) && pair.outcome === (outcome ?? pair.outcome),
    ).length;
  const right = having(true, "calcification") + having(false, "not_calcification");
  expect(known.length).toBeGreaterThan(200);
  expect(figures).toMatchObject({
    modelVersion: champion,
    outcomes: known.length,
    positiveOutcomes: having(null, "calcification"),
    performance: {
      accuracy: { value: right / known.length },
      precision: { value: having(true, "calcification") / having(true, null) },
      recall: { value: having(true, "calcification") / having(null, "calcification") },
    },
    rollupBacklog: 0,
    rolledUpAt: now,
  });
  const { precision, recall, f1 } = figures.performance;
  const [p, r] = [precision.value ?? 0, recall.value ?? 0];
  expect(f1.value).toBeCloseTo((2 * p * r) / (p + r), 12);
  const right95 = wilson(right, known.length);
  expect(figures.performance.accuracy).toMatchObject({ low: right95?.low, high: right95?.high });
  const followed = new Set(stored.outcomes.map(({ predictionId }) => predictionId));
  expect(figures.outcomesWaiting).toBe(1500 - followed.size);
  // These predictions have no explanation, hence no verdict on the support.
  expect(figures.drift.map(({ measure }) => measure)).toEqual([...featureKeys, "score"]);
  for (const { measure, index } of figures.drift)
    expect(Math.min(index?.value ?? 0, index?.threshold ?? 0), measure).toBeGreaterThan(0);
  const move = await deps.db.modelMove.findFirstOrThrow({ where: { name: "champion" } });
  expect(figures.promotedAt).toEqual(move.movedAt);
});

test("nothing is made of too few: neither a figure nor a drift", async () => {
  expect(await liveFigures(deps)).toMatchObject({ outcomes: 0, drift: [], rolledUpAt: null });
  await store(12, [champion]);
  await count();
  const figures = await liveFigures(deps);
  expect(figures.drift).toEqual([]);
  for (const name of metricNames)
    expect(figures.performance[name], name).toMatchObject({ value: null, low: null, high: null });
});

test("an outcome that came late is waited for until its day is counted again", async () => {
  const { predictions, outcomes } = await store(400, [champion]);
  await count();
  const before = await liveFigures(deps);
  const followed = new Set(outcomes.map(({ predictionId }) => predictionId));
  const waiting = predictions.find(({ id, createdAt }) => !followed.has(id) && createdAt >= firstDay);
  await recordOutcome(deps, { id: waiting?.id ?? "", outcome: "calcification", actor });
  expect(await liveFigures(deps)).toMatchObject({ outcomes: before.outcomes, rollupBacklog: 1 });
  await count();
  expect(await liveFigures(deps)).toMatchObject({
    outcomes: before.outcomes + 1,
    positiveOutcomes: before.positiveOutcomes + 1,
    outcomesWaiting: before.outcomesWaiting - 1,
    rollupBacklog: 0,
  });
});

test("a measure is alarming when the page says of its latest window that it has moved, and only then", async () => {
  const days = { model: deps.models.champion(), from: "2026-01-01", days: 40, perDay: 50 };
  await insertRolledUpDays(deps.db, { ...days, moved: { share: 0.5, since: 24 } });
  const { drift } = await liveFigures(deps);
  expect(drift.filter((one) => one.isAlarm).map(({ measure }) => measure)).toEqual(["contrast"]);
  const { measures, latest } = await latestDrift(deps);
  const said = measures.map((one) => {
    if (one.kind === "missing" || latest === null) throw new Error("The page says nothing.");
    return [one.measure, isAlarm(one.series[latest]?.verdict ?? "too_few")];
  });
  expect(said).toHaveLength(8);
  expect(drift.map((one) => [one.measure, one.isAlarm])).toEqual(said);
  expect(drift.find(({ measure }) => measure === "support")?.index).toBeNull();
});

test("runs are counted by state, with when the oldest was queued and the one that runs begun", async () => {
  const none = Object.fromEntries(trainingStatuses.map((state) => [state, 0]));
  expect((await liveFigures(deps)).jobs).toEqual({ counts: none, oldest: { queued: null, running: null } });
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 31, 11, minute));
  const ended = { startedAt: at(1), endedAt: at(2) };
  const runs = [
    { status: "queued", createdAt: at(30) },
    { status: "queued", createdAt: at(20), startedAt: at(25) },
    { status: "running", createdAt: at(10), startedAt: at(40) },
    { status: "cancelled", createdAt: at(0), ...ended },
    { status: "failed", createdAt: at(0), ...ended, failure: "Lost." },
    { status: "failed", createdAt: at(0), ...ended, failure: "Lost." },
  ] as const;
  await deps.db.trainingRun.createMany({
    data: runs.map((run) => ({
      ...{ id: randomUUID(), request: {}, datasetSha256: "0".repeat(64), datasetName: "a.csv" },
      ...{ actorId: actor.id, actorName: actor.name, ...run },
    })),
  });
  expect((await liveFigures(deps)).jobs).toEqual({
    counts: { ...none, queued: 2, running: 1, cancelled: 1, failed: 2 },
    oldest: { queued: at(20), running: at(40) },
  });
});
