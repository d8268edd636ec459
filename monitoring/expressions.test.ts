import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { MetricDeclaration } from "../server/observability/declaration";
import { metricList } from "../server/observability/metrics";
import { boards, otherExpressionsOf, targetExpressionsOf } from "./testing/board-files";
import { durationSeconds } from "./testing/duration";
import { filledIn } from "./testing/filled-in";
import { foreignMetrics } from "./testing/foreign-metrics";
import type { Catalogue } from "./testing/known-metric";
import { metricCatalogue, seriesOf } from "./testing/metric-catalogue";
import { namesOf } from "./testing/metric-names";
import { readShaped } from "./testing/project-file";
import { type Expression, parsePromql, selectorUses, windowsOf } from "./testing/promql";
import { newerThan242 } from "./testing/promql-versions";
import { misreadings } from "./testing/reading-rules";
import { alertRules, recordingRules } from "./testing/rule-files";

const ofTargets = boards.flatMap(targetExpressionsOf);
const ofBoards = [...ofTargets, ...boards.flatMap(otherExpressionsOf)];
const ofRules = [
  ...recordingRules.map(({ record, expr }) => ({ where: record, expr })),
  ...alertRules.map(({ alert, expr }) => ({ where: alert, expr })),
];
const all = [...ofBoards, ...ofRules];
const declarations: readonly MetricDeclaration[] = Object.values(metricList);

const parsed = (expr: string): Expression => parsePromql(filledIn(expr));

/** What is found fault with, by where it stands. */
function findingsOf(
  expressions: readonly { where: string; expr: string }[],
  find: (expr: string) => string[],
) {
  return expressions.flatMap(({ where, expr }) => find(expr).map((problem) => `${where}: ${problem}`));
}

const { global } = readShaped(
  "monitoring/prometheus/prometheus.yml",
  z.object({ global: z.object({ scrape_interval: z.string() }) }),
);
const leastWindowSeconds = 4 * durationSeconds(global.scrape_interval);

describe("every expression of boards and rules", () => {
  test("is PromQL", () => {
    expect(ofTargets.length).toBeGreaterThan(40);
    expect(ofRules.length).toBeGreaterThan(20);
    const refused = findingsOf(all, (expr) => {
      try {
        parsed(expr);
        return [];
      } catch (error) {
        return [String(error)];
      }
    });
    expect(refused).toEqual([]);
  });

  test("is read by Prometheus 2.42 as by 3.x", () => {
    expect(findingsOf(all, (expr) => newerThan242(filledIn(expr)))).toEqual([]);
  });

  test("names metrics, labels and values that there are, and reads each as what it is", async () => {
    const catalogue = await metricCatalogue(recordingRules);
    expect(findingsOf(all, (expr) => misreadings(parsed(expr), catalogue))).toEqual([]);
  });

  test("looks back over four scrapes or more, since 3.x leaves out the one at the far end", () => {
    const short = (expr: string) =>
      windowsOf(parsed(expr)).filter((window) => durationSeconds(window) < leastWindowSeconds);
    expect(findingsOf(all, short)).toEqual([]);
  });
});

test("names of others are listed only where somebody asks for them", async () => {
  const catalogue = await metricCatalogue(recordingRules);
  const asked = namesIn(
    all.map(({ expr }) => expr),
    catalogue,
  );
  expect(foreignMetrics.map(({ name }) => name).filter((name) => !asked.has(name))).toEqual([]);
});

describe("boards", () => {
  test("look back over what Grafana computes, and never over a window of their own", () => {
    const own = ({ expr }: { expr: string }) =>
      [...expr.matchAll(/\[([^\]]*)\]/g)].map(([, window]) => window);
    const allowed = ["$__rate_interval", "$__range"];
    expect(ofTargets.flatMap(own).filter((window = "") => !allowed.includes(window))).toEqual([]);
  });

  test("show every metric of our own, itself or by a rule that reads it", async () => {
    const catalogue = await metricCatalogue(recordingRules);
    const shown = namesIn(
      ofTargets.map(({ expr }) => expr),
      catalogue,
    );
    const hidden = declarations.filter((one) => !seriesOf(one).some((series) => shown.has(series)));
    expect(hidden.map(({ name }) => name)).toEqual([]);
  });
});

/** Names that expressions read, and what the rules behind them read. */
function namesIn(expressions: readonly string[], catalogue: Catalogue): Set<string> {
  const names = new Set(
    expressions.flatMap((expr) =>
      selectorUses(parsed(expr)).flatMap((use) => namesOf(use.selector, catalogue)),
    ),
  );
  for (const name of names) {
    const rule = recordingRules.find(({ record }) => record === name);
    if (rule !== undefined) for (const read of namesIn([rule.expr], catalogue)) names.add(read);
  }
  return names;
}

describe("a name that is wrong is found", () => {
  test("whichever metric of our own it is, on whichever board", async () => {
    const catalogue = await metricCatalogue(recordingRules);
    const names = declarations.flatMap(seriesOf);
    const read = namesIn(
      ofTargets.map(({ expr }) => expr),
      catalogue,
    );
    const onBoards = names.filter((name) =>
      ofTargets.some(({ expr }) => new RegExp(`\\b${name}\\b`).test(expr)),
    );
    expect(onBoards.length).toBeGreaterThan(20);
    for (const name of onBoards) {
      expect(read).toContain(name);
      const renamed = ofTargets.map(({ where, expr }) => ({
        where,
        expr: expr.replaceAll(new RegExp(`\\b${name}\\b`, "g"), `${name}_x`),
      }));
      const found = findingsOf(renamed, (expr) => misreadings(parsed(expr), catalogue));
      expect(found.join("\n"), name).toContain(`${name}_x is no metric`);
    }
  });
});

describe("metrics of our own are stored by 2.42 as by 3.x", () => {
  test("with bounds that are no integers, which 3.x would write with a point", () => {
    const bounds = declarations.flatMap(({ buckets = [] }) => buckets);
    expect(bounds.length).toBeGreaterThan(10);
    expect(bounds.filter((bound) => Number.isInteger(bound) || !/^\d+\.\d+$/.test(String(bound)))).toEqual(
      [],
    );
  });

  test("under names of letters, digits and underscores", () => {
    const names = declarations.flatMap(({ name, labels = {} }) => [name, ...Object.keys(labels)]);
    expect(names.filter((name) => !/^[a-z]\w*$/.test(name))).toEqual([]);
  });

  test("without line breaks in labels, which a point in a matcher finds in 3.x alone", () => {
    const values = declarations.flatMap(({ labels = {} }) => Object.values(labels));
    const broken = values.filter((one) =>
      "form" in one
        ? one.form.test("a\nb") || one.form.test("a\n")
        : one.some((value) => value.includes("\n")),
    );
    expect(broken).toEqual([]);
  });
});
