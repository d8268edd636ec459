import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { readEnvironment } from "./env";
import { weaknessOf } from "./secrets";

const served = { NODE_ENV: "production", DATABASE_URL: "postgresql://u:p@h/d" };
const strong = randomBytes(32).toString("hex");

test.for([
  ["short", "0f".repeat(15)],
  ["one letter over and over", "a".repeat(64)],
  ["an example's", "changeme-changeme-changeme-changeme"],
  ["a manual's", "my-very-long-and-SECRET-metrics-token"],
  ["a row of the keyboard", "0123456789abcdef0123456789abcdef"],
] as const)(
  "in production a secret that is %s keeps the server from starting, and is not repeated",
  ([, token]) => {
    const read = () => readEnvironment({ ...served, METRICS_TOKEN: token });
    expect(read).toThrow(/METRICS_TOKEN: must/);
    expect(read).not.toThrow(token);
  },
);

test("a secret as openssl makes it will do, and none at all where none is needed", () => {
  for (const encoding of ["hex", "base64"] as const)
    expect(weaknessOf(randomBytes(32).toString(encoding))).toBeNull();
  expect(readEnvironment({ ...served, METRICS_TOKEN: strong }).METRICS_TOKEN).toBe(strong);
  expect(readEnvironment(served).METRICS_TOKEN).toBeUndefined();
});

test("on a desk, with the embedded database or in development, a shorter one is let pass", () => {
  const token = "sixteen-or-more-characters";
  for (const variables of [{ NODE_ENV: "production" }, { ...served, NODE_ENV: "development" }])
    expect(readEnvironment({ ...variables, METRICS_TOKEN: token }).METRICS_TOKEN).toBe(token);
});
