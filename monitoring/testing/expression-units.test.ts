import { expect, test } from "vitest";
import { boundsDimension, dimensionOf, fittingUnits } from "./expression-units";
import { parsePromql } from "./promql";

test.each<[text: string, fitting: string, not: string]>([
  ["a_seconds", "s", "ms"],
  ["max by (job) (a_age_seconds)", "s", "short"],
  ["a_size_bytes - b_free_bytes", "bytes", "percentunit"],
  ["a_bytes / b_bytes", "percentunit", "bytes"],
  ["a_live_ratio", "percentunit", "short"],
  ["1 - max(a_ratio)", "percentunit", "none"],
  ["job:a:ratio_rate5m", "percentunit", "reqps"],
  ["job:a:ratio_rate5m / 0.001", "none", "s"],
  ["instance:a:rate5m", "reqps", "short"],
  ["rate(a_total[1m])", "ops", "short"],
  ["60 * sum(rate(a_total[1m]))", "cpm", "cps"],
  ["rate(a_bytes_total[1m])", "binBps", "bytes"],
  ["rate(a_seconds_total[1m])", "percentunit", "s"],
  ["sum(increase(a_total[1h]))", "short", "ops"],
  ["sum(rate(a_seconds_sum[1m])) / sum(rate(a_seconds_count[1m]))", "s", "percentunit"],
  ["histogram_quantile(0.9, sum by (le) (rate(a_seconds_bucket[1m])))", "s", "ops"],
  ["rate(a_seconds_bucket[1m])", "ops", "s"],
  ["sum(rate(a_total[1m])) / sum(rate(b_total[1m]))", "percentunit", "reqps"],
  ["sum(rate(a_total[1m])) / (sum(rate(b_total[1m])) > 0)", "percentunit", "reqps"],
  ["time() - a_timestamp_seconds", "s", "dateTimeAsIso"],
  ["a_timestamp_seconds * 1000", "dateTimeAsIso", "s"],
  ["count by (x) (a_seconds)", "short", "s"],
  ["changes(a_timestamp_seconds[1h])", "short", "s"],
  ["a_seconds > bool 1", "bool", "s"],
  ["microcalc_jobs", "short", "percentunit"],
])("%s can be shown in %s and not in %s", (text, fitting, not) => {
  const units = fittingUnits(dimensionOf(parsePromql(text)));
  expect({ fits: units.includes(fitting), misfits: units.includes(not) }).toEqual({
    fits: true,
    misfits: false,
  });
});

test("a moment in seconds, and seconds scaled by hand, have no unit that fits", () => {
  expect(fittingUnits(dimensionOf(parsePromql("a_timestamp_seconds")))).toEqual([]);
  expect(fittingUnits(dimensionOf(parsePromql("a_seconds * 1000")))).toEqual([]);
});

test("the bounds of a histogram are measured in what its name says", () => {
  const buckets = parsePromql("sum by (le) (increase(a_seconds_bucket[1m]))");
  expect(fittingUnits(boundsDimension(buckets))).toContain("s");
});
