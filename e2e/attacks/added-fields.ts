import type { AnyProcedure } from "@trpc/server";
import { expect, test } from "vitest";
import { ZodObject, type ZodType } from "zod";
import { boundOperations } from "../../server/rest/bound-operations";
import { appRouter } from "../../server/trpc/root";
import { adminOf, call, type Sent, send } from "../callers";
import { type DocumentedRequest, documentedRequests } from "../documented-requests";
import { each } from "../each";
import { validInputs } from "../malformed-inputs";
import { tableStates } from "../table-states";
import { movedTables, type Target } from "./target";

/** Of rows, that nobody sets by asking for something. */
const columns = {
  id: "0190a3c0-0000-7000-8000-000000000000",
  role: "administrator",
  createdAt: "2020-01-01T00:00:00.000Z",
  actorId: "somebody",
  actor_id: "somebody",
  createdBy: { id: "somebody", name: "Somebody" },
  owner: "somebody",
  ownerId: "somebody",
  userId: "0190a3c0-0000-7000-8000-000000000000",
  modelVersion: "mine",
  probability: 1,
  isDisabled: false,
  mustChangePassword: false,
  source: "form",
  visitor: { address: "192.0.2.1" },
  constructor: { prototype: {} },
};

interface Mutation {
  readonly name: string;
  readonly input: ZodType | null;
}

// Flat by name, whatever its type says.
const mutations: readonly Mutation[] = Object.entries(
  appRouter._def.procedures as unknown as Record<string, AnyProcedure>,
)
  .filter(([name, { _def }]) => _def.type === "mutation" && name !== "session.signOut")
  .map(([name, { _def }]) => ({
    name,
    input: (_def as unknown as { inputs?: ZodType[] }).inputs?.[0] ?? null,
  }));

const takes = (input: ZodType | null, field: string) =>
  input instanceof ZodObject && Object.hasOwn(input.shape, field);

const inputs = validInputs({ predictionId: columns.id, idempotencyKey: "" });

/** Inputs with one field too many: at the top, and within what has fields of its own. */
function* withOneMore({ name, input }: Mutation): Generator<readonly [what: string, body: unknown]> {
  const good = inputs[name] ?? {};
  const structures = Object.entries(good).filter(([, value]) => value?.constructor === Object);
  for (const [column, value] of Object.entries(columns)) {
    if (!takes(input, column)) yield [`${name}.${column}`, { ...good, [column]: value }];
    for (const [part, fields] of structures)
      yield [`${name}.${part}.${column}`, { ...good, [part]: { ...(fields as object), [column]: value } }];
  }
}

/** The same over REST: in the address, and in the body where there is one. */
function* withOneMoreOverRest({ operationId, method, path, body }: DocumentedRequest): Generator<Sent> {
  const input = boundOperations.find((one) => one.operationId === operationId)?.input ?? null;
  for (const [column, value] of Object.entries(columns)) {
    if (takes(input, column)) continue;
    const query = `${column}=${encodeURIComponent(String(value))}`;
    yield { method, path: `${path}${path.includes("?") ? "&" : "?"}${query}`, body };
    if (body !== undefined) yield { method, path, body: { ...JSON.parse(body), [column]: value } };
  }
}

export function addedFields(target: () => Target): void {
  test.for(mutations)("are refused in $name, and change nothing", async (mutation) => {
    const { url, database } = target();
    const before = await tableStates(database);
    const wrong: unknown[] = [];
    for (const [what, body] of withOneMore(mutation)) {
      const { status, code, text } = await call(url, mutation.name, { as: adminOf(url), body });
      // What takes nothing reads nothing; a thousand rows are answered one by one.
      const expected = mutation.input === null ? 200 : 400;
      if (status !== expected) wrong.push({ what, status, code, text: text.slice(0, 200) });
    }
    expect(wrong).toEqual([]);
    expect(movedTables(before, await tableStates(database))).toEqual([]);
  });

  test("are refused in each of many rows, and none is stored", async () => {
    const { url, database } = target();
    const before = await tableStates(database);
    const [good] = (inputs["predictions.createMany"] as { rows: object[] }).rows;
    const rows = Object.entries(columns).map(([column, value]) => ({ ...good, [column]: value }));
    const answer = await call(url, "predictions.createMany", { as: adminOf(url), body: { rows } });
    const answered: { ok: boolean }[] = JSON.parse(answer.text).result.data.rows;
    expect(answered.map(({ ok }) => ok)).toEqual(rows.map(() => false));
    expect(movedTables(before, await tableStates(database))).toEqual([]);
  });

  test("are refused in bodies and addresses of REST, and change nothing", async () => {
    const { url, database } = target();
    const as = adminOf(url);
    const before = await tableStates(database);
    const requests = documentedRequests.flatMap((request) => [...withOneMoreOverRest(request)]);
    const answers = await each(requests, 4, async (one) => ({
      ...one,
      ...(await send(url, { ...one, as })),
    }));
    const wrong = answers.filter(({ status }) => status !== 400);
    expect(wrong).toEqual([]);
    expect(movedTables(before, await tableStates(database))).toEqual([]);
  });
}
