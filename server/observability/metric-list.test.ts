import { describe, expect, test } from "vitest";
import { createMetrics } from "./create-metrics";
import type { MetricDeclaration } from "./declaration";
import { canHave } from "./declaration";
import { metricList, processMetrics } from "./metrics";

const list: readonly MetricDeclaration[] = Object.values(metricList);
const named = list.map((metric) => [metric.name, metric] as const);

/** Last words of a name that say in what it is measured: https://prometheus.io/docs/practices/naming. */
const notBase =
  /_(ms|milliseconds|micros|microseconds|nanoseconds|minutes|hours|days|kb|mb|gb|kib|mib|gib|kilobytes|megabytes|percent|percentage)(_|$)/;
const unit = /_(seconds|bytes|ratio)(_total|_limit|_threshold)?$/;

test("no two metrics have the same name, nor does one end like a part of another's histogram", () => {
  const names = list.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, type } of list) {
    if (type !== "histogram") continue;
    for (const part of ["_bucket", "_sum", "_count"]) expect(names).not.toContain(name + part);
  }
});

describe.each(named)("%s", (name, metric) => {
  test("has our prefix and a name of Prometheus's form, in base units", () => {
    expect(name).toMatch(/^microcalc_[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
    expect(name).not.toMatch(notBase);
    if (/seconds|bytes|ratio/.test(name)) expect(name).toMatch(unit);
    expect(name).not.toMatch(/_(bucket|sum|count|info_total)$/);
  });

  test("ends in _total if, and only if, it counts", () => {
    expect(name.endsWith("_total")).toBe(metric.type === "counter");
  });

  test("is explained in one line that begins a sentence and ends one", () => {
    expect(metric.help).toMatch(/^[A-Z0-9][^\n\\]*\.$/);
    expect(metric.help.length).toBeLessThanOrEqual(160);
  });

  test("has labels of Prometheus's form whose values are distinct and fit what they are declared as", () => {
    for (const [label, values] of Object.entries(metric.labels ?? {})) {
      expect(label).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
      expect(["le", "quantile", "job", "instance"]).not.toContain(label);
      if ("form" in values) {
        expect(values.form.source, label).toMatch(/^\^.*\$$/);
        expect(values.what, label).not.toBe("");
        continue;
      }
      expect(values.length, label).toBeGreaterThan(1);
      expect(new Set(values).size, label).toBe(values.length);
      for (const value of values) expect(canHave(values, value)).toBe(true);
    }
  });

  test("has buckets if, and only if, it is a histogram: at most thirteen, ascending, none at an integer", () => {
    const { buckets } = metric;
    expect(buckets !== undefined).toBe(metric.type === "histogram");
    if (buckets === undefined) return;
    expect(buckets.length).toBeLessThanOrEqual(13);
    expect(buckets).toEqual([...new Set(buckets)].sort((a, b) => a - b));
    for (const bound of buckets) expect(Number.isInteger(bound), String(bound)).toBe(false);
  });
});

/** Samples as they are written, of a process that has just begun. */
async function firstSamples(): Promise<string[]> {
  const text = await createMetrics().registry.metrics();
  return text.split("\n").filter((line) => line.startsWith("microcalc_"));
}

test("a counter or histogram whose labels are all listed begins at 0 for every combination of them", async () => {
  const samples = await firstSamples();
  for (const { type, name, labels, buckets } of Object.values<MetricDeclaration>(processMetrics)) {
    if (type === "gauge") continue;
    const values = Object.values(labels ?? {});
    const combinations = values.reduce((n, one) => n * ("form" in one ? 0 : one.length), 1);
    const own = samples.filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
    const counts = type === "counter" ? own : samples.filter((line) => line.startsWith(`${name}_count`));
    expect(counts.length, name).toBe(combinations);
    for (const line of counts) expect(line).toMatch(/ 0$/);
    if (type !== "histogram") continue;
    const bounds = samples.filter((line) => line.startsWith(`${name}_bucket`)).length;
    expect(bounds, name).toBe(combinations * ((buckets?.length ?? 0) + 1));
  }
});

test("a gauge that nobody has looked at yet says nothing; what this process itself is doing begins at 0", async () => {
  const gauges = Object.values(processMetrics).flatMap(({ type, name }) => (type === "gauge" ? [name] : []));
  const told = (await firstSamples()).filter((line) => gauges.some((name) => line.startsWith(name)));
  expect(told.sort()).toEqual([
    "microcalc_http_event_streams 0",
    "microcalc_http_requests_in_flight 0",
    "microcalc_keeper 0",
    "microcalc_ready 0",
  ]);
});
