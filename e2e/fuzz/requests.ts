import type { AnyProcedure } from "@trpc/server";
import fc from "fast-check";
import type { ZodType } from "zod";
import { boundOperations } from "../../server/rest/bound-operations";
import type { BoundOperation } from "../../server/rest/operation";
import { restPrefix } from "../../server/rest/operations";
import { appRouter } from "../../server/trpc/root";
import { oddHeaders, respelled } from "../any-request";
import type { Known } from "./known";
import { inputsOf } from "./schema-inputs";
import { broken, spoiled } from "./spoil";

/** A request to a procedure or an operation of REST. */
export interface FuzzRequest {
  /** What kind it is, for the table. */
  readonly kind: string;
  /** Of the procedures that it reaches for, if it reaches any. */
  readonly operations: readonly string[];
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

interface Procedure {
  readonly name: string;
  readonly type: string;
  readonly input: ZodType | null;
}

// Flat by name, whatever its type says.
const procedures: readonly Procedure[] = Object.entries(
  appRouter._def.procedures as unknown as Record<string, AnyProcedure>,
).map(([name, { _def }]) => {
  const { inputs = [] } = _def as unknown as { inputs?: readonly ZodType[] };
  return { name, type: _def.type, input: inputs[0] ?? null };
});

/** Those that hash a password, a tenth of a second each, or end the sender's own session. */
const dear: ReadonlySet<string> = new Set([
  ...["session.signIn", "session.signOut", "accounts.create", "accounts.resetPassword"],
  "account.changePassword",
]);

const json = { "content-type": "application/json" };
const otherTypes = fc.constantFrom(
  ...["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "", "*/*"],
  ...[
    "application/json; charset=utf-16",
    "application/problem+json",
    "text/json",
    "application/octet-stream",
  ],
);
const otherMethods = fc.constantFrom("GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE");

/** What is sent in place of a right input: the kind, and the bytes. */
type Content = readonly [kind: string, body: Buffer];

function contentsOf(good: fc.Arbitrary<unknown>): fc.Arbitrary<Content> {
  const text = (value: unknown) => Buffer.from(JSON.stringify(value) ?? "");
  return fc.oneof(
    { weight: 8, arbitrary: good.map((value): Content => ["as its schema", text(value)]) },
    { weight: 7, arbitrary: spoiled(good).map((value): Content => ["one thing wrong", Buffer.from(value)]) },
    { weight: 1, arbitrary: broken(good).map((bytes): Content => ["broken text", bytes]) },
  );
}

const inAddress = (body: Buffer) => `input=${encodeURIComponent(body.subarray(0, 6000).toString("utf8"))}`;

/** Right inputs, by procedure. */
type Goods = ReadonlyMap<string, fc.Arbitrary<unknown>>;

const nothing = fc.constant<unknown>({});
const goodsOf = (known: Known): Goods =>
  new Map(
    procedures.map(({ name, input }) => [name, input === null ? nothing : inputsOf(input, known(name))]),
  );

function toProcedure({ name, type }: Procedure, goods: Goods): fc.Arbitrary<FuzzRequest> {
  const good = goods.get(name) ?? nothing;
  const alwaysAsked = type === "subscription";
  return fc.tuple(contentsOf(good), fc.integer({ min: 0, max: 3 })).map(([[kind, body], way]) => {
    const path = `/api/trpc/${name}`;
    const shared = { kind: `tRPC, ${kind}`, operations: [name] };
    if (alwaysAsked || (type === "query" && way === 0))
      return {
        ...shared,
        ...{ method: "GET", path: `${path}?${inAddress(body)}`, headers: {}, body: Buffer.alloc(0) },
      };
    return { ...shared, method: "POST", path, headers: json, body };
  });
}

/** Several calls in one, of which each is answered by itself. */
function toBatch(goods: Goods): fc.Arbitrary<FuzzRequest> {
  const calls = procedures
    .filter(({ type }) => type !== "subscription")
    .map(({ name }) => fc.tuple(fc.constant(name), goods.get(name) ?? nothing));
  return fc.array(fc.oneof(...calls), { minLength: 1, maxLength: 22 }).map((batch) => ({
    ...{ kind: "tRPC, batch", operations: batch.map(([name]) => name) },
    ...{ method: "POST", path: `/api/trpc/${batch.map(([name]) => name).join(",")}?batch=1`, headers: json },
    body: Buffer.from(JSON.stringify(Object.fromEntries(batch.map(([, value], i) => [i, value])))),
  }));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parsed(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

const written = (value: unknown) => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));

function restRequest(operation: BoundOperation, [kind, body]: Content): FuzzRequest {
  const { method, pathFields, procedure } = operation;
  const fields = parsed(body);
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    // An escape would be refused for itself; halves of letters have none.
    encodeURIComponent(
      Buffer.from(written(fields[name] ?? "x"))
        .subarray(0, 200)
        .toString(),
    ).replaceAll("%", "-"),
  );
  const rest = Object.entries(fields).filter(([name]) => !pathFields.includes(name));
  const shared = { kind: `REST, ${kind}`, operations: [procedure], method };
  if (method !== "POST") {
    const query = new URLSearchParams(rest.map(([name, value]) => [name, written(value).slice(0, 2000)]));
    const asked = query.size === 0 ? "" : `?${query}`;
    return { ...shared, path: `${restPrefix}${path}${asked}`, headers: {}, body: Buffer.alloc(0) };
  }
  const content = pathFields.length === 0 ? body : Buffer.from(JSON.stringify(Object.fromEntries(rest)));
  return { ...shared, path: `${restPrefix}${path}`, headers: json, body: content };
}

function toOperation(operation: BoundOperation, goods: Goods): fc.Arbitrary<FuzzRequest> {
  const good = goods.get(operation.procedure) ?? nothing;
  return contentsOf(good).map((content) => restRequest(operation, content));
}

/** Sent otherwise than it should be: another type, method, header, or spelling of the address. */
function mistaken(request: fc.Arbitrary<FuzzRequest>): fc.Arbitrary<FuzzRequest> {
  return fc
    .record({
      one: request,
      type: fc.option(otherTypes, { freq: 1 }),
      method: fc.option(otherMethods, { freq: 1 }),
      odd: fc.option(oddHeaders, { freq: 1 }),
      respell: respelled,
    })
    .map(({ one, type, method, odd, respell }) => {
      const [path = "", query] = one.path.split(/\?(.*)/s, 2);
      const asked = respell(path);
      // What is no address at all is refused before its body is read, and the connection closed.
      const isUnread = method === "GET" || method === "HEAD" || !asked.startsWith("/");
      return {
        ...{ ...one, kind: `${one.kind.slice(0, 4)}, sent otherwise`, method: method ?? one.method },
        headers: { ...one.headers, ...(type !== null && { "content-type": type }), ...odd },
        path: query === undefined ? asked : `${asked}?${query}`,
        body: isUnread ? Buffer.alloc(0) : one.body,
      };
    });
}

const weighted = (names: readonly (readonly [string, fc.Arbitrary<FuzzRequest>])[]) =>
  fc.oneof(...names.map(([name, arbitrary]) => ({ weight: dear.has(name) ? 1 : 6, arbitrary })));

/** Requests to every procedure and every operation of REST, right and wrong. */
export function fuzzRequests(known: Known): fc.Arbitrary<FuzzRequest> {
  const goods = goodsOf(known);
  const trpc = weighted(procedures.map((one) => [one.name, toProcedure(one, goods)]));
  const rest = weighted(boundOperations.map((one) => [one.procedure, toOperation(one, goods)]));
  return fc.oneof(
    { weight: 10, arbitrary: trpc },
    { weight: 6, arbitrary: rest },
    { weight: 3, arbitrary: mistaken(fc.oneof(trpc, rest)) },
    { weight: 1, arbitrary: toBatch(goods) },
  );
}
