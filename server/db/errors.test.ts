import { expect, test } from "vitest";
import { classifyDatabaseError, classOfDatabaseError, type DatabaseErrorClass } from "./errors";

/** As pg reports them, as Prisma's adapter wraps them, and as Prisma hands them on. */
const wrappings = (code: string) => [
  { code },
  { cause: { kind: "postgres", originalCode: code, code } },
  { code: "P2010", meta: { driverAdapterError: { cause: { kind: "postgres", originalCode: code, code } } } },
  new Error("while storing", { cause: Object.assign(new Error("below"), { code }) }),
  new AggregateError([new Error("one"), Object.assign(new Error("other"), { code })]),
];

test.each([
  ["08006", "connection failure"],
  ["53100", "disk full"],
  ["53300", "too many connections"],
  ["57P01", "shut down by an operator"],
  ["57P02", "crashed"],
  ["57P03", "starting up"],
  ["57014", "statement time-out"],
  ["25P03", "idle in transaction"],
  ["ECONNREFUSED", "nothing listens"],
  ["EAI_AGAIN", "name not resolved just now"],
  ["P1001", "Prisma: not reachable"],
  ["P2024", "Prisma: no connection in time"],
])("%s (%s) counts as unavailable however it is wrapped", (code) => {
  for (const error of wrappings(code)) expect(classifyDatabaseError(error)).toBe("unavailable");
});

test.each(["42P01", "22P02", "23000", "23503", "28P01", "3D000", "P2025"])(
  "%s is nobody's outage",
  (code) => {
    for (const error of wrappings(code)) expect(classifyDatabaseError(error)).toBeNull();
  },
);

test("a unique violation counts as conflict however it is wrapped", () => {
  for (const error of wrappings("23505")) expect(classifyDatabaseError(error)).toBe("conflict");
});

/** Codes that a database, the system or Prisma gives, and what pg says without one. */
const classes: Record<DatabaseErrorClass, readonly string[]> = {
  unavailable: [
    "08006",
    "57P01",
    "57P02",
    "57P03",
    "ECONNREFUSED",
    "ECONNRESET",
    "ENOTFOUND",
    "P1001",
    "P1017",
  ],
  timeout: ["57014", "55P03", "25P03", "25P04", "P1008", "P2024", "P2028"],
  resources: ["53100", "53200", "53300", "P2037"],
  conflict: ["23505", "40001", "40P01", "P2002", "P2034"],
  other: ["42P01", "22P02", "23503", "25P02", "28P01", "3D000", "XX000", "P2025"],
};

test.each(Object.entries(classes))(
  "statements that fail are counted as %s however it is wrapped",
  (name, codes) => {
    for (const code of codes) {
      for (const error of wrappings(code)) expect(classOfDatabaseError(error), code).toBe(name);
    }
  },
);

test.each([
  ["timeout exceeded when trying to connect", "timeout"],
  ["Connection terminated due to connection timeout", "timeout"],
  ["Query read timeout", "timeout"],
  ["Connection terminated unexpectedly", "unavailable"],
  ["Client has encountered a connection error and is not queryable", "unavailable"],
  ["Cannot use a pool after calling end on the pool", "unavailable"],
  ["something else", "other"],
])("what pg says without a code is counted by its words: %s", (message, name) => {
  expect(classOfDatabaseError(new Error(message))).toBe(name);
});

test("the outermost error that says something decides what is counted", () => {
  const below = Object.assign(new Error("Connection terminated unexpectedly"), { code: "ECONNRESET" });
  const error = new Error("Connection terminated due to connection timeout", { cause: below });
  expect(classOfDatabaseError(error)).toBe("timeout");
});

test("errors that cause each other, and things that are no errors, end in null", () => {
  const first: Error = new Error("first");
  first.cause = new Error("second", { cause: first });
  for (const error of [first, null, undefined, "text", 5, {}])
    expect(classifyDatabaseError(error)).toBeNull();
});
