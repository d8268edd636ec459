import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { type AnyProcedure, callTRPCProcedure } from "@trpc/server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { AuditAction } from "../../lib/audit/actions";
import { noDescription } from "../../lib/dataset/dataset-description";
import { createPredictionSchema } from "../../lib/prediction";
import type { Principal } from "../auth/caller";
import type { Visitor } from "../auth/visitor";
import { createAccount } from "../services/accounts";
import { createApiKey } from "../services/api-keys";
import { createPrediction } from "../services/create-prediction";
import { previewImport } from "../services/import-outcomes";
import { assign, promote } from "../services/model-moves";
import { registerModel } from "../services/model-store";
import { confirmSecondFactor, startSecondFactor } from "../services/own-account";
import { championVersion } from "../services/served-models";
import { makeSetupToken } from "../services/set-up";
import { signIn } from "../services/sign-in";
import { anotherModel } from "../testing/another-model";
import { createBrowser } from "../testing/browser";
import { aCaller } from "../testing/caller";
import { madeUpFileText } from "../testing/made-up-file";
import { aBody, aSubmission } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import { totp } from "../testing/totp";
import { aStoredDataset, aTrainingRequest, startRun } from "../testing/training";
import { appRouter } from "./root";

const actor = aCaller();
const administrator: Principal = {
  ...{ id: "test-administrator", name: "Test administrator", role: "administrator" },
  ...{ credential: { kind: "key", id: "test-key" }, scopes: [], mustFirst: null },
};

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
let [first, other] = ["", ""];
beforeAll(async () => {
  deps = await createTestDependencies();
  first = deps.models.champion().card.version;
  other = (await registerModel(deps.db, await anotherModel({ trees: 40 }))).card.version;
  // What puts an act on record fails where it is switched on.
  await deps.db.$executeRawUnsafe(
    `CREATE FUNCTION no_record() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no record'; END $$`,
  );
  await deps.db.$executeRawUnsafe(
    "CREATE TRIGGER no_record BEFORE INSERT ON audit_events EXECUTE FUNCTION no_record()",
  );
  await setRecording("ALTER TABLE audit_events DISABLE TRIGGER no_record");
});
const setRecording = (statement: string) => deps.db.$executeRawUnsafe(statement);
beforeEach(async () => {
  await deps.db.user.deleteMany({});
  await deps.db.rateLimit.deleteMany({});
});
afterAll(() => deps.drop());

/** What is asked for, and by whom; without a browser by the administrator's program. */
interface Asking {
  readonly input?: unknown;
  readonly visitor?: Visitor;
}

interface Recipe {
  readonly action: AuditAction;
  /** Makes what the act is on. */
  prepare(): Promise<Asking>;
}

const password = "a password for tests only";

async function somebody(): Promise<{ id: string; email: string; password: string }> {
  const given = { name: "Ada", email: `${randomUUID()}@example.org`, role: "clinician" } as const;
  const { account, password: made } = await createAccount(deps, { ...given, actor });
  await deps.db.user.update({ where: { id: account.id }, data: { mustChangePassword: false } });
  return { id: account.id, email: given.email, password: made };
}

/** Somebody with a browser in which they are signed in. */
async function signedIn() {
  const [person, browser] = [await somebody(), createBrowser(deps)];
  await signIn(deps, { ...person, actor, visitor: await browser.visitor() });
  return { ...person, browser, visitor: await browser.visitor() };
}

async function withSecondFactor() {
  const person = await signedIn();
  const { uri } = await startSecondFactor(deps, { ...person, actor });
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  return { ...person, code: () => totp(secret) };
}

async function confirmed() {
  const person = await withSecondFactor();
  await confirmSecondFactor(deps, { code: person.code(), visitor: person.visitor, actor });
  return { ...person, visitor: await person.browser.visitor() };
}

const aPrediction = () => createPrediction(deps, aSubmission());
const inBase64 = (text: string) => Buffer.from(text).toString("base64");

async function anOutcomeFile() {
  const { id } = await aPrediction();
  return { name: "outcomes.csv", base64: inBase64(`id;outcome\n${id};calcification\n`) };
}

/** The champion, and the version it is not. */
async function versions(): Promise<[string, string]> {
  const champion = (await championVersion(deps.db)) ?? first;
  return [champion, champion === first ? other : first];
}

async function aPromotion() {
  const [expectedChampion, version] = await versions();
  const overruleReason = "A test.";
  return { version, expectedChampion, reason: "A test.", overruleReason };
}

async function aName(): Promise<{ name: string; expected: string }> {
  const name = `n${randomUUID().slice(0, 8)}`;
  await assign(deps, { name, version: other, expected: null, reason: "A test.", actor });
  return { name, expected: other };
}

