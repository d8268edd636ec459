import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "../../lib/prediction";
import { metricNames } from "../../lib/trends/figure";
import { trendsSchema } from "../../lib/trends/trends";
import { startKeeper } from "../jobs/keeper";
import { aCaller } from "../testing/caller";
import { type StoredPredictions, storePredictions } from "../testing/stored-predictions";
import { createTestDependencies } from "../testing/test-dependencies";
import { recordOutcome } from "./outcomes";
import { rollUp } from "./roll-up";
import { trends } from "./trends";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
let stored: StoredPredictions;
let champion: string;
const now = new Date("2026-03-20T12:00:00Z");
const round = () => ({ milliseconds: 60_000, signal: new AbortController().signal });

beforeAll(async () => {
  deps = { ...(await createTestDependencies()), now: () => now };
  champion = deps.models.champion().card.version;
  await deps.db.$executeRaw`
    INSERT INTO model_versions (version, card, reference, forest)
    SELECT 'rf-other', card, reference, forest FROM model_versions WHERE version = ${champion}`;
  stored = await storePredictions(deps.db, {
    ...{ seed: 3, count: 900, versions: [champion, "rf-other"] },
    from: new Date("2026-02-25T00:00:00Z"),
    to: new Date("2026-03-20T11:00:00Z"),
  });
  await rollUp(deps, round());
});
afterAll(() => deps.drop());

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

/** Precision, recall, F1 and accuracy from the predictions one by one; `null` where their denominator is 0. */
function naive(from: string, to: string, version: string | undefined) {
  const latest = new Map<string, Outcome>();
  for (const { predictionId, outcome } of stored.outcomes) latest.set(predictionId, outcome);
  const of = stored.predictions.filter(
    ({ createdAt, modelVersion }) =>
      dayOf(createdAt) >= from &&
      dayOf(createdAt) <= to &&
      (version === undefined || modelVersion === version),
  );
  const n = (label: string, outcome: Outcome) =>
    of.filter((p) => p.label === label && latest.get(p.id) === outcome).length;
  const tp = n("calcification", "calcification");
  const fp = n("calcification", "not_calcification");
  const fn = n("not_calcification", "calcification");
  const tn = n("not_calcification", "not_calcification");
  const figures = {
    precision: tp / (tp + fp),
    recall: tp / (tp + fn),
    f1: (2 * tp) / (2 * tp + fp + fn),
    accuracy: (tp + tn) / (tp + tn + fp + fn),
  };
  return { predictions: of.length, outcomes: tp + fp + fn + tn, positives: tp + fn, figures };
}

describe("the figures", () => {
  test.each([
    ["day", undefined],
    ["week", undefined],
    ["week", "rf-other"],
    ["month", "rf-other"],
    ["count", undefined],
  ] as const)("by %s, version %s, are those of the predictions one by one", async (by, modelVersion) => {
    const answer = await trends(deps, { by, size: 40, ...(modelVersion && { modelVersion }) });
    expect(trendsSchema.parse(answer)).toEqual(answer);
    let shown = 0;
    for (const window of [...answer.windows, ...(answer.total ? [answer.total] : [])]) {
      const { figures, ...counts } = naive(window.from, window.to, modelVersion);
      expect(window).toMatchObject(counts);
      for (const name of metricNames) {
        if (window.realised[name].value === null) continue;
        expect(window.realised[name].value).toBe(figures[name]);
        shown += 1;
      }
    }
    expect(shown).toBeGreaterThan(4);
    expect(answer.windows.reduce((sum, { days }) => sum + days, 0)).toBe(24);
  });

  test("are of the days asked for, first and last included, and say which versions they mix", async () => {
    const { windows, total, counted } = await trends(deps, {
      by: "day",
      from: "2026-03-01",
      to: "2026-03-03",
    });
    expect(windows.map(({ from }) => from)).toEqual(["2026-03-01", "2026-03-02", "2026-03-03"]);
    const { figures: _, ...counts } = naive("2026-03-01", "2026-03-03", undefined);
    expect(total).toMatchObject(counts);
    expect(total?.versions).toEqual([champion, "rf-other"].sort());
    expect(counted).toEqual({ from: "2026-02-25", to: "2026-03-20" });
    const one = await trends(deps, { by: "day", modelVersion: "rf-other" });
    expect(one.total?.versions).toEqual(["rf-other"]);
    expect(one.versions).toEqual([champion, "rf-other"].sort());
  });

  test("of days that are not there are none, not an error", async () => {
    for (const range of [
      { from: "2030-01-01" },
      { to: "0000-01-01" },
      { from: "2026-03-05", to: "2026-03-01" },
    ]) {
      const answer = await trends(deps, { by: "week", ...range });
      expect(answer).toMatchObject({ windows: [], total: null, promotions: [] });
    }
  });
});

describe("beside the figures", () => {
  test("stand the moves of the champion in these days, with reason, and no other name's", async () => {
    const said = { reason: "Better at 1 %.", actorId: "a", actorName: "A" };
    const move = (name: string, sequence: number, movedAt: string) => ({
      ...{ name, sequence, kind: "promote" as const, fromVersion: champion, toVersion: "rf-other" },
      ...{ movedAt: new Date(movedAt), ...said },
    });
    await deps.db.modelMove.createMany({
      data: [
        move("champion", 2, "2026-03-04T23:59:59Z"),
        move("champion", 3, "2026-03-05T00:00:00Z"),
        move("challenger", 1, "2026-03-04T10:00:00Z"),
      ],
    });
    const { promotions } = await trends(deps, { by: "day", from: "2026-03-01", to: "2026-03-04" });
    expect(promotions).toEqual([
      {
        ...{ at: "2026-03-04T23:59:59.000Z", kind: "promote", from: champion, to: "rf-other" },
        reason: said.reason,
      },
    ]);
  });

  test("it says how many days lack something recorded since, and when days were last counted", async () => {
    expect(await trends(deps, { by: "day" })).toMatchObject({ daysBehind: 0, rolledUpAt: now.toISOString() });
    const id = stored.predictions[0]?.id ?? "";
    const actor = aCaller("late", "Late");
    await recordOutcome(deps, { actor, id, outcome: "calcification", note: "late" });
    expect(await trends(deps, { by: "day" })).toMatchObject({ daysBehind: 1 });
    await rollUp(deps, round());
    expect(await trends(deps, { by: "day" })).toMatchObject({ daysBehind: 0 });
  });

  test("it says whether anybody counts", async () => {
    expect(await trends(deps, { by: "day" })).toMatchObject({ keeperPresent: false });
    const keeper = startKeeper({ url: deps.url, log: deps.log, metrics: deps.metrics, duties: [] });
    await expect
      .poll(async () => (await trends(deps, { by: "day" })).keeperPresent, { timeout: 5000 })
      .toBe(true);
    await keeper.stop();
    expect(await trends(deps, { by: "day" })).toMatchObject({ keeperPresent: false });
  });
});
