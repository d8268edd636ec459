import { expect, test } from "vitest";
import {
  classifyDatabaseError,
  classOfDatabaseError,
  type DatabaseErrorClass,
  type OutageReason,
  outageReasonOf,
} from "./errors";

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

/** What each reason is told by. */
const reasons: Record<OutageReason, readonly string[]> = {
  away: ["08006", "57P04", "57P05", "ECONNREFUSED", "EAI_AGAIN", "P1001", "P1008"],
  restarting: ["57P01", "57P02", "57P03"],
  too_slow: ["57014", "25P03", "25P04", "P2028"],
  contended: ["40001", "40P01", "55P03", "P2034"],
  disk_full: ["53100", "ENOSPC", "EDQUOT"],
  out_of_connections: ["53300", "P2037", "P2024"],
  out_of_memory: ["53000", "53200", "53400"],
  read_only: ["25006"],
};

test.each(Object.entries(reasons))("an outage is told as %s however it is wrapped", (reason, codes) => {
  for (const code of codes)
    for (const error of wrappings(code)) expect(outageReasonOf(error), code).toBe(reason);
});

test("a missing privilege is forbidden, and no outage, however it is wrapped", () => {
  for (const error of wrappings("42501")) {
    expect(classifyDatabaseError(error)).toBe("forbidden");
    expect(outageReasonOf(error)).toBeNull();
  }
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
    "25006",
  ],
  timeout: ["57014", "55P03", "25P03", "25P04", "P1008", "P2024", "P2028"],
  resources: ["53100", "53200", "53300", "P2037", "ENOSPC", "EDQUOT"],
  conflict: ["23505", "40001", "40P01", "P2002", "P2034"],
  other: ["42P01", "22P02", "23503", "25P02", "28P01", "3D000", "42501", "XX000", "P2025"],
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
