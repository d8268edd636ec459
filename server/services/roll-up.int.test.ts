import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FeatureKey, featureKeys } from "../../lib/features";
import { isAtMinimum } from "../../lib/model/stratum";
import { probabilityEdges } from "../../lib/trends/probability-edges";
import { aCaller } from "../testing/caller";
import { type StoredPredictions, storePredictions } from "../testing/stored-predictions";
import { createTestDependencies } from "../testing/test-dependencies";
import { recordOutcome } from "./outcomes";
import { changedDays, daysBehind, rollUp, rollUpDay } from "./roll-up";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
let clock: Date;
let other: string;
const actor = aCaller();
const noon = new Date("2026-03-10T12:00:00Z");
const round = () => ({ milliseconds: 60_000, signal: new AbortController().signal });
const minutes = (count: number) => {
  clock = new Date(clock.getTime() + count * 60_000);
};

beforeEach(async () => {
  const made = await createTestDependencies();
  clock = noon;
  deps = { ...made, now: () => clock };
  const { version } = deps.models.champion().card;
  other = "rf-other";
  await deps.db.$executeRaw`
    INSERT INTO model_versions (version, card, reference, forest)
    SELECT ${other}, card, reference, forest FROM model_versions WHERE version = ${version}`;
});
afterEach(() => deps.drop());

const store = (from: string, to: string, count = 400) =>
  storePredictions(deps.db, {
    seed: 7,
    count,
    from: new Date(from),
    to: new Date(to),
    versions: [deps.models.champion().card.version, other],
  });
/** The same after another model with a reference of its own has become champion. */
function withAnotherReference() {
  const champion = deps.models.champion();
  const { card } = champion;
  const reference = { sha256: "f".repeat(64) };
  const another = { ...champion, card: { ...card, artefacts: { ...card.artefacts, reference } } };
  return { ...deps, models: { ...deps.models, champion: () => another } };
}
const dayOf = (at: Date) => at.toISOString().slice(0, 10);
const metrics = () => deps.db.dailyMetrics.findMany({ orderBy: [{ day: "asc" }, { modelVersion: "asc" }] });
const inputs = () => deps.db.dailyInputs.findMany({ orderBy: [{ day: "asc" }, { feature: "asc" }] });
const counted = async () =>
  (await metrics()).reduce((sum, row) => sum + row.truePositives + row.falseNegatives, 0);

/** The latest row of each prediction. */
function latest<T extends { predictionId: string }>(rows: readonly T[], at: (row: T) => Date) {
  const found = new Map<string, T>();
  for (const row of rows) {
    const known = found.get(row.predictionId);
    if (known === undefined || at(row) >= at(known)) found.set(row.predictionId, row);
  }
  return found;
}

