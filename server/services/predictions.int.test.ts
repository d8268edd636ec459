import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Prediction, PredictionFilters } from "../../lib/prediction";
import { aCaller } from "../testing/caller";
import { aSubmission } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import { createPrediction } from "./create-prediction";
import { InvalidCursorError, NotFoundError } from "./errors";
import { recordOutcome } from "./outcomes";
import { countArrivals, exportPredictions, listPredictions, predictionById } from "./predictions";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
let all: Prediction[];
const actor = aCaller();

/** 40 predictions, four to the same millisecond, half of them of one case, some with an outcome. */
beforeAll(async () => {
  deps = await createTestDependencies();
  for (let i = 0; i < 40; i++) {
    const now = () => new Date(Date.UTC(2026, 0, 1) + Math.floor(i / 4) * 60_000);
    const features = { ...aSubmission().features, contrast: i % 3 === 0 ? -0.37 : 3 + i / 10 };
    const submission = aSubmission({ features, ...(i % 2 === 0 && { caseReference: "even" }) });
    const { id } = await createPrediction({ ...deps, now }, submission);
    if (i % 5 === 0) await recordOutcome(deps, { actor, id, outcome: "not_calcification" });
    if (i % 10 === 0) await recordOutcome(deps, { actor, id, outcome: "calcification", note: "biopsy" });
  }
  all = await walk({}, 200);
});
afterAll(() => deps.drop());

async function walk(filters: PredictionFilters, limit: number): Promise<Prediction[]> {
  const found: Prediction[] = [];
  let cursor: string | null = null;
  do {
    const page = await listPredictions(deps, { ...filters, limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

const ids = (predictions: Prediction[]) => predictions.map(({ id }) => id);

describe("listPredictions", () => {
  test("goes through all rows once, newest first, whatever the size of a page", async () => {
    expect(all).toHaveLength(40);
    const sorted = [...all].sort((a, b) => (b.createdAt + b.id < a.createdAt + a.id ? -1 : 1));
    expect(ids(all)).toEqual(ids(sorted));
    for (const limit of [1, 3, 4, 7, 40, 41]) expect(ids(await walk({}, limit))).toEqual(ids(all));
  });

  test("continues where a page ended although new rows arrived", async () => {
    const first = await listPredictions(deps, { limit: 10 });
    const fresh = await createPrediction(deps, aSubmission());
    const second = await listPredictions(deps, { limit: 10, cursor: first.nextCursor });
    expect(ids(second.items)).toEqual(ids(all.slice(10, 20)));
    expect(ids((await listPredictions(deps, { limit: 1 })).items)).toEqual([fresh.id]);
    all = await walk({}, 200);
  });

  const minute = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString();
  const filters: [string, PredictionFilters, (p: Prediction) => boolean][] = [
    ["from", { from: minute(4) }, (p) => p.createdAt >= minute(4)],
    ["to", { to: minute(4) }, (p) => p.createdAt < minute(4)],
    ["label", { label: "calcification" }, (p) => p.label === "calcification"],
    ["minProbability", { minProbability: 0.3 }, (p) => p.probability >= 0.3],
    ["maxProbability", { maxProbability: 0.3 }, (p) => p.probability <= 0.3],
    ["pending", { outcome: "pending" }, (p) => p.outcome === null],
    ["latest outcome", { outcome: "calcification" }, (p) => p.outcome?.outcome === "calcification"],
    [
      "corrected outcome",
      { outcome: "not_calcification" },
      (p) => p.outcome?.outcome === "not_calcification",
    ],
    ["another model", { modelVersion: "rf-000000000000" }, () => false],
    ["case reference", { caseReference: "even" }, (p) => p.caseReference === "even"],
    [
      "several at once",
      { caseReference: "even", outcome: "pending", to: minute(6) },
      (p) => p.caseReference === "even" && p.outcome === null && p.createdAt < minute(6),
    ],
  ];
  test.for(filters)("shows exactly the rows of the filter: %s", async ([, filter, matches]) => {
    expect(ids(await walk(filter, 6))).toEqual(ids(all.filter(matches)));
  });

  test("refuses a cursor it did not make", async () => {
    const forged = fc.oneof(
      fc.string({ minLength: 1, maxLength: 200 }),
      fc.json().map((json) => Buffer.from(json).toString("base64url")),
      fc.constant(Buffer.from('["2026-01-01T00:00:00.000Z","1 OR 1=1"]').toString("base64url")),
    );
    await fc.assert(
      fc.asyncProperty(forged, async (cursor) => {
        await expect(listPredictions(deps, { limit: 1, cursor })).rejects.toBeInstanceOf(InvalidCursorError);
      }),
      { numRuns: 200 },
    );
  });
});

describe("countArrivals", () => {
  test("counts what came after the newest row on screen, by the same filter", async () => {
    const after = all[9]?.id ?? "";
    expect(await countArrivals(deps, { after })).toEqual({ count: 9 });
    expect(await countArrivals(deps, { after: null })).toEqual({ count: all.length });
    const even = all.slice(0, 9).filter((p) => p.caseReference === "even").length;
    expect(await countArrivals(deps, { after, caseReference: "even" })).toEqual({ count: even });
  });
});

test("predictionById names what is not there", async () => {
  await expect(predictionById(deps, randomUUID())).rejects.toBeInstanceOf(NotFoundError);
});

test("exportPredictions gives the filtered rows in the order of the list", async () => {
  const exported: Prediction[] = [];
  for await (const batch of exportPredictions(deps, { caseReference: "even" })) exported.push(...batch);
  expect(ids(exported)).toEqual(ids(all.filter((p) => p.caseReference === "even")));
});
