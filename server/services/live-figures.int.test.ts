import { afterEach, beforeEach, expect, test } from "vitest";
import type { Outcome } from "../../lib/prediction";
import { type StoredPredictions, storePredictions } from "../testing/stored-predictions";
import { createTestDependencies } from "../testing/test-dependencies";
import { liveFigures } from "./live-figures";
import { recordOutcome } from "./outcomes";
import { rollUp } from "./roll-up";

const now = new Date("2026-03-31T12:00:00Z");
/** The first of the thirty days that end today. */
const firstDay = new Date("2026-03-02T00:00:00Z");
const actor = { id: "test-clinician", name: "Test clinician" };

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
    accuracy: right / known.length,
    precision: having(true, "calcification") / having(true, null),
    recall: having(true, "calcification") / having(null, "calcification"),
    rollupBacklog: 0,
    rolledUpAt: now,
  });
  const { precision, recall } = figures;
  expect(figures.f1).toBeCloseTo(
    (2 * (precision ?? 0) * (recall ?? 0)) / ((precision ?? 0) + (recall ?? 0)),
    12,
  );
  const followed = new Set(stored.outcomes.map(({ predictionId }) => predictionId));
  expect(figures.outcomesWaiting).toBe(1500 - followed.size);
  expect(figures.drift.map(({ measure }) => measure)).toContain("contrast");
  for (const { psi, threshold } of figures.drift) {
    expect(psi).toBeGreaterThan(0);
    expect(threshold).toBeGreaterThan(0);
  }
  const move = await deps.db.modelMove.findFirstOrThrow({ where: { name: "champion" } });
  expect(figures.promotedAt).toEqual(move.movedAt);
});

test("nothing is made of too few: neither a figure nor a drift", async () => {
  expect(await liveFigures(deps)).toMatchObject({ outcomes: 0, accuracy: null, drift: [], rolledUpAt: null });
  await store(12, [champion]);
  await count();
  const figures = await liveFigures(deps);
  expect(figures).toMatchObject({ accuracy: null, precision: null, recall: null, f1: null, drift: [] });
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
