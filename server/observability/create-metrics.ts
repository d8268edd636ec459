import {
  Counter,
  collectDefaultMetrics,
  Gauge,
  type GaugeConfiguration,
  Histogram,
  Registry,
} from "prom-client";
import type { MetricDeclaration } from "./declaration";
import { createLiveMetrics } from "./live-metrics";
import { processMetrics } from "./metrics";

type Declared = typeof processMetrics;
type LabelsOf<One> = One extends { readonly labels: infer Labels } ? keyof Labels & string : string;
type InstrumentOf<One extends MetricDeclaration> = {
  counter: Counter<LabelsOf<One>>;
  gauge: Gauge<LabelsOf<One>>;
  histogram: Histogram<LabelsOf<One>>;
}[One["type"]];

/** One for each metric of the list, under its key there. */
type Instruments = { readonly [Key in keyof Declared]: InstrumentOf<Declared[Key]> };

/** Every combination of the values of labels that are listed; none where one of them is not. */
function combinations(labels: MetricDeclaration["labels"]): Record<string, string>[] {
  let found: Record<string, string>[] = [{}];
  for (const [label, values] of Object.entries(labels ?? {})) {
    if ("form" in values) return [];
    found = found.flatMap((so) => values.map((value) => ({ ...so, [label]: value })));
  }
  return found;
}

/** Without a value until somebody knows it: the library would begin at 0. */
function createGauge(configuration: GaugeConfiguration<string>): Gauge {
  const gauge = new Gauge(configuration);
  if (configuration.labelNames?.length === 0) gauge.remove();
  return gauge;
}

function create(declaration: MetricDeclaration, registers: Registry[]) {
  const { type, name, help, labels = {}, buckets = [] } = declaration;
  const configuration = { name, help, labelNames: Object.keys(labels), registers };
  if (type === "gauge") return createGauge(configuration);
  if (type === "histogram") {
    const histogram = new Histogram({ ...configuration, buckets: [...buckets] });
    for (const combination of combinations(declaration.labels)) histogram.zero(combination);
    return histogram;
  }
  const counter = new Counter(configuration);
  // One that first appears with its first event has no rise to show: what is known beforehand begins at 0.
  for (const combination of combinations(declaration.labels)) counter.inc(combination, 0);
  return counter;
}

/**
 * Gauges of Node.js that are named as counters are, which Prometheus' own check refuses, and two that are read through
 * deprecated interfaces. `nodejs_active_resources` holds all of them, by type.
 */
const leftOut = [
  "nodejs_active_resources_total",
  "nodejs_active_handles_total",
  "nodejs_active_handles",
  "nodejs_active_requests_total",
  "nodejs_active_requests",
];

/**
 * The metrics of one process: its instruments, what only the keeper exports, and the registry of both Node.js' and
 * ours.
 */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of leftOut) registry.removeSingleMetric(name);
  const instruments = Object.fromEntries(
    Object.entries(processMetrics).map(([key, declaration]) => [key, create(declaration, [registry])]),
  ) as unknown as Instruments;
  const live = createLiveMetrics();
  for (const gauge of [instruments.requestsInFlight, instruments.eventStreams, instruments.ready])
    gauge.set(0);
  const held = () => instruments.keeper.set(live.held() ? 1 : 0);
  Object.assign(instruments.keeper, { collect: held });
  return { registry, live, ...instruments };
}

export type Metrics = ReturnType<typeof createMetrics>;
