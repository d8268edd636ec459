import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createMetrics } from "../server/observability/create-metrics";
import { fullLiveFigures } from "../server/testing/live-figures";
import { projectRoot, readShaped, readText } from "./testing/project-file";
import { groupedLabels, metricUses } from "./testing/promql";

const dashboardFolder = "monitoring/grafana/dashboards";
const dashboardFiles = readdirSync(path.join(projectRoot, dashboardFolder)).map(
  (name) => `${dashboardFolder}/${name}`,
);
const ruleFolder = "monitoring/prometheus/rules";
const ruleFiles = readdirSync(path.join(projectRoot, ruleFolder)).map((name) => `${ruleFolder}/${name}`);

// The one that is chosen on the screen: `${datasource}` is Grafana's own way to write a variable.
const sourceSchema = z.object({ type: z.literal("prometheus"), uid: z.literal(`\${datasource}`) });
const targetSchema = z.object({
  refId: z.string(),
  expr: z.string().min(1),
  legendFormat: z.string().min(1),
  datasource: sourceSchema,
});
const gridSchema = z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() });
const panelSchema = z.object({
  id: z.int(),
  type: z.enum(["stat", "timeseries", "heatmap"]),
  title: z.string().min(1),
  description: z.string().regex(/\.$/, "ends as a sentence does"),
  gridPos: gridSchema,
  datasource: sourceSchema,
  targets: z.array(targetSchema).min(1),
  fieldConfig: z.object({ defaults: z.object({ unit: z.string().min(1) }) }),
});
const rowSchema = z.object({
  id: z.int(),
  type: z.literal("row"),
  title: z.string().min(1),
  gridPos: gridSchema,
});
const dashboardSchema = z.object({
  uid: z.string(),
  title: z.string(),
  editable: z.literal(false),
  annotations: z.object({ list: z.array(z.object({ expr: z.string(), datasource: sourceSchema })) }),
  templating: z.object({
    list: z.array(
      z.object({
        name: z.string(),
        query: z.union([z.string(), z.object({ query: z.string() })]),
        current: z.object({ value: z.string() }).optional(),
      }),
    ),
  }),
  panels: z.array(z.union([panelSchema, rowSchema])),
});
const rulesSchema = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.union([
          z.strictObject({ record: z.string(), expr: z.string() }),
          z.strictObject({
            alert: z.string(),
            expr: z.string(),
            for: z.string(),
            labels: z.strictObject({ severity: z.enum(["critical", "warning"]) }),
            annotations: z.strictObject({
              summary: z.string(),
              description: z.string(),
              runbook_url: z.string(),
            }),
          }),
        ]),
      ),
    }),
  ),
});

type Panel = z.infer<typeof panelSchema>;
const dashboards = dashboardFiles.map((file) => ({ file, ...readShaped(file, dashboardSchema) }));
const panels = dashboards.flatMap((dashboard) =>
  dashboard.panels.filter((panel): panel is Panel => panel.type !== "row"),
);
const rules = ruleFiles
  .flatMap((file) => readShaped(file, rulesSchema).groups)
  .flatMap((group) => group.rules);
const alerts = rules.filter((rule) => "alert" in rule);

const shownQueries = dashboards.flatMap(({ annotations, templating }) => [
  ...annotations.list.map(({ expr }) => expr),
  ...templating.list.flatMap(({ query }) => (typeof query === "string" ? [] : [query.query])),
]);
const panelQueries = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
const ruleQueries = rules.map(({ expr }) => expr);
const queries = [...shownQueries, ...panelQueries, ...ruleQueries];

/** Labels that Prometheus gives to every series it scrapes. */
const scrapeLabels = ["job", "instance"];

