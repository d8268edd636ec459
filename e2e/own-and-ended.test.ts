import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { personRoles } from "../lib/accounts/role";
import { permissions } from "../server/auth/permissions";
import { createDb, type Db } from "../server/db/client";
import { madeUpFileText } from "../server/testing/made-up-file";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { aBody } from "../server/testing/submission";
import { totp } from "../server/testing/totp";
import { type App, startApp } from "./app";
import {
  type Answered,
  addressFor,
  adminOf,
  type Credentials,
  call,
  cookiesOf,
  dataIn,
  makeKey,
  send,
  sessionOf,
} from "./callers";
import { createPerson, type Person } from "./people";
import { tableStates } from "./table-states";

let cluster: TestCluster;
let db: Db;
let database: pg.Client;
/** Two on one database: what is ended at the first is ended at both. */
let replicas: App[] = [];
let url: string;
let setupToken: string;

beforeAll(async () => {
  cluster = await createTestCluster();
  const DATABASE_URL = cluster.url("postgres");
  const variables = { DATABASE_URL, ROLE: "web", TRUSTED_PROXIES: "127.0.0.1, ::1", LOG_LEVEL: "error" };
  const first = await startApp({ variables });
  replicas = [first, await startApp({ variables })];
  url = first.url;
  setupToken = /\/setup#(\S+)/.exec(first.output())?.[1] ?? "";
  db = createDb(DATABASE_URL);
  database = new pg.Client({ connectionString: DATABASE_URL });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await db.$disconnect();
  await Promise.all(replicas.map((app) => app.remove()));
  await cluster.remove();
});

const unknownId = "0190a3c0-0000-7000-8000-000000000000";

async function someone(role: (typeof personRoles)[number]) {
  const person = await createPerson(db, role);
  return { person, as: await sessionOf(url, person) };
}

/** What an answer says, but for the number of its request and the id that was asked for. */
const said = ({ status, headers, text }: Answered, id: string) => ({
  status,
  headers: [...headers.keys()].sort(),
  text: text.replaceAll(headers.get("x-request-id") ?? "", "NUMBER").replaceAll(id, "ID"),
});

/** Somebody else's is answered as one that is not there, to the letter. */
async function expectNoOracle(ask: (id: string) => Promise<Answered>, foreign: string): Promise<void> {
  const [unknown, answer] = [await ask(unknownId), await ask(foreign)];
  expect(unknown.status).toBe(404);
  expect(said(answer, foreign)).toEqual(said(unknown, unknownId));
}