/** What the tables must hold, by going through the predictions one by one. */
function recount(stored: StoredPredictions) {
  const outcomes = latest(stored.outcomes, ({ recordedAt }) => recordedAt as Date);
  const reviews = latest(stored.reviews, ({ reviewedAt }) => reviewedAt as Date);
  const keyOf = (p: (typeof stored.predictions)[number]) => `${dayOf(p.createdAt)} ${p.modelVersion}`;
  return [...new Set(stored.predictions.map(keyOf))].sort().map((key) => {
    const list = stored.predictions.filter((p) => keyOf(p) === key);
    const called = list.filter((p) => p.label === "calcification");
    const left = list.filter((p) => p.label !== "calcification");
    const outcomeOf = (p: { id: string }) => outcomes.get(p.id)?.outcome;
    const decided = list.filter((p) => p.firstOpinion !== null && p.firstOpinion !== "unsure");
    const agreed = list.filter((p) => reviews.get(p.id)?.verdict === "agreed");
    const verdict = (name: string) =>
      list.filter((p) => JSON.stringify(p.explanation ?? null).includes(`"${name}"`)).length;
    return {
      key,
      predictions: list.length,
      calledPositive: called.length,
      probabilityCounts: probabilityEdges.slice(1).map((upper, bin) => {
        const lower = probabilityEdges[bin] ?? 0;
        return list.filter(
          (p) => p.probability >= lower && (p.probability < upper || (upper === 1 && p.probability === 1)),
        ).length;
      }),
      ...{ inside: verdict("inside"), borderline: verdict("borderline"), outside: verdict("outside") },
      truePositives: called.filter((p) => outcomeOf(p) === "calcification").length,
      falsePositives: called.filter((p) => outcomeOf(p) === "not_calcification").length,
      trueNegatives: left.filter((p) => outcomeOf(p) === "not_calcification").length,
      falseNegatives: left.filter((p) => outcomeOf(p) === "calcification").length,
      undetermined: list.filter((p) => outcomeOf(p) === "undetermined").length,
      waiting: list.filter((p) => outcomeOf(p) === undefined).length,
      expectedTruePositives: called.reduce((sum, p) => sum + p.probability, 0),
      expectedTrueNegatives: left.reduce((sum, p) => sum + 1 - p.probability, 0),
      varianceCalled: called.reduce((sum, p) => sum + p.probability * (1 - p.probability), 0),
      varianceNotCalled: left.reduce((sum, p) => sum + p.probability * (1 - p.probability), 0),
      firstOpinions: decided.length,
      firstOpinionsAgreeing: decided.filter((p) => p.firstOpinion === p.label).length,
      firstOpinionsUnsure: list.filter((p) => p.firstOpinion === "unsure").length,
      opinionOnlyCalcification: left.filter((p) => p.firstOpinion === "calcification").length,
      agreed: agreed.length,
      dismissed: list.filter((p) => reviews.get(p.id)?.verdict === "dismissed").length,
      mindsChanged: agreed.filter((p) => decided.includes(p) && p.firstOpinion !== p.label).length,
    };
  });
}

function binOf(feature: FeatureKey, value: number): number {
  const reference = deps.models.champion().reference.features.find((one) => one.feature === feature);
  if (reference === undefined || isAtMinimum(value, reference.min)) return 0;
  const { edges } = reference;
  const above = edges.findLastIndex((edge) => value >= edge);
  return Math.max(1, Math.min(edges.length - 1, above + 1));
}

const close = (value: unknown) => (typeof value === "number" ? Number(value.toFixed(9)) : value);
const rounded = (row: object) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, close(v)]));

describe("what is counted", () => {
  test("is what going through the predictions one by one gives, by day and version", async () => {
    const stored = await store("2026-03-07T00:00:00Z", "2026-03-10T12:00:00Z");
    await rollUp(deps, round());
    const rows = (await metrics()).map(({ day, modelVersion, ...row }) => ({
      key: `${dayOf(day)} ${modelVersion}`,
      ...row,
    }));
    expect(rows.map(rounded)).toEqual(recount(stored).map(rounded));
    expect(rows).toHaveLength(8);
  });

  test("of the inputs is every prediction of the day, by the bins of the reference in use", async () => {
    const stored = await store("2026-03-08T00:00:00Z", "2026-03-10T12:00:00Z");
    await rollUp(deps, round());
    const { sha256 } = deps.models.champion().card.artefacts.reference;
    const rows = await inputs();
    expect(rows).toHaveLength(3 * featureKeys.length);
    for (const { day, feature, counts, referenceSha256 } of rows) {
      const expected = new Array<number>(41).fill(0);
      for (const p of stored.predictions.filter(({ createdAt }) => dayOf(createdAt) === dayOf(day))) {
        const bin = binOf(feature as FeatureKey, p[feature as FeatureKey] as number);
        expected[bin] = (expected[bin] as number) + 1;
      }
      expect({ feature, referenceSha256, counts }).toEqual({
        feature,
        referenceSha256: sha256,
        counts: expected,
      });
    }
  });

  test("is counted anew for another reference, each day behind until then, and no count of the one before is left", async () => {
    await store("2026-03-01T00:00:00Z", "2026-03-10T12:00:00Z");
    await rollUp(deps, round());
    expect(await rollUp(deps, round())).toBe(0);
    expect(await daysBehind(deps)).toBe(0);
    const after = withAnotherReference();
    expect(await daysBehind(after)).toBe(10);
    expect(await rollUp(after, round())).toBe(10);
    expect(await daysBehind(after)).toBe(0);
    expect(new Set((await inputs()).map(({ referenceSha256 }) => referenceSha256))).toEqual(
      new Set(["f".repeat(64)]),
    );
    expect(await rollUp(after, round())).toBe(0);
    expect(await rollUp(deps, round())).toBe(10);
  });
});

