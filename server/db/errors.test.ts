import { expect, test } from "vitest";
import { classifyDatabaseError } from "./errors";

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

test("errors that cause each other, and things that are no errors, end in null", () => {
  const first: Error = new Error("first");
  first.cause = new Error("second", { cause: first });
  for (const error of [first, null, undefined, "text", 5, {}])
    expect(classifyDatabaseError(error)).toBeNull();
});
