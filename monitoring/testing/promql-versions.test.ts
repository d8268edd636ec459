import { expect, test } from "vitest";
import { newerThan242 } from "./promql-versions";

test.each([
  ["first_over_time(a[5m])", "first_over_time"],
  ["double_exponential_smoothing(a[5m], 0.5, 0.5)", "double_exponential_smoothing"],
  ["limitk(3, a)", "limitk"],
  ['{"a.b"}', '"a.b"'],
  ["sum by ('a.b') (c)", "'a.b'"],
  ["rate(a[300])", "300"],
  ["rate(a[5m * 2])", "5m"],
  ["a > 5m", "5m"],
  ["a > 1_000", "1_000"],
])("%s is not read by Prometheus 2.42", (text, part) => {
  expect(newerThan242(text)).toContain(part);
});

test.each([
  "rate(a[5m]) > 1e3",
  "max_over_time(a[1h30m:1m] offset 1d)",
  "sum by (step) (start) - 0x1f + Inf",
])("%s is read by both", (text) => {
  expect(newerThan242(text)).toEqual([]);
});
