import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { retentionDuty } from "../jobs/retention";
import { aCaller } from "../testing/caller";
import { aSubmission } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import { eraseCase, exportCase, heldOnCase } from "./case-records";
import { createPrediction } from "./create-prediction";
import { IdempotencyConflictError } from "./errors";
import { recordOutcome } from "./outcomes";
import { listPredictions, predictionById } from "./predictions";
import { reviewPrediction } from "./reviews";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
const actor = aCaller();
beforeAll(async () => {
  deps = await createTestDependencies();
});
afterAll(() => deps.drop());

const held = (caseReference: string) => heldOnCase(deps, { actor, caseReference });

/** A prediction of a case with two outcomes and a review, each with words. */
async function aWrittenCase(caseReference: string | undefined, at = deps.now()) {
  const then = { ...deps, now: () => at };
  const submission = aSubmission(caseReference === undefined ? {} : { caseReference });
  const { id } = await createPrediction(then, submission);
  await recordOutcome(then, { actor, id, outcome: "undetermined", note: "WORDS of the first." });
  await recordOutcome(then, { actor, id, outcome: "calcification", note: "WORDS of the second." });
  await reviewPrediction(then, { actor, id, verdict: "dismissed", reason: "WORDS of the reason." });
  return { id, submission };
}

const erasures = async () =>
  (await deps.db.auditEvent.findMany({ where: { action: "case.erase" }, orderBy: { id: "asc" } })).map(
    ({ actorId, targetId, details }) => ({ actorId, targetId, details }),
  );

describe("what is held on a case", () => {
  test("is counted by its whole reference, and is nothing for a part of it or for another spelling", async () => {
    await aWrittenCase("Held 12");
    await createPrediction(deps, aSubmission({ caseReference: "Held 12" }));
    expect(await held("Held 12")).toMatchObject({ predictions: 2, outcomes: 2, reviews: 1, notes: 3 });
    const nothing = { predictions: 0, outcomes: 0, reviews: 0, notes: 0, firstAt: null, lastAt: null };
    for (const other of ["Held 1", "Held 123", "held 12"]) expect(await held(other)).toEqual(nothing);
  });

  test("is handed out whole, with every outcome and review", async () => {
    const { id } = await aWrittenCase("Out 1");
    const records = [];
    for await (const batch of exportCase(deps, { caseReference: "Out 1" })) records.push(...batch);
    expect(records).toEqual([await predictionById(deps, id)]);
    expect(records[0]?.outcomes).toHaveLength(2);
  });
});

describe("an erased case", () => {
  test("is found no more, has no words left, and keeps what was computed", async () => {
    const [erased, other] = [await aWrittenCase("Gone 1"), await aWrittenCase("Stays 1")];
    const [before, others] = await Promise.all([
      predictionById(deps, erased.id),
      predictionById(deps, other.id),
    ]);
    const done = await eraseCase(deps, { actor, caseReference: "Gone 1", reason: "request" });
    expect(done).toEqual({ predictions: 1, notes: 3 });
    expect((await held("Gone 1")).predictions).toBe(0);
    expect((await listPredictions(deps, { limit: 25, caseReference: "Gone 1" })).items).toEqual([]);
    const after = await predictionById(deps, erased.id);
    expect(JSON.stringify(after)).not.toMatch(/WORDS|Gone 1/);
    expect(after).toMatchObject({
      ...{ caseReference: null, caseReferenceState: "none", probability: before.probability },
      ...{
        features: before.features,
        outcome: { outcome: "calcification" },
        review: { verdict: "dismissed" },
      },
    });
    expect(await predictionById(deps, other.id)).toEqual(others);
  });

  test("leaves a row of the trail with how many and why, and neither the reference nor its hash", async () => {
    await aWrittenCase("Gone 2");
    const hash = deps.caseCipher.hash("Gone 2");
    await held("Gone 2");
    await eraseCase(deps, { actor, caseReference: "Gone 2", reason: "mistake" });
    expect((await erasures()).at(-1)).toEqual({
      actorId: actor.id,
      targetId: null,
      details: { count: 1, reason: "mistake" },
    });
    const trail = JSON.stringify(await deps.db.auditEvent.findMany());
    for (const text of ["Gone 2", hash.toString("hex"), hash.toString("base64"), "WORDS"])
      expect(trail).not.toContain(text);
  });

  test("twice is once, and on record both times", async () => {
    await aWrittenCase("Gone 3");
    const before = (await erasures()).length;
    const erase = () => eraseCase(deps, { actor, caseReference: "Gone 3", reason: "other" });
    const all = await Promise.all([erase(), erase()]);
    expect(all.map(({ predictions }) => predictions).sort()).toEqual([0, 1]);
    expect(await erasures()).toHaveLength(before + 2);
  });

  test("leaves no key of its submissions, which programs make of what they know", async () => {
    const { submission } = await aWrittenCase("Gone 4");
    const { idempotencyKey } = submission;
    const other = createPrediction(deps, aSubmission({ idempotencyKey, caseReference: "Another" }));
    await expect(other).rejects.toBeInstanceOf(IdempotencyConflictError);
    await eraseCase(deps, { actor, caseReference: "Gone 4", reason: "request" });
    expect(await deps.db.idempotencyKey.count({ where: { key: idempotencyKey } })).toBe(0);
  });
});

describe("retention", () => {
  const days = (count: number) => new Date(Date.now() - count * 86_400_000);
  const run = () => retentionDuty(deps, 30).run(new AbortController().signal);

  test("erases cases and words that are older than configured, and leaves younger ones", async () => {
    const [old, young] = [await aWrittenCase("Old 1", days(31)), await aWrittenCase("Young 1", days(29))];
    const nameless = await aWrittenCase(undefined, days(31));
    const before = (await erasures()).length;
    await run();
    expect((await held("Old 1")).predictions).toBe(0);
    for (const { id } of [old, nameless])
      expect(JSON.stringify(await predictionById(deps, id))).not.toContain("WORDS");
    expect((await predictionById(deps, young.id)).caseReference).toBe("Young 1");
    expect(JSON.stringify(await predictionById(deps, young.id))).toContain("WORDS of the first.");
    const rows = (await erasures()).slice(before);
    expect(rows).toEqual([
      { actorId: "retention", targetId: null, details: { count: 1, reason: "retention" } },
    ]);
    await run();
    expect(await erasures()).toHaveLength(before + 1);
  });

  test("erases words that come later when they are as old, and goes through more than one batch", async () => {
    const { id } = await createPrediction({ ...deps, now: () => days(90) }, aSubmission());
    await recordOutcome(
      { ...deps, now: () => days(10) },
      { actor, id, outcome: "undetermined", note: "WORDS of late." },
    );
    for (let i = 0; i < 501; i += 100) {
      const some = Array.from({ length: Math.min(100, 501 - i) }, () =>
        aSubmission({ caseReference: "Many" }),
      );
      await Promise.all(some.map((one) => createPrediction({ ...deps, now: () => days(40) }, one)));
    }
    await run();
    expect((await held("Many")).predictions).toBe(0);
    expect((await predictionById(deps, id)).outcomes[0]?.note).toBe("WORDS of late.");
    await retentionDuty(deps, 9).run(new AbortController().signal);
    expect((await predictionById(deps, id)).outcomes[0]?.note).toBeNull();
  });
});
