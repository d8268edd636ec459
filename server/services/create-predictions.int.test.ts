import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ZodError } from "zod";
import { createPredictionsSchema, mostRows } from "../../lib/create-predictions";
import type { CreatePrediction } from "../../lib/prediction";
import { aCaller } from "../testing/caller";
import { samplesOf } from "../testing/exposition";
import { aBody, aSubmission } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import { createPrediction } from "./create-prediction";
import { createPredictions } from "./create-predictions";
import { IdempotencyConflictError } from "./errors";
import { predictionById } from "./predictions";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
beforeAll(async () => {
  deps = await createTestDependencies();
});
afterAll(() => deps.drop());

const sender = { actor: aCaller(), source: "api" } as const;
const create = (rows: readonly unknown[]) => createPredictions(deps, rows, sender);
const at = (area: number): CreatePrediction => aBody({ features: { ...aBody().features, area } });
const stored = () => deps.db.prediction.count();

async function counted(name: string): Promise<number> {
  const samples = samplesOf(await deps.metrics.registry.metrics());
  return samples.filter((one) => one.name === name).reduce((sum, { value }) => sum + value, 0);
}

describe("createPredictions", () => {
  test("stores every row as a prediction of its own, and answers them in their order", async () => {
    const rows = Array.from({ length: 450 }, (_, i) => at(i / 100));
    const before = [await stored(), await counted("microcalc_predictions_total")];
    const results = await create(rows);
    expect(results.map((result) => result.ok && result.prediction.features)).toEqual(
      rows.map(({ features }) => features),
    );
    expect(await stored()).toBe((before[0] ?? 0) + 450);
    expect(await counted("microcalc_predictions_total")).toBe((before[1] ?? 0) + 450);
    const last = results.at(-1);
    if (!last?.ok) throw new Error("The last row was refused.");
    expect(await predictionById(deps, last.prediction.id)).toMatchObject({ ...last.prediction });
  });

  test("refuses bad rows by themselves: the good ones beside them are stored", async () => {
    const good = at(1);
    const bad = [null, "row", [], {}, { ...at(2), extra: 1 }, { ...at(2), features: { area: null } }];
    const before = await stored();
    const results = await create([...bad, good, { ...good, idempotencyKey: "short" }]);
    expect(results.map(({ ok }) => ok)).toEqual([...bad.map(() => false), true, false]);
    expect(results.every((result) => result.ok || result.error instanceof ZodError)).toBe(true);
    expect(await stored()).toBe(before + 1);
  });

  test("answers rows sent again by what was stored first, whoever sends them with what else", async () => {
    const rows = Array.from({ length: 250 }, (_, i) => at(i / 100));
    const first = await create(rows.slice(0, 230));
    const before = [await stored(), await counted("microcalc_idempotent_replays_total")];
    const again = await create(rows);
    expect(again.slice(0, 230)).toEqual(first);
    expect(await stored()).toBe((before[0] ?? 0) + 20);
    expect(await counted("microcalc_idempotent_replays_total")).toBe((before[1] ?? 0) + 230);
  });

  test.for([0, 300])("takes a key once within a call, %i rows apart", async (apart) => {
    const between = Array.from({ length: apart }, (_, i) => at(i / 100));
    const one = at(1);
    const before = await stored();
    const [first, ...rest] = await create([
      one,
      ...between,
      one,
      { ...at(2), idempotencyKey: one.idempotencyKey },
    ]);
    expect(rest.at(-2)).toEqual(first);
    const last = rest.at(-1);
    expect(last?.ok === false && last.error).toBeInstanceOf(IdempotencyConflictError);
    expect(await stored()).toBe(before + 1 + apart);
  });

  test("takes up to 1,000 rows, and not one more", () => {
    const rows = (count: number) =>
      createPredictionsSchema.safeParse({ rows: Array(count).fill({}) }).success;
    expect([0, 1, mostRows, mostRows + 1].map(rows)).toEqual([false, true, true, false]);
  });

  test("keeps nobody waiting until all rows are done: one sent meanwhile is answered before", async () => {
    const order: string[] = [];
    const rows = Array.from({ length: mostRows }, (_, i) => at(i / 1000));
    const many = create(rows).then(() => order.push("many"));
    await new Promise(setImmediate);
    await createPrediction(deps, aSubmission()).then(() => order.push("one"));
    await many;
    expect(order).toEqual(["one", "many"]);
  });

  test("of a key that is erased just after it was found to be used asks to be sent again, and is then taken", async () => {
    const row = at(0.77);
    const writePrediction = async () => false;
    const before = await stored();
    await expect(createPredictions({ ...deps, writePrediction }, [row], sender)).rejects.toMatchObject({
      name: "DatabaseUnavailableError",
    });
    expect(await stored()).toBe(before);
    expect(await create([row])).toMatchObject([{ ok: true }]);
  });
});
