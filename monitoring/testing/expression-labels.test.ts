import { expect, test } from "vitest";
import { resultLabels } from "./expression-labels";
import type { Catalogue, KnownMetric } from "./known-metric";
import { parsePromql } from "./promql";

const known = (name: string, ...labels: string[]): [string, KnownMetric] => [
  name,
  { name, type: "gauge", from: "process", labels: new Map(labels.map((label) => [label, null])) },
];

const catalogue: Catalogue = new Map([
  known("up", "job", "instance"),
  known("a_total", "job", "instance", "route", "status"),
  known("d_bucket", "job", "instance", "route", "le"),
  known("info", "job", "instance", "version"),
]);

const of = (text: string) => {
  const { labels, problems } = resultLabels(parsePromql(text), catalogue);
  return { labels: [...labels].sort().join(" "), problems };
};

test.each<[text: string, labels: string]>([
  ["up", "instance job"],
  ["rate(a_total[5m])", "instance job route status"],
  ["sum(a_total)", ""],
  ["sum by (job, route) (rate(a_total[5m]))", "job route"],
  ["sum without (status, route) (a_total)", "instance job"],
  ["max by (job) (sum without (instance) (a_total))", "job"],
  ["topk(3, sum by (route) (a_total))", "route"],
  ["histogram_quantile(0.9, sum by (le, job) (rate(d_bucket[5m])))", "job"],
  ["sum by (job) (a_total) / on (job) sum by (job, route) (a_total)", "job"],
  ["up * on (job, instance) group_left (version) info", "instance job version"],
  ["info * ignoring (version) group_right () up", "instance job"],
  ["up / ignoring (version) info", "instance job"],
  ["a_total and on (job) up", "instance job route status"],
  ["up or info", "instance job version"],
  ["up > 1 and 2 < 3", "instance job"],
  ["1 - up", "instance job"],
  ["time() - up", "instance job"],
  ["vector(1)", ""],
  ['up == 0 or absent(up{job="microcalc"})', "instance job"],
  ['label_replace(up, "host", "$1", "instance", "(.*):.*")', "host instance job"],
  ['group by (job) ({__name__=~"up|info"})', "job"],
])("of %s are the labels %s", (text, labels) => {
  expect(of(text)).toEqual({ labels, problems: [] });
});

test.each<[text: string, problem: string]>([
  ["uq", "uq is no metric"],
  ['up{rout="x"}', "up has no label rout"],
  ['{__name__=~"up|uq"}', "uq is no metric"],
  ['{__name__=~"x.*"}', "no metric is selected by nothing"],
  ["sum by (rout) (a_total)", "sum by rout, of what has instance, job, route, status alone"],
  ["sum by (route) (sum by (job) (a_total))", "sum by route, of what has job alone"],
  ["sum without (le) (a_total)", "sum without le, of what has instance, job, route, status alone"],
  ["sum(up) / up", "/ between what is labelled by nothing and by instance, job"],
  ["up * on (version) info", "* on version, of what has instance, job alone"],
  ["histogram_quantile(0.9, sum by (job) (d_bucket))", "histogram_quantile of what has no label le"],
])("of %s it is found that %s", (text, problem) => {
  expect(of(text).problems).toContain(problem);
});