describe("which days are counted", () => {
  test("for another reference all, though each round finds that today has changed", async () => {
    await store("2026-03-01T00:00:00Z", "2026-03-10T11:00:00Z", 40);
    await rollUp(deps, round());
    const after = withAnotherReference();
    for (const minute of [10, 20]) {
      await store(`2026-03-10T11:${minute}:00Z`, `2026-03-10T11:${minute}:01Z`, 1);
      expect(await changedDays(deps)).toEqual(["2026-03-10"]);
      await rollUp(after, round());
    }
    const references = new Set((await inputs()).map(({ referenceSha256 }) => referenceSha256));
    expect(references).toEqual(new Set(["f".repeat(64)]));
  });

  test("all from the first prediction to today, days without one too, and each once", async () => {
    expect(await rollUp(deps, round())).toBe(0);
    await store("2026-02-26T00:00:00Z", "2026-02-27T00:00:00Z", 5);
    expect(await rollUp(deps, round())).toBe(13);
    expect(await rollUp(deps, round())).toBe(0);
    const days = await deps.db.rollupDay.findMany({ orderBy: { day: "asc" } });
    expect([dayOf(days[0]?.day ?? noon), dayOf(days.at(-1)?.day ?? noon)]).toEqual([
      "2026-02-26",
      "2026-03-10",
    ]);
    expect(await inputs()).toHaveLength(featureKeys.length);
  });

  test("a day again when it has a newer prediction", async () => {
    await store("2026-03-09T00:00:00Z", "2026-03-10T11:00:00Z", 20);
    await rollUp(deps, round());
    await store("2026-03-10T11:30:00Z", "2026-03-10T11:40:00Z", 1);
    expect(await changedDays(deps)).toEqual(["2026-03-10"]);
    await rollUp(deps, round());
    expect((await metrics()).reduce((sum, { predictions }) => sum + predictions, 0)).toBe(21);
  });

  test("a day once more when its newest prediction was younger than a minute, for what came with it", async () => {
    await store("2026-03-10T11:59:50Z", "2026-03-10T11:59:51Z", 1);
    await rollUp(deps, round());
    // Dated before the newest one, on the disk after the count.
    await store("2026-03-10T11:59:40Z", "2026-03-10T11:59:41Z", 1);
    expect(await changedDays(deps)).toEqual([]);
    minutes(1);
    expect(await changedDays(deps)).toEqual(["2026-03-10"]);
    await rollUp(deps, round());
    expect((await metrics()).reduce((sum, { predictions }) => sum + predictions, 0)).toBe(2);
    expect(await changedDays(deps)).toEqual([]);
  });

  test("a day for good five minutes after its end, however long nobody was there to count", async () => {
    await store("2026-03-10T08:00:00Z", "2026-03-10T09:00:00Z", 3);
    await rollUp(deps, round());
    minutes(12 * 60 + 4);
    expect(await changedDays(deps)).toEqual(["2026-03-11"]);
    minutes(3 * 24 * 60 + 10);
    expect(await changedDays(deps)).toContain("2026-03-10");
    await rollUp(deps, round());
    minutes(1);
    expect(await changedDays(deps)).toEqual([]);
  });

  test("an outcome recorded late changes the day of its prediction", async () => {
    const { predictions } = await store("2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z", 1);
    await rollUp(deps, round());
    const id = predictions[0]?.id ?? "";
    for (const outcome of ["not_calcification", "calcification"] as const) {
      minutes(60);
      await recordOutcome(deps, { actor, id, outcome });
      expect(await changedDays(deps)).toEqual(["2026-03-02"]);
      await rollUp(deps, round());
    }
    expect(await counted()).toBe(1);
  });
});

