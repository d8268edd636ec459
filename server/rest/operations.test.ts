import { expect, test } from "vitest";
import { problemKinds } from "../trpc/errors";
import { appRouter } from "../trpc/root";
import { boundOperations, matchOperation } from "./bound-operations";
import { codesOf } from "./document/problem-responses";
import { subjects, withoutRest } from "./operations";
import { problemStatuses } from "./problem";
import { problemTexts } from "./problem-texts";

const procedures = Object.keys(appRouter._def.procedures);
const inTable = subjects.flatMap(({ operations }) => Object.keys(operations));

test("every procedure is reached over REST, or named among those that are not", () => {
  expect([...inTable, ...withoutRest].sort()).toEqual([...procedures].sort());
});

test("reading is by GET, and writing by another method, except where an input may not stand in an address", () => {
  const posted = boundOperations.filter(({ type, method }) => type === "query" && method !== "GET");
  expect(posted.map(({ path }) => path)).toEqual([
    "/predictions/search",
    "/predictions/arrivals",
    "/cases/nearest",
    "/case-records/search",
    "/models/current/trees/{tree}/path",
  ]);
  const written = boundOperations.filter(({ type, method }) => type === "mutation" && method === "GET");
  expect(written).toEqual([]);
});

test("no case reference, note, reason or file stands in an address", () => {
  const inAddresses = boundOperations.flatMap(({ queryFields, pathFields }) => [
    ...queryFields,
    ...pathFields,
  ]);
  for (const name of ["caseReference", "note", "reason", "overruleReason", "base64", "file", "features"])
    expect(inAddresses).not.toContain(name);
});

test.for(boundOperations.map((operation) => [operation.operationId, operation] as const))(
  "%s is found under its address, and its example is right",
  ([, operation]) => {
    const { method, path, input, example = {}, pathFields } = operation;
    const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(example[name]));
    const found = matchOperation(method, address);
    expect(found.operation).toBe(operation);
    expect("params" in found && Object.keys(found.params)).toEqual(pathFields);
    if (input === null) expect(example).toEqual({});
    else expect(input.safeParse(example).error).toBeUndefined();
  },
);

test("operations have names and addresses of their own", () => {
  const count = boundOperations.length;
  expect(new Set(boundOperations.map(({ operationId }) => operationId)).size).toBe(count);
  expect(new Set(boundOperations.map(({ method, path }) => `${method} ${path}`)).size).toBe(count);
});

test("every code has its status and its text, and no text is of nothing", () => {
  const codes = [...problemStatuses.keys()].sort();
  expect(Object.keys(problemTexts).sort()).toEqual(codes);
  expect([...problemKinds.keys()].filter((code) => !codes.includes(code))).toEqual([]);
  const told = new Set(boundOperations.flatMap(codesOf));
  const never = codes.filter((code) => !told.has(code));
  expect(never).toEqual([
    ...["email_taken", "first_password_expired", "guessable_password", "headers_too_large", "invalid_code"],
    ...["invalid_credentials", "last_administrator", "malformed_request", "method_not_supported"],
    ...["no_password", "same_password", "second_factor_on", "setup_link_invalid", "sign_in_again"],
    ...["too_many_attempts", "unknown_procedure", "wrong_password"],
  ]);
});
