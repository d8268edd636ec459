import type { AnyProcedure } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { personRoles, type Role, roles } from "../lib/accounts/role";
import { permissions } from "../server/auth/permissions";
import { createDb } from "../server/db/client";
import { boundOperations } from "../server/rest/bound-operations";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { appRouter } from "../server/trpc/root";
import { type App, startApp } from "./app";
import { type Answered, type Credentials, call, makeKey, send, sessionOf } from "./callers";
import { documentedRequests } from "./documented-requests";
import { fieldsOf } from "./malformed-accounts";
import { validInputs } from "./malformed-inputs";
import { createPerson } from "./people";

/** Every role, and whoever has none. */
const everybody = [...roles, "nobody"] as const;
type Who = (typeof everybody)[number];

let cluster: TestCluster;
let app: App;
const credentials = new Map<Who, Credentials>([["nobody", {}]]);

beforeAll(async () => {
  cluster = await createTestCluster();
  const DATABASE_URL = cluster.url("postgres");
  // Runs are queued and not begun.
  const variables = { DATABASE_URL, ROLE: "web", TRUSTED_PROXIES: "127.0.0.1, ::1", LOG_LEVEL: "error" };
  app = await startApp({ variables });
  const db = createDb(DATABASE_URL);
  for (const role of personRoles) {
    credentials.set(role, await sessionOf(app.url, await createPerson(db, role)));
  }
  await db.$disconnect();
  credentials.set("service", (await makeKey(app.url, { role: "service" })).credentials);
});
afterAll(async () => {
  await app.remove();
  await cluster.remove();
});

// Flat by name, whatever its type says.
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>);
const inputs = validInputs({ predictionId: "0190a3c0-0000-7000-8000-000000000000", idempotencyKey: "" });

/** Codes that say that it is not for this caller, whatever they send. */
const refusals = ["sign_in_required", "forbidden", "password_change_required", "second_factor_required"];

function expectedOf(operation: string, who: Who): string {
  if (!Object.hasOwn(permissions, operation)) throw new Error(`${operation} has no row.`);
  const grants: "anyone" | Partial<Record<Role, string>> = permissions[operation as keyof typeof permissions];
  if (grants === "anyone") return "let in";
  if (who === "nobody") return "401 sign_in_required";
  return grants[who] === undefined ? "403 forbidden" : "let in";
}

/** What has been wrong may still be refused by those that are about passwords and codes, in words of their own. */
const foundOf = ({ status, code }: Answered): string =>
  refusals.includes(code ?? "") ? `${status} ${code}` : status >= 500 ? String(status) : "let in";

/** Asks for each operation and gives those that were not answered as the table says. */
async function exceptions(
  who: Who,
  asked: readonly (readonly [operation: string, ask: (as: Credentials) => Promise<Answered>])[],
): Promise<string[]> {
  const wrong: string[] = [];
  for (const [operation, ask] of asked) {
    const [expected, found] = [expectedOf(operation, who), foundOf(await ask(credentials.get(who) ?? {}))];
    if (expected !== found) wrong.push(`${operation}: expected ${expected}, found ${found}`);
  }
  return wrong;
}

/** Last, as it ends the session. */
const overTrpc = procedures
  .toSorted(([a], [b]) => Number(a === "session.signOut") - Number(b === "session.signOut"))
  .map(([name, { _def }]) => {
    const body = inputs[name] ?? {};
    const query = encodeURIComponent(JSON.stringify(body));
    const ask = (as: Credentials) =>
      _def.type === "subscription"
        ? send(app.url, { method: "GET", path: `/api/trpc/${name}?input=${query}`, as })
        : call(app.url, name, { as, body });
    return [name, ask] as const;
  });

const procedureOf = (operationId: string) =>
  boundOperations.find((one) => one.operationId === operationId)?.procedure ?? operationId;
const overRest = documentedRequests.map(({ operationId, method, path, body }) => {
  const ask = (as: Credentials) => send(app.url, { method, path, as, body });
  return [procedureOf(operationId), ask] as const;
});

const form = { "Content-Type": "application/x-www-form-urlencoded" };
const exported = async (kind: string, as: Credentials): Promise<Answered> => {
  const path = `/api/export/${kind}`;
  const answer = await send(app.url, { path, as, headers: form, body: "filters={}" });
  const code = { 401: "sign_in_required", 403: "forbidden" }[answer.status] ?? null;
  return { ...answer, code };
};

describe.each(everybody)("%s is let in and refused as the table says", (who) => {
  test("by every operation of REST, and every file", async () => {
    const files = ["predictions", "audit"].map(
      (kind) => [`${kind}.export`, (as: Credentials) => exported(kind, as)] as const,
    );
    expect(await exceptions(who, [...overRest, ...files])).toEqual([]);
  });

  test("by every procedure", async () => {
    expect(await exceptions(who, overTrpc)).toEqual([]);
  });
});

test("each procedure was asked for with an input that is right, and each operation was asked for", () => {
  const withoutInput = procedures.filter(([name]) => inputs[name] === undefined).map(([name]) => name);
  expect(withoutInput.filter((name) => name in fieldsOf)).toEqual([]);
  expect(new Set(overRest.map(([name]) => name))).toEqual(
    new Set(boundOperations.map(({ procedure }) => procedure)),
  );
});

test("whoever is refused is refused in a batch too, and gets nothing of it", async () => {
  const names = ["models.current", "accounts.list", "predictions.list"];
  const path = `/api/trpc/${names.join(",")}?batch=1`;
  const body = { 0: {}, 1: {}, 2: {} };
  const as = await sessionOf(app.url, await personOf("operator"));
  const answer = await send(app.url, { path, as, body });
  const codes = JSON.parse(answer.text).map((one: { error?: { data: { problem: { code: string } } } }) => {
    return one.error?.data.problem.code ?? "let in";
  });
  expect(codes).toEqual(["let in", "forbidden", "forbidden"]);
});

test("what only the process may ask of itself is nothing that is there, whoever asks", async () => {
  for (const as of credentials.values()) {
    const answer = await call(app.url, "canary.assess", { as, body: inputs["predictions.create"] });
    expect(answer).toMatchObject({ status: 404, code: "unknown_procedure" });
  }
});

test("a key of a person's role has no account, no sessions and no password to change", async () => {
  const { credentials: as } = await makeKey(app.url, { role: "administrator" });
  for (const name of ["account.changePassword", "account.startSecondFactor", "session.list"]) {
    const answer = await call(app.url, name, { as, body: inputs[name] });
    expect({ name, ...answer }).toMatchObject({ name, status: 403, code: "forbidden" });
  }
});

async function personOf(role: (typeof personRoles)[number]) {
  const db = createDb(cluster.url("postgres"));
  try {
    return await createPerson(db, role);
  } finally {
    await db.$disconnect();
  }
}
