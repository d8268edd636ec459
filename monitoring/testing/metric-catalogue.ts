import { z } from "zod";
import { createMetrics } from "../../server/observability/create-metrics";
import type { LabelValues, MetricDeclaration } from "../../server/observability/declaration";
import { keeperMetrics } from "../../server/observability/keeper-metrics";
import { processMetrics } from "../../server/observability/metrics";
import { resultLabels } from "./expression-labels";
import { foreignMetrics } from "./foreign-metrics";
import type { Catalogue, KnownMetric } from "./known-metric";
import { parsePromql } from "./promql";
import type { RecordingRule } from "./rule-files";

/** Labels that Prometheus gives to every series it scrapes. */
const scrapeLabels: readonly (readonly [string, null])[] = [
  ["job", null],
  ["instance", null],
];

/** And one that monitoring/prometheus/prometheus.yml gives to those of a process that answers nobody. */
const ofSomeTargets = ["serves", ["jobs"]] as const;

/** Names of the series of a metric of ours, as Prometheus stores them. */
export function seriesOf({ name, type }: Pick<MetricDeclaration, "name" | "type">): string[] {
  return type === "histogram" ? ["_bucket", "_sum", "_count"].map((part) => name + part) : [name];
}

function declared(declaration: MetricDeclaration, from: "process" | "keeper"): KnownMetric[] {
  const labels = [...scrapeLabels, ...Object.entries(declaration.labels ?? {})] as const;
  const bounds = [...(declaration.buckets ?? []).map(String), "+Inf"];
  return seriesOf(declaration).map((name) => ({
    name,
    type: declaration.type === "gauge" ? "gauge" : "counter",
    from,
    labels: new Map<string, LabelValues | null>(
      name.endsWith("_bucket") ? [...labels, ["le", bounds]] : labels,
    ),
  }));
}

/** What prom-client tells of Node.js itself. */
async function ofNode(own: ReadonlySet<string>): Promise<KnownMetric[]> {
  const { registry } = createMetrics();
  const all = await registry.getMetricsAsJSON();
  return all
    .filter(({ name }) => !own.has(name))
    .flatMap(({ name, type }) => {
      const kind = z.enum(["counter", "gauge", "histogram"]).parse(String(type));
      const { labelNames } = z
        .object({ labelNames: z.array(z.string()) })
        .parse(registry.getSingleMetric(name));
      const labels = [...scrapeLabels, ...labelNames.map((label) => [label, null] as const)];
      return seriesOf({ name, type: kind }).map((series) => ({
        name: series,
        type: kind === "gauge" ? ("gauge" as const) : ("counter" as const),
        from: "node" as const,
        labels: new Map(series.endsWith("_bucket") ? [...labels, ["le", null] as const] : labels),
      }));
    });
}

/** Names and labels in one text, to see whether they have changed. */
const summary = (catalogue: Catalogue) =>
  [...catalogue].map(([name, { labels }]) => `${name} ${[...labels.keys()]}`).join("\n");

/** Every name that boards and rules can query: what is exported here and elsewhere, and what the rules record. */
export async function metricCatalogue(rules: readonly RecordingRule[]): Promise<Catalogue> {
  const own = [
    ...Object.values(processMetrics).flatMap((declaration) => declared(declaration, "process")),
    ...Object.values(keeperMetrics).flatMap((declaration) => declared(declaration, "keeper")),
  ];
  const declarations: MetricDeclaration[] = [
    ...Object.values(processMetrics),
    ...Object.values(keeperMetrics),
  ];
  const node = await ofNode(new Set(declarations.map(({ name }) => name)));
  const catalogue = new Map(
    [...own, ...node, ...foreignMetrics].map((metric) => [
      metric.name,
      { ...metric, labels: new Map([...metric.labels, ofSomeTargets]) },
    ]),
  );
  const parsed = rules.map(({ record, expr }) => ({ record, expression: parsePromql(expr) }));
  // A rule may read what another records, in whatever order they stand: again until nothing is added.
  for (let before = ""; before !== summary(catalogue); ) {
    before = summary(catalogue);
    for (const { record, expression } of parsed) {
      const labels = new Map([...resultLabels(expression, catalogue).labels].map((label) => [label, null]));
      catalogue.set(record, { name: record, type: "gauge", from: "rule", labels });
    }
  }
  return catalogue;
}
