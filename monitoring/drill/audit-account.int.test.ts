import { afterAll, beforeAll, expect, test } from "vitest";
import { sealPiece } from "../../server/services/audit-sealing";
import { createPrediction } from "../../server/services/create-prediction";
import { aSubmission } from "../../server/testing/submission";
import { createTestDependencies } from "../../server/testing/test-dependencies";
import { auditAccount, unsealedAfterRest } from "./audit-account";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
beforeAll(async () => {
  deps = await createTestDependencies();
});
afterAll(() => deps.drop());

test("the drill finds a prediction that is not on record, a record without one, and a chain written anew", async () => {
  const [first] = [await createPrediction(deps, aSubmission()), await createPrediction(deps, aSubmission())];
  await sealPiece(deps.db, null, new Date());
  // The installation's model is on record before them.
  expect(await unsealedAfterRest(deps.url)).toBe(0);
  const before = await auditAccount(deps.url, null);
  expect(before).toMatchObject({ unaudited: 0, sealed: 3, fault: null, head: { sequence: 3 } });
  expect(await auditAccount(deps.url, before.head)).toMatchObject({ fault: null });

  for (const table of ["audit_events", "audit_seals"])
    await deps.db.$executeRawUnsafe(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
  await deps.db.$executeRaw`UPDATE audit_events SET target_id = 'another' WHERE target_id = ${first?.id}`;
  expect(await auditAccount(deps.url, before.head)).toMatchObject({
    unaudited: 2,
    fault: "Row 2 of the chain: changed.",
  });
  await deps.db.$executeRaw`DELETE FROM audit_seals`;
  await sealPiece(deps.db, null, new Date());
  expect(await auditAccount(deps.url, before.head)).toMatchObject({
    fault: "The chain leads past row 3 as it was noted.",
  });
});