const recipes: Readonly<Record<string, Recipe>> = {
  "account.changePassword": {
    action: "account.change_password",
    prepare: async () => {
      const person = await signedIn();
      const input = { currentPassword: person.password, newPassword: "quite another password" };
      return { input, visitor: person.visitor };
    },
  },
  "account.startSecondFactor": {
    action: "account.start_second_factor",
    prepare: async () => {
      const person = await signedIn();
      return { input: { password: person.password }, visitor: person.visitor };
    },
  },
  "account.confirmSecondFactor": {
    action: "account.confirm_second_factor",
    prepare: async () => {
      const person = await withSecondFactor();
      return { input: { code: person.code() }, visitor: person.visitor };
    },
  },
  "account.endSecondFactor": {
    action: "account.end_second_factor",
    prepare: async () => {
      const person = await confirmed();
      return { input: { password: person.password }, visitor: person.visitor };
    },
  },
  "accounts.create": {
    action: "account.create",
    prepare: async () => ({ input: { name: "Ada", email: "ada@example.org", role: "operator" } }),
  },
  "accounts.resetPassword": {
    action: "account.update",
    prepare: async () => ({ input: { id: (await somebody()).id } }),
  },
  "accounts.removeSecondFactor": {
    action: "account.update",
    prepare: async () => ({ input: { id: (await confirmed()).id } }),
  },
  "accounts.update": {
    action: "account.disable",
    prepare: async () => ({ input: { id: (await somebody()).id, isDisabled: true } }),
  },
  "apiKeys.create": {
    action: "key.create",
    prepare: async () => ({ input: { name: "A program", role: "service", scopes: [] } }),
  },
  "apiKeys.revoke": {
    action: "key.revoke",
    prepare: async () => {
      const { apiKey } = await createApiKey(deps, { name: "A", role: "service", scopes: [], actor });
      return { input: { id: apiKey.id } };
    },
  },
  "caseRecords.erase": {
    action: "case.erase",
    prepare: async () => {
      const caseReference = `case ${randomUUID().slice(0, 8)}`;
      await createPrediction(deps, aSubmission({ caseReference }));
      return { input: { caseReference, reason: "request" } };
    },
  },
  "datasets.describe": {
    action: "dataset.describe",
    prepare: async () => ({
      input: { sha256: await aStoredDataset(deps, 10), description: noDescription },
    }),
  },
  "datasets.removeContent": {
    action: "dataset.remove",
    prepare: async () => ({ input: { sha256: await aStoredDataset(deps, 11) } }),
  },
  "datasets.takeHomeFile": {
    action: "dataset.take",
    prepare: async () => {
      await writeFile(path.join(deps.datasetsFolder, "rows.csv"), madeUpFileText(40, 12));
      return { input: { name: "rows.csv" } };
    },
  },
  "datasets.upload": {
    action: "dataset.upload",
    prepare: async () => ({ input: { name: "rows.csv", base64: inBase64(madeUpFileText(40, 13)) } }),
  },
  "models.assign": {
    action: "model.assign",
    prepare: async () => ({
      input: { name: `n${randomUUID().slice(0, 8)}`, version: other, reason: "A test.", expected: null },
    }),
  },
  "models.clear": {
    action: "model.clear",
    prepare: async () => ({ input: { ...(await aName()), reason: "A test." } }),
  },
  "models.promote": { action: "model.promote", prepare: async () => ({ input: await aPromotion() }) },
  "models.rollBack": {
    action: "model.roll_back",
    prepare: async () => {
      const { version, expectedChampion, ...why } = await aPromotion();
      await promote(deps, { version, expectedChampion, ...why, actor });
      return { input: { to: expectedChampion, expectedChampion: version, reason: "A test." } };
    },
  },
  "outcomes.import": {
    action: "outcome.import",
    prepare: async () => {
      const file = await anOutcomeFile();
      const { fileSha256 } = await previewImport(deps, { file });
      return { input: { file, fileSha256, faultyLines: "refuse" } };
    },
  },
  "outcomes.previewImport": {
    action: "outcome.preview",
    prepare: async () => ({ input: { file: await anOutcomeFile() } }),
  },
  "predictions.create": { action: "prediction.create", prepare: async () => ({ input: aBody() }) },
  "predictions.createMany": {
    action: "prediction.create",
    prepare: async () => ({ input: { rows: [createPredictionSchema.parse(aBody())] } }),
  },
  "predictions.recordOutcome": {
    action: "outcome.record",
    prepare: async () => ({ input: { id: (await aPrediction()).id, outcome: "calcification" } }),
  },
  "predictions.review": {
    action: "review.record",
    prepare: async () => ({ input: { id: (await aPrediction()).id, verdict: "agreed" } }),
  },
  "session.revoke": {
    action: "session.revoke",
    prepare: async () => {
      const person = await signedIn();
      await signIn(deps, { ...person, actor, visitor: await createBrowser(deps).visitor() });
      const here = person.visitor.session?.principal.credential.id;
      const elsewhere = await deps.db.session.findFirstOrThrow({
        where: { userId: person.id, id: { not: here ?? "" } },
      });
      return { input: { id: elsewhere.id }, visitor: person.visitor };
    },
  },
  "session.setUp": {
    action: "account.create",
    prepare: async () => {
      const token = await makeSetupToken(deps);
      const input = { token, name: "First", email: "first@example.org", password };
      return { input, visitor: await createBrowser(deps).visitor() };
    },
  },
  "session.signIn": {
    action: "session.sign_in",
    prepare: async () => {
      const { email, password } = await somebody();
      return { input: { email, password }, visitor: await createBrowser(deps).visitor() };
    },
  },
  "session.signOut": {
    action: "session.sign_out",
    prepare: async () => ({ visitor: (await signedIn()).visitor }),
  },
  "session.verifyCode": {
    action: "session.sign_in",
    prepare: async () => {
      const [person, browser] = [await confirmed(), createBrowser(deps)];
      await signIn(deps, { ...person, actor, visitor: await browser.visitor() });
      const input = { kind: "authenticator", code: person.code() };
      return { input, visitor: await browser.visitor() };
    },
  },
  "training.cancel": {
    action: "training.cancel",
    prepare: async () => ({
      input: { id: await startRun(deps, aTrainingRequest(await aStoredDataset(deps))) },
    }),
  },
  "training.start": {
    action: "training.start",
    prepare: async () => ({ input: aTrainingRequest(await aStoredDataset(deps)) }),
  },
};