describe("what is somebody's own", () => {
  test("is tried below for each operation that reaches no further", () => {
    const own = Object.entries(permissions).filter(([, grants]) => Object.values(grants).includes("own"));
    expect(own.map(([operation]) => operation).sort()).toEqual([
      // By no id: it is the caller's in any case, see what is added to inputs in attacks.test.ts.
      ...["account.changePassword", "account.confirmSecondFactor", "account.endSecondFactor"],
      "account.startSecondFactor",
      ...["predictions.byId", "predictions.list", "predictions.recordOutcome"],
      ...["session.list", "session.revoke", "session.touch", "training.cancel"],
    ]);
  });

  test("a session: another's is in no list and is not ended", async () => {
    const [mine, theirs] = [await someone("administrator"), await someone("clinician")];
    const idsOf = async (as: Credentials) =>
      dataIn<{ id: string }[]>(await call(url, "session.list", { as })).map(({ id }) => id);
    const [foreign = ""] = await idsOf(theirs.as);
    expect(await idsOf(mine.as)).not.toContain(foreign);
    const before = await tableStates(database);
    await expectNoOracle((id) => call(url, "session.revoke", { as: mine.as, body: { id } }), foreign);
    expect(await tableStates(database)).toEqual(before);
    expect((await call(url, "session.touch", { as: theirs.as })).status).toBe(200);
  });

  test("a prediction: a program's key finds, lists and judges no other's, by either door", async () => {
    const theirs = await someone("clinician");
    const [mine, neighbour] = [
      await makeKey(url, { role: "service" }),
      await makeKey(url, { role: "service" }),
    ];
    const body = { ...aBody(), caseReference: "Somebody else" };
    const made: string[] = [];
    for (const as of [theirs.as, neighbour.credentials])
      made.push(dataIn<{ id: string }>(await call(url, "predictions.create", { as, body })).id);
    // The same key and the same body, from somebody else, are another submission.
    expect(new Set(made).size).toBe(2);
    const before = await tableStates(database);
    const as = mine.credentials;
    for (const foreign of made) {
      const outcome = { outcome: "calcification" };
      await expectNoOracle((id) => call(url, "predictions.byId", { as, body: { id } }), foreign);
      const judge = (id: string) => call(url, "predictions.recordOutcome", { as, body: { id, ...outcome } });
      await expectNoOracle(judge, foreign);
      const rest = (id: string) => send(url, { method: "GET", path: `/api/v1/predictions/${id}`, as });
      await expectNoOracle(rest, foreign);
      const judgeOverRest = (id: string) =>
        send(url, { path: `/api/v1/predictions/${id}/outcomes`, as, body: outcome });
      await expectNoOracle(judgeOverRest, foreign);
    }
    for (const filters of [{}, { caseReference: body.caseReference }, { outcome: "pending" }]) {
      const listed = await call(url, "predictions.list", { as, body: filters });
      expect(dataIn(listed)).toEqual({ items: [], nextCursor: null });
      const searched = await send(url, { path: "/api/v1/predictions/search", as, body: filters });
      expect(JSON.parse(searched.text)).toEqual({ items: [], nextCursor: null });
    }
    expect(await tableStates(database)).toEqual(before);
  });

  test("a page marker: another's leads a program's key to nothing of theirs", async () => {
    const theirs = await makeKey(url, { role: "service" });
    for (let count = 0; count < 3; count++)
      await call(url, "predictions.create", { as: theirs.credentials, body: aBody() });
    const page = await call(url, "predictions.list", { as: theirs.credentials, body: { limit: 1 } });
    const { nextCursor } = dataIn<{ nextCursor: string }>(page);
    const { credentials: as } = await makeKey(url, { role: "service" });
    const answer = await call(url, "predictions.list", { as, body: { cursor: nextCursor } });
    expect(dataIn(answer)).toEqual({ items: [], nextCursor: null });
  });

  test("a training run: another's goes on", async () => {
    const [mine, theirs] = [await someone("data_scientist"), await someone("data_scientist")];
    const base64 = Buffer.from(madeUpFileText(240, 1)).toString("base64");
    const taken = await call(url, "datasets.upload", { as: theirs.as, body: { name: "a.csv", base64 } });
    const dataset = dataIn<{ sha256: string }>(taken).sha256;
    const body = { idempotencyKey: "a-run-of-theirs", dataset, options: { trees: 10, folds: 2 } };
    const { id: run } = dataIn<{ id: string }>(await call(url, "training.start", { as: theirs.as, body }));
    const before = await tableStates(database);
    // Whoever models may see that it is there, so it is said why.
    const refused = { status: 403, code: "forbidden" };
    expect(await call(url, "training.cancel", { as: mine.as, body: { id: run } })).toMatchObject(refused);
    const path = `/api/v1/training/runs/${run}/cancel`;
    expect(await send(url, { path, as: mine.as })).toMatchObject(refused);
    expect(await tableStates(database)).toEqual(before);
    expect((await call(url, "training.cancel", { as: theirs.as, body: { id: run } })).status).toBe(200);
  });
});

/** How every process answers: both have to, at once. */
const atBoth = async (as: Credentials) => {
  const origins = replicas.map((app) => ({ ...as, ...(as.Cookie && { Origin: app.url }) }));
  const answers = await Promise.all(
    replicas.map((app, i) => call(app.url, "models.current", { as: origins[i] as Credentials })),
  );
  return answers.map(({ status, code }) => `${status} ${code ?? ""}`.trim());
};

/** As somebody signed in, or a program with a key, would find it. */
const asAdmin = async (procedure: string, body: unknown) => {
  dataIn(await call(url, procedure, { as: adminOf(url), body }));
};

