import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openOrders } from "../../lib/outcomes/literals";
import type { OpenOrder } from "../../lib/outcomes/open-outcomes";
import type { Opinion, Outcome, Prediction } from "../../lib/prediction";
import { aCaller } from "../testing/caller";
import { aSubmission } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import { createPrediction } from "./create-prediction";
import { InvalidCursorError } from "./errors";
import { openOutcomes } from "./open-outcomes";
import { recordOutcome } from "./outcomes";
import { predictionById } from "./predictions";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
let all: Prediction[];
const actor = aCaller();
const opinions: (Opinion | undefined)[] = ["calcification", "not_calcification", "unsure", undefined];
const said: Outcome[][] = [
  [],
  ["undetermined"],
  ["calcification"],
  ["undetermined", "not_calcification"],
  ["calcification", "undetermined"],
  [],
];

/** 48 predictions, four to the same millisecond, of both calls, with every opinion and every course of outcomes. */
beforeAll(async () => {
  deps = await createTestDependencies();
  all = [];
  for (let i = 0; i < 48; i++) {
    const now = () => new Date(Date.UTC(2026, 0, 1) + Math.floor(i / 4) * 60_000);
    const features = { ...aSubmission().features, contrast: i % 3 === 0 ? -0.37 : 3 + (i % 5) };
    const firstOpinion = opinions[i % 4];
    const submission = aSubmission({ features, ...(firstOpinion && { firstOpinion }) });
    const { id } = await createPrediction({ ...deps, now }, submission);
    for (const outcome of said[i % 6] ?? []) await recordOutcome(deps, { actor, id, outcome });
    all.push(await predictionById(deps, id));
  }
});
afterAll(() => deps.drop());

async function walk(order: OpenOrder, limit: number): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await openOutcomes(deps, { order, limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    found.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

const isOpen = ({ outcome }: Prediction) => outcome === null || outcome.outcome === "undetermined";
const differs = ({ firstOpinion, label }: Prediction) =>
  firstOpinion !== null && firstOpinion !== "unsure" && firstOpinion !== label;
const byAge = (a: Prediction, b: Prediction) => (a.createdAt + a.id < b.createdAt + b.id ? -1 : 1);
const expected: Record<OpenOrder, () => Prediction[]> = {
  age: () => all.filter(isOpen).sort(byAge),
  probability: () =>
    all.filter(isOpen).sort((a, b) => b.probability - a.probability || (a.id < b.id ? 1 : -1)),
  disagreement: () =>
    all
      .filter((one) => isOpen(one) && differs(one))
      .sort(byAge)
      .reverse(),
};

describe("what is still open", () => {
  test.for(openOrders)(
    "is gone through once in the order of %s, whatever the size of a page",
    async (order) => {
      const ids = expected[order]().map(({ id }) => id);
      expect(ids.length).toBeGreaterThan(3);
      for (const limit of [1, 4, 7, 200]) expect(await walk(order, limit)).toEqual(ids);
    },
  );

  test("continues where a page ended although rows before it have been closed", async () => {
    const ids = expected.age().map(({ id }) => id);
    const first = await openOutcomes(deps, { order: "age", limit: 5 });
    const fresh = await createPrediction(deps, aSubmission());
    await recordOutcome(deps, { actor, id: fresh.id, outcome: "calcification" });
    const second = await openOutcomes(deps, { order: "age", limit: 5, cursor: first.nextCursor });
    expect(second.items.map(({ id }) => id)).toEqual(ids.slice(5, 10));
  });

  test("refuses a cursor of another order, or of nobody's", async () => {
    const { nextCursor } = await openOutcomes(deps, { order: "age", limit: 1 });
    for (const order of ["probability", "disagreement"] as const) {
      const asked = openOutcomes(deps, { order, limit: 1, cursor: nextCursor });
      await expect(asked).rejects.toBeInstanceOf(InvalidCursorError);
    }
    const forged = Buffer.from('["probability",2,"0190a3c0-0000-7000-8000-000000000000"]').toString(
      "base64url",
    );
    for (const cursor of ["x", forged]) {
      const asked = openOutcomes(deps, { order: "probability", limit: 1, cursor });
      await expect(asked).rejects.toBeInstanceOf(InvalidCursorError);
    }
  });

  test("finds disagreements by their own index", async () => {
    const plan = await deps.db.$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
      await tx.$executeRaw`SET LOCAL enable_sort = off`;
      return tx.$queryRaw<Record<string, string>[]>`
        EXPLAIN SELECT id FROM predictions p
        WHERE (
          (p.first_opinion = 'calcification' AND p.label = 'not_calcification')
          OR (p.first_opinion = 'not_calcification' AND p.label = 'calcification')
        )
        ORDER BY p.created_at DESC, p.id DESC LIMIT 26`;
    });
    expect(JSON.stringify(plan)).toContain("predictions_disagreement_idx");
  });
});