describe("at the same time", () => {
  let connection: pg.Client;
  beforeEach(async () => {
    connection = new pg.Client({ connectionString: deps.url });
    await connection.connect();
  });
  afterEach(() => connection.end());

  /** Less than a statement waits, whatever else the machine does. */
  const soon = { timeout: 4000, interval: 20 };
  const waiting = async () => {
    // Not over the connection that holds the lock: within a transaction it would see the same activity again.
    const [row] = await deps.db.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return row?.n;
  };

  test("an outcome that is being recorded when its day is counted is waited for and counted", async () => {
    const { predictions } = await store("2026-03-02T00:00:00Z", "2026-03-02T01:00:00Z", 1);
    const [prediction] = predictions;
    const before = await counted();
    await connection.query("BEGIN");
    await connection.query(
      `INSERT INTO outcomes (id, prediction_id, outcome, recorded_at, actor_id, actor_name)
       VALUES (gen_random_uuid(), $1, 'calcification', '2026-03-09', 'a', 'a')`,
      [prediction?.id],
    );
    await connection.query(
      "INSERT INTO rollup_days (day, stale) VALUES ('2026-03-02', true) ON CONFLICT (day) DO UPDATE SET stale = true",
    );
    const counting = rollUpDay(deps, "2026-03-02");
    await expect.poll(waiting, soon).toBe(1);
    await connection.query("COMMIT");
    await counting;
    expect([before, await counted()]).toEqual([0, 1]);
    expect(await deps.db.rollupDay.findFirst({ where: { stale: true } })).toBeNull();
  });

  test("an outcome recorded while its day is being counted makes the day due again", async () => {
    const { predictions } = await store("2026-03-02T00:00:00Z", "2026-03-02T01:00:00Z", 1);
    await rollUp(deps, round());
    // Stops the counting after it has taken the day and before it reads.
    await connection.query("BEGIN");
    await connection.query("LOCK TABLE daily_metrics IN ACCESS EXCLUSIVE MODE");
    const counting = rollUpDay(deps, "2026-03-02");
    await expect.poll(waiting, soon).toBe(1);
    const recording = recordOutcome(deps, {
      actor,
      id: predictions[0]?.id ?? "",
      outcome: "calcification",
    });
    await expect.poll(waiting, soon).toBe(2);
    await connection.query("COMMIT");
    await Promise.all([counting, recording]);
    expect(await changedDays(deps)).toEqual(["2026-03-02"]);
    await rollUp(deps, round());
    expect(await counted()).toBe(1);
  });

  test("outcomes recorded over and over while days are counted by two keepers are all counted in the end", async () => {
    const { predictions } = await store("2026-03-01T00:00:00Z", "2026-03-04T00:00:00Z", 60);
    const isDone = new AbortController();
    const keeper = async () => {
      while (!isDone.signal.aborted) await rollUp(deps, round());
    };
    const keepers = [keeper(), keeper()];
    const record = async (shard: number) => {
      for (const { id } of predictions.filter((_, i) => i % 4 === shard))
        await recordOutcome(deps, { actor, id, outcome: "calcification", note: "last word" });
    };
    minutes(60 * 24);
    await Promise.all([0, 1, 2, 3].map(record));
    isDone.abort();
    await Promise.all(keepers);
    await rollUp(deps, round());
    expect(await counted()).toBe(60);
    expect(await changedDays(deps)).toEqual([]);
  });

  test("a keeper that dies half-way leaves the counts as they were, and the day still due", async () => {
    await store("2026-03-02T00:00:00Z", "2026-03-02T01:00:00Z", 40);
    await rollUp(deps, round());
    const before = await metrics();
    const { predictions } = await store("2026-03-02T02:00:00Z", "2026-03-02T03:00:00Z", 1);
    minutes(60);
    await recordOutcome(deps, { actor, id: predictions[0]?.id ?? "", outcome: "calcification" });
    // The counts are replaced by then, the inputs not yet.
    await connection.query("BEGIN");
    await connection.query("LOCK TABLE daily_inputs IN ACCESS EXCLUSIVE MODE");
    const dying = rollUpDay(deps, "2026-03-02").catch((error: Error) => error);
    await expect.poll(waiting, soon).toBe(1);
    await connection.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    await connection.query("COMMIT");
    expect(await dying).toBeInstanceOf(Error);
    expect(await metrics()).toEqual(before);
    expect(await changedDays(deps)).toEqual(["2026-03-02"]);
    await rollUp(deps, round());
    expect((await metrics()).reduce((sum, { predictions: n }) => sum + n, 0)).toBe(41);
  });
});