/** That somebody is there is no act. */
const noAct: readonly string[] = ["session.touch"];

const procedures = appRouter._def.procedures as unknown as Record<string, AnyProcedure>;
const mutations = Object.keys(procedures).filter((name) => procedures[name]?._def.type === "mutation");

function perform(name: string, { input, visitor }: Asking): Promise<unknown> {
  const browserless = { address: "192.0.2.9", userAgent: null, cookies: undefined, session: null };
  const ctx = {
    ...{ deps, fault: null, source: "api", locale: "en", requestId: "test-request" },
    begunAt: performance.now(),
    principal: visitor === undefined ? administrator : (visitor.session?.principal ?? null),
    visitor: visitor ?? { ...browserless, sendCookies: () => undefined },
  };
  return callTRPCProcedure({
    ...{ router: appRouter, path: name, type: "mutation", ctx, batchIndex: 0 },
    getRawInput: async () => input,
    signal: undefined,
  });
}

/** All that is stored, but when somebody was last there, and what is counted against floods. */
async function stored(): Promise<Record<string, unknown>> {
  const tables = await deps.db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_name NOT IN ('rate_limits', 'audit_events')`;
  const found = tables.map(async ({ name }) => {
    const rows = await deps.db.$queryRawUnsafe<object[]>(
      `SELECT md5(string_agg(row, '' ORDER BY row)) FROM (SELECT (to_jsonb(t) - 'last_seen_at')::text AS row FROM "${name}" t) r`,
    );
    return [name, rows[0]] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

test("every mutation of the router is tried here", () => {
  expect(mutations.toSorted()).toEqual([...Object.keys(recipes), ...noAct].toSorted());
});

test.each(Object.entries(recipes))(
  "%s is on record, and not done where it cannot be put on record",
  async (name, { action, prepare }) => {
    const asking = await prepare();
    await deps.db.rateLimit.deleteMany({});
    const before = await stored();
    await setRecording("ALTER TABLE audit_events ENABLE TRIGGER no_record");
    const refused = await perform(name, asking).then(
      () => "done all the same",
      (error: Error) => String(error.cause ?? error),
    );
    await setRecording("ALTER TABLE audit_events DISABLE TRIGGER no_record");
    expect(refused).toContain("no record");
    expect(await stored()).toEqual(before);

    await deps.db.rateLimit.deleteMany({});
    const seen = await deps.db.auditEvent.findMany({ select: { id: true } });
    await perform(name, asking);
    const rows = await deps.db.auditEvent.findMany({ where: { id: { notIn: seen.map(({ id }) => id) } } });
    expect(rows.filter((row) => row.action === action)).toMatchObject([
      { result: "done", requestId: "test-request", address: expect.stringMatching(/^192\.0\.2\./) },
    ]);
  },
);