/** The live figures, which the keeper alone exports, with their labels, as Prometheus reads them. */
async function liveMetrics(): Promise<Map<string, { type: string; labels: readonly string[] }>> {
  const { live } = createMetrics();
  live.exportWhile(() => true);
  live.show(fullLiveFigures);
  const text = await live.exposition();
  const found = [...text.matchAll(/^# TYPE (\S+) (\S+)\n\S+?(?:\{(.*)\})? /gm)];
  return new Map(
    found.map(([, name = "", type = "", pairs = ""]) => {
      const labels = [...pairs.matchAll(/(\w+)="/g)].map(([, label = ""]) => label);
      return [name, { type, labels: [...scrapeLabels, ...labels] }];
    }),
  );
}

/** Every name under which the server's metrics and the recorded rules can be queried, with the labels it has. */
async function declaredMetrics(): Promise<Map<string, { type: string; labels: readonly string[] }>> {
  const { registry } = createMetrics();
  const declared = await liveMetrics();
  declared.set("up", { type: "gauge", labels: scrapeLabels });
  for (const { name, type } of await registry.getMetricsAsJSON()) {
    const own = registry.getSingleMetric(name);
    const labels = [...scrapeLabels, ...z.object({ labelNames: z.array(z.string()) }).parse(own).labelNames];
    if (String(type) !== "histogram") declared.set(name, { type: String(type), labels });
    else {
      for (const part of ["_bucket", "_sum", "_count"]) {
        declared.set(name + part, {
          type: "counter",
          labels: part === "_bucket" ? [...labels, "le"] : labels,
        });
      }
    }
  }
  for (const rule of rules)
    if ("record" in rule) declared.set(rule.record, { type: "gauge", labels: ["job"] });
  return declared;
}

describe("queries", () => {
  test("name only metrics that the server declares or a rule records", async () => {
    const declared = await declaredMetrics();
    const used = queries.flatMap(metricUses).map(({ name }) => name);
    expect(used.length).toBeGreaterThan(30);
    expect([...new Set(used)].filter((name) => !declared.has(name))).toEqual([]);
  });

  test("select and group by labels that their metrics have", async () => {
    const declared = await declaredMetrics();
    for (const query of queries) {
      const uses = metricUses(query);
      const known = uses.map(({ name }) => declared.get(name)?.labels ?? []);
      uses.forEach((use, i) => {
        expect(known[i], `${use.name} in ${query}`).toEqual(expect.arrayContaining([...use.labels]));
      });
      expect(known.flat(), query).toEqual(expect.arrayContaining(groupedLabels(query)));
    }
  });

  test("read counters as rates or increases only, the others never so", async () => {
    const declared = await declaredMetrics();
    for (const query of [...panelQueries, ...ruleQueries]) {
      for (const { name, within } of metricUses(query)) {
        const counter = declared.get(name)?.type === "counter";
        expect({ name, counter, query }).toEqual({
          name,
          counter: within === "rate" || within === "increase",
          query,
        });
      }
    }
  });

  test("show every metric of our own on some dashboard", async () => {
    const shown = new Set([...panelQueries, ...ruleQueries].flatMap(metricUses).map(({ name }) => name));
    const { registry } = createMetrics();
    const ofProcess = (await registry.getMetricsAsJSON()).map(({ name }) => name);
    const ofKeeper = [...(await liveMetrics()).keys()];
    expect(ofKeeper).toHaveLength(13);
    const own = [...ofProcess, ...ofKeeper].filter((name) => /^microcalc_/.test(name));
    expect(own.length).toBeGreaterThan(21);
    const ofMetric = (name: string) => [name, `${name}_bucket`, `${name}_sum`, `${name}_count`];
    expect(own.filter((name) => !ofMetric(name).some((part) => shown.has(part)))).toEqual([]);
  });

  test("of panels look back far enough for the scrape interval", () => {
    for (const query of panelQueries) {
      for (const [, window] of query.matchAll(/\[([^\]]*)\]/g))
        expect(window).toMatch(/^(\$__rate_interval|1h)$/);
    }
  });
});

describe("dashboards", () => {
  test("have a title, a sentence of explanation, a unit and a query in every panel", () => {
    expect(panels.length).toBeGreaterThan(15);
    const titles = panels.map(({ title }) => title);
    expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
  });

  test("have panels with numbers of their own that do not lie over each other", () => {
    for (const dashboard of dashboards) {
      const ids = dashboard.panels.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const taken = new Set<string>();
      for (const { title, gridPos } of dashboard.panels) {
        expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
        for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
          for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
            expect(taken, `${title} at ${x},${y}`).not.toContain(`${x},${y}`);
            taken.add(`${x},${y}`);
          }
        }
      }
    }
  });

  test("ask the provisioned data source unless someone chooses another", () => {
    const { datasources } = readShaped(
      "monitoring/grafana/provisioning/datasources/prometheus.yml",
      z.object({ datasources: z.array(z.object({ uid: z.string() })) }),
    );
    for (const { file, templating } of dashboards) {
      const chosen = templating.list.find(({ name }) => name === "datasource")?.current?.value;
      expect({ file, chosen }).toEqual({ file, chosen: datasources[0]?.uid });
    }
  });
});

/** The address GitHub gives a Markdown heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

describe("alerts", () => {
  test("lead to a section of the runbook", () => {
    expect(alerts.length).toBeGreaterThan(2);
    for (const { alert, annotations } of alerts) {
      const [file = "", anchor = ""] = annotations.runbook_url.split("#");
      const headings = [...readText(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
        anchorOf(heading),
      );
      expect(headings, alert).toContain(anchor);
    }
  });

  test("have a test in which they fire and one in which they do not", () => {
    const caseSchema = z.object({ alertname: z.string(), exp_alerts: z.array(z.unknown()) });
    const { tests } = readShaped(
      "monitoring/prometheus/tests/service.yml",
      z.object({ tests: z.array(z.object({ alert_rule_test: z.array(caseSchema) })) }),
    );
    const cases = tests.flatMap((one) => one.alert_rule_test);
    for (const { alert } of alerts) {
      const fires = cases
        .filter(({ alertname }) => alertname === alert)
        .map(({ exp_alerts }) => exp_alerts.length > 0);
      expect({ alert, fires: fires.includes(true), rests: fires.includes(false) }).toEqual({
        alert,
        fires: true,
        rests: true,
      });
    }
  });
});
