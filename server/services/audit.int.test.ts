import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { aCaller } from "../testing/caller";
import { runScript } from "../testing/run-script";
import { aBody, aSubmission } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import { audit, auditDenial } from "./audit";
import { assessCanary } from "./canary";
import { createPrediction } from "./create-prediction";
import { importOutcomes, previewImport } from "./import-outcomes";
import { promote } from "./model-moves";
import { recordOutcome } from "./outcomes";
import { reviewPrediction } from "./reviews";
import { showImportPreview, showOpenOutcomes, showPrediction, showPredictions } from "./shown-predictions";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
const actor = aCaller();

const noteSeen = async () => {
  for (const { id } of await deps.db.auditEvent.findMany({ select: { id: true } })) seen.add(id);
};
beforeAll(async () => {
  deps = await createTestDependencies();
  // The installation has put its model on record.
  await noteSeen();
});
afterEach(noteSeen);
afterAll(() => deps.drop());

/** Rows of earlier tests. */
const seen = new Set<string>();

async function rows() {
  const found = await deps.db.auditEvent.findMany({ orderBy: { id: "asc" } });
  return found.filter(({ id }) => !seen.has(id));
}
const actions = async () => (await rows()).map(({ action, targetId }) => [action, targetId]);

const aFile = (text: string) => ({ name: "outcomes.csv", base64: Buffer.from(text).toString("base64") });

describe("an act leaves one row", () => {
  test("that says who, as what, from where, under which request, on what", async () => {
    const who = { ...aCaller("someone", "Some One"), credentialId: "key:1" };
    const { id } = await createPrediction(deps, aSubmission({ actor: who }));
    expect(await rows()).toEqual([
      {
        ...{ id: expect.any(String), at: expect.any(Date), action: "prediction.create", result: "done" },
        ...{ actorId: "someone", actorName: "Some One", actorRole: "clinician" },
        ...{ targetType: "prediction", targetId: id, address: "192.0.2.1", requestId: "test-request" },
        details: { credential: "key:1" },
      },
    ]);
  });

  test("for each of 200 submissions at once, no more and no less", async () => {
    const made = await Promise.all(Array.from({ length: 200 }, () => createPrediction(deps, aSubmission())));
    const ids = (await actions()).map(([, target]) => target);
    expect(ids.toSorted()).toEqual(made.map(({ id }) => id).toSorted());
  });

  test("that tells a replay from the submission itself", async () => {
    const submission = aSubmission();
    const { id } = await createPrediction(deps, submission);
    await createPrediction(deps, submission);
    expect(await actions()).toEqual([
      ["prediction.create", id],
      ["prediction.replay", id],
    ]);
  });

  test("when outcomes are recorded and imported and answers reviewed, and none when nothing was new", async () => {
    const { id } = await createPrediction(deps, aSubmission());
    for (const _ of [1, 2]) await recordOutcome(deps, { actor, id, outcome: "undetermined" });
    for (const _ of [1, 2]) await reviewPrediction(deps, { actor, id, verdict: "agreed" });
    const file = aFile(`id;outcome\n${id};calcification\n`);
    const { fileSha256 } = await previewImport(deps, { file });
    for (const _ of [1, 2]) await importOutcomes(deps, { actor, file, fileSha256, faultyLines: "refuse" });
    expect(await actions()).toEqual([
      ["prediction.create", id],
      ["outcome.record", id],
      ["review.record", id],
      ["outcome.import", fileSha256],
    ]);
  });

  test("when records are shown: one for a record, one with the count for a list", async () => {
    const { id } = await createPrediction(deps, aSubmission({ caseReference: "CASE 7" }));
    await Promise.all(Array.from({ length: 3 }, () => showPrediction(deps, { id, actor })));
    await showPredictions(deps, { actor, limit: 25, caseReference: "CASE 7" });
    await showOpenOutcomes(deps, { actor, order: "age", limit: 2 });
    await showImportPreview(deps, { actor, file: aFile(`id;outcome\n${id};calcification\n`) });
    const found = (await rows()).map(({ action, details }) => [action, details]);
    expect(found.slice(1, 5)).toEqual([
      ...Array(3).fill(["prediction.read", {}]),
      ["prediction.list", { count: 1, filters: ["caseReference"] }],
    ]);
    expect(JSON.stringify(await rows())).not.toContain("CASE 7");
  });

  test("when somebody is refused", async () => {
    await auditDenial(deps, actor, { operation: "models.promote", reason: "forbidden" });
    expect(await rows()).toMatchObject([
      { action: "access.denied", result: "denied", targetType: "procedure", targetId: "models.promote" },
    ]);
  });
});

describe("no row is left", () => {
  test("by an act that fails", async () => {
    const unknown = randomUUID();
    await recordOutcome(deps, { actor, id: unknown, outcome: "calcification" }).catch(() => undefined);
    await showPrediction(deps, { actor, id: unknown }).catch(() => undefined);
    const version = deps.models.champion().card.version;
    const again = { version, reason: "r", expectedChampion: version, overruleReason: null, actor };
    await promote(deps, again).catch(() => undefined);
    expect(await rows()).toEqual([]);
  });

  test("by a submission that the database refuses, nor the other way round", async () => {
    const tooLong = { ...actor, requestId: "x".repeat(65) };
    const before = await deps.db.prediction.count();
    await expect(createPrediction(deps, aSubmission({ actor: tooLong }))).rejects.toThrow();
    expect([await deps.db.prediction.count(), await rows()]).toEqual([before, []]);
  });

  test("by the canary", async () => {
    await assessCanary(deps, aBody());
    expect(await rows()).toEqual([]);
  });

  test("that cannot be told from free text: ids have no blanks, details are of a closed shape", async () => {
    const target = { type: "prediction", id: "CASE 7" } as const;
    await expect(audit(deps, actor, { action: "prediction.read", target })).rejects.toThrow();
    const details = { note: "a word about a person" } as object;
    await expect(async () => audit(deps, actor, { action: "prediction.read", details })).rejects.toThrow();
    expect(await rows()).toEqual([]);
  });
});

test("a process that is killed in the middle leaves both the prediction and its row, or neither", async () => {
  const script = runScript(`
    import { createDb } from "./server/db/client.ts";
    import { dependenciesOn } from "./server/testing/dependencies-on.ts";
    import { createPrediction } from "./server/services/create-prediction.ts";
    import { aSubmission } from "./server/testing/submission.ts";
    const url = ${JSON.stringify(deps.url)};
    const deps = await dependenciesOn({ db: createDb(url), url });
    process.stdout.write("begun");
    for (;;) await Promise.all(Array.from({ length: 20 }, () => createPrediction(deps, aSubmission())));
  `);
  await script.said("begun");
  while ((await rows()).length < 40);
  script.kill();
  await script.exitCode;
  const [counts] = await deps.db.$queryRaw<[{ unaudited: number; unmade: number }]>`
    SELECT
      (SELECT count(*)::int FROM predictions p WHERE NOT EXISTS (
        SELECT FROM audit_events WHERE action = 'prediction.create' AND target_id = p.id::text)) AS unaudited,
      (SELECT count(*)::int FROM audit_events e WHERE action = 'prediction.create' AND NOT EXISTS (
        SELECT FROM predictions WHERE id::text = e.target_id)) AS unmade`;
  expect(counts).toEqual({ unaudited: 0, unmade: 0 });
});
