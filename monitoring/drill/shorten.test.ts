import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { projectRoot, readText } from "../testing/project-file";
import { needPromtool, promtool } from "../testing/promtool";
import { shortenExpression, shortenRules } from "./shorten";

test.each([
  ["a range", "rate(a_total[10m])", "rate(a_total[10s])"],
  ["a range that is no whole second", "rate(a_total[5m30s])", "rate(a_total[5500ms])"],
  ["an offset", "a offset 1h", "a offset 60s"],
  ["an offset into the future", "a offset -30m", "a offset -30s"],
  ["a subquery's range and step", "max_over_time(rate(a[6m])[1h:2m])", "max_over_time(rate(a[6s])[60s:2s])"],
  ["several in one", "rate(a[1h]) > 2 and rate(a[5m]) > 2", "rate(a[60s]) > 2 and rate(a[5s]) > 2"],
  [
    "what is looked ahead",
    "predict_linear(a[6h], 24 * 3600) < 0",
    "predict_linear(a[360s], (24 * 3600) / 60) < 0",
  ],
])("%s becomes shorter by the factor", (_, expression, expected) => {
  expect(shortenExpression(expression, 60)).toBe(expected);
});

test.each([
  ["numbers that are compared with", "time() - a_timestamp_seconds > 180"],
  ["names that look like durations", 'job:a:rate5m{le="5m"} > 14.4 * 0.001'],
])("%s stay as they are", (_, expression) => {
  expect(shortenExpression(expression, 60)).toBe(expression);
});

test.each([
  ["a range", "rate(a[1m])", "rate(a[4s])"],
  ["a subquery's range and step", "max_over_time(a[1m:1s])", "max_over_time(a[4s:1s])"],
])("%s keeps what four scrapes need", (_, expression, expected) => {
  expect(shortenExpression(expression, 60)).toBe(expected);
});

test("an expression that is not understood is refused, not passed on", () => {
  expect(() => shortenExpression("rate(a[5m)", 60)).toThrow("not understood");
});

test("waits become shorter, down to two evaluations; names, labels and texts stay", () => {
  const rules = `
groups:
  - name: g
    interval: 30s
    rules:
      - record: job:a:rate5m
        expr: rate(a[5m])
      - alert: A
        expr: job:a:rate5m > 1
        for: 10m
        keep_firing_for: 5m
        labels: { severity: critical }
        annotations: { summary: "For 10m" }
      - alert: B
        expr: b == 0
        for: 1m
`;
  expect(parse(shortenRules(rules, 60))).toEqual({
    groups: [
      {
        name: "g",
        rules: [
          { record: "job:a:rate5m", expr: "rate(a[5s])" },
          {
            alert: "A",
            expr: "job:a:rate5m > 1",
            for: "10s",
            keep_firing_for: "5s",
            labels: { severity: "critical" },
            annotations: { summary: "For 10m" },
          },
          { alert: "B", expr: "b == 0", for: "2s" },
        ],
      },
    ],
  });
});

const folder = "monitoring/prometheus/rules";

test.for(readdirSync(path.join(projectRoot, folder)))("Prometheus takes %s shortened", (file, context) => {
  needPromtool(context);
  const place = mkdtempSync(path.join(tmpdir(), "microcalc-shortened-"));
  writeFileSync(path.join(place, file), shortenRules(readText(`${folder}/${file}`), 60));
  const checked = promtool(["check", "rules", path.join(place, file)]);
  rmSync(place, { recursive: true });
  expect(checked, checked.output).toMatchObject({ status: 0 });
});