describe("a session is refused by every process at once", () => {
  type End = (ended: { as: Credentials; person: Person }) => Promise<void>;
  const ends: readonly [what: string, end: End][] = [
    ["that is signed out", async ({ as }) => void dataIn(await call(url, "session.signOut", { as }))],
    [
      "that its owner ended from elsewhere",
      async ({ as, person }) => {
        const [{ id = "" } = {}] = dataIn<{ id: string }[]>(await call(url, "session.list", { as }));
        const elsewhere = await sessionOf(url, person);
        dataIn(await call(url, "session.revoke", { as: elsewhere, body: { id } }));
      },
    ],
    [
      "that has lasted its time",
      async ({ person: { id } }) =>
        void (await database.query("UPDATE sessions SET expires_at = now() WHERE user_id = $1", [id])),
    ],
    [
      "that has paused too long",
      async ({ person: { id } }) =>
        void (await database.query(
          "UPDATE sessions SET last_seen_at = now() - interval '15 min 1 s' WHERE user_id = $1",
          [id],
        )),
    ],
    [
      "of an account that is disabled",
      ({ person: { id } }) => asAdmin("accounts.update", { id, isDisabled: true }),
    ],
    [
      "of an account with another role",
      ({ person: { id } }) => asAdmin("accounts.update", { id, role: "auditor" }),
    ],
    [
      "of an account with a new password to tell",
      ({ person: { id } }) => asAdmin("accounts.resetPassword", { id }),
    ],
    [
      "of an account whose second factor is taken off",
      ({ person: { id } }) => asAdmin("accounts.removeSecondFactor", { id }),
    ],
  ];
  test.for(ends)("%s", async ([, end]) => {
    const ended = await someone("clinician");
    expect(await atBoth(ended.as)).toEqual(["200", "200"]);
    await end(ended);
    expect(await atBoth(ended.as)).toEqual(["401 sign_in_required", "401 sign_in_required"]);
  });
});

describe("a key is refused by every process at once", () => {
  test("that is revoked, and stays so", async () => {
    const { id, credentials } = await makeKey(url, { role: "service" });
    expect(await atBoth(credentials)).toEqual(["200", "200"]);
    await asAdmin("apiKeys.revoke", { id });
    expect(await atBoth(credentials)).toEqual(["401 sign_in_required", "401 sign_in_required"]);
  });

  test("that is over", async () => {
    const { id, credentials } = await makeKey(url, { role: "service", days: 1 });
    expect(await atBoth(credentials)).toEqual(["200", "200"]);
    await database.query("UPDATE api_keys SET expires_at = now() WHERE id = $1", [id]);
    expect(await atBoth(credentials)).toEqual(["401 sign_in_required", "401 sign_in_required"]);
  });

  test("that is narrowed to something else", async () => {
    const { credentials } = await makeKey(url, { role: "service", scopes: ["predictions"] });
    expect(await atBoth(credentials)).toEqual(["403 forbidden", "403 forbidden"]);
    expect((await call(url, "predictions.list", { as: credentials })).status).toBe(200);
  });

  test("that is made up, however a session comes along", async () => {
    const { as } = await someone("administrator");
    for (const authorization of [`Bearer mcalc_${"A".repeat(43)}`, "Bearer x", "Basic YTpi", "Bearer", ""])
      expect(await atBoth({ ...as, Authorization: authorization })).toEqual(
        Array(2).fill("401 sign_in_required"),
      );
  });
});

describe("what has been used is used up", () => {
  test("the link that made the first administrator", async () => {
    const before = await tableStates(database);
    const person = { name: "Second", email: "second@example.org", password: "a long second password" };
    for (const token of [setupToken, "", "made-up"]) {
      const answer = await call(url, "session.setUp", { body: { token, ...person } });
      expect([400, 403]).toContain(answer.status);
    }
    expect(setupToken).not.toBe("");
    expect(await tableStates(database)).toEqual(before);
  });

  test("a code of an authenticator, at another process too", async () => {
    const { person, as } = await someone("clinician");
    const started = await call(url, "account.startSecondFactor", { as, body: { password: person.password } });
    const secret = new URL(dataIn<{ uri: string }>(started).uri).searchParams.get("secret") ?? "";
    dataIn(await call(url, "account.confirmSecondFactor", { as, body: { code: totp(secret) } }));
    const code = totp(secret, Date.now() + 30_000);
    const answers: Answered[] = [];
    for (const { url: at } of replicas) {
      const from = addressFor(person.email);
      const { email, password } = person;
      const first = await call(at, "session.signIn", { as: from, body: { email, password } });
      const second = {
        as: { ...from, Cookie: cookiesOf(first), Origin: at },
        body: { kind: "authenticator" },
      };
      answers.push(await call(at, "session.verifyCode", { as: second.as, body: { ...second.body, code } }));
    }
    expect(answers.map(({ status, code: fault }) => [status, fault])).toEqual([
      [200, null],
      [401, "invalid_code"],
    ]);
    expect(cookiesOf(answers[1] as Answered)).not.toContain("session_token");
  });
});
