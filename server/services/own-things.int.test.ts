import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCaller } from "../testing/caller";
import { aSubmission } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import { createApiKey, revokeApiKey } from "./api-keys";
import { createPrediction } from "./create-prediction";
import { recordOutcome } from "./outcomes";
import { listPredictions, predictionById } from "./predictions";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
const [pacs, other] = [aCaller("pacs", "PACS"), aCaller("other", "Other")];
let [own, foreign] = ["", ""];

beforeAll(async () => {
  deps = await createTestDependencies();
  own = (await createPrediction(deps, aSubmission({ actor: pacs }))).id;
  foreign = (await createPrediction(deps, aSubmission({ actor: other }))).id;
});
afterAll(async () => await deps.drop());

describe("who reaches its own things only", () => {
  const owner = pacs.id;

  test("lists them and nothing else", async () => {
    const { items } = await listPredictions(deps, { limit: 200, owner });
    expect(items.map(({ id }) => id)).toEqual([own]);
  });

  test("finds somebody else's as little as one that is not there", async () => {
    expect((await predictionById(deps, own, { owner })).id).toBe(own);
    await expect(predictionById(deps, foreign, { owner })).rejects.toMatchObject({ name: "NotFoundError" });
  });

  test("says of somebody else's nothing", async () => {
    const said = { actor: pacs, outcome: "calcification", owner } as const;
    await expect(recordOutcome(deps, { ...said, id: foreign })).rejects.toMatchObject({
      name: "NotFoundError",
    });
    expect(await deps.db.outcomeRecord.count({ where: { predictionId: foreign } })).toBe(0);
    expect((await recordOutcome(deps, { ...said, id: own })).outcome).toBe("calcification");
  });
});

describe("a key", () => {
  test("is found by itself alone, until it is revoked or over", async () => {
    const { findKey } = deps.accounts;
    const { apiKey, key } = await createApiKey(deps, {
      name: "pacs",
      role: "service",
      scopes: [],
      actor: pacs,
    });
    expect(await findKey(key)).toMatchObject({ id: apiKey.id, role: "service" });
    for (const guess of ["", key.slice(0, -1), `${key.slice(0, -1)}_`, key.toUpperCase(), `${key} `])
      expect(await findKey(guess)).toBeNull();
    await deps.db.apiKey.update({
      where: { id: apiKey.id },
      data: { expiresAt: new Date(Date.now() - 1000) },
    });
    expect(await findKey(key)).toBeNull();
    await deps.db.apiKey.update({ where: { id: apiKey.id }, data: { expiresAt: null } });
    await revokeApiKey(deps, { id: apiKey.id, actor: pacs });
    expect(await findKey(key)).toBeNull();
  });

  test("is nowhere in the database", async () => {
    const { key } = await createApiKey(deps, { name: "secret", role: "service", scopes: [], actor: pacs });
    const rows = [await deps.db.apiKey.findMany(), await deps.db.auditEvent.findMany()];
    expect(
      JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? String(value) : value)),
    ).not.toContain(key.slice(14));
  });
});
