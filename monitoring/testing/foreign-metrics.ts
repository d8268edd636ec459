import type { KnownMetric } from "./known-metric";

/** Labels of all but these: `job` and `instance`, which the scrape gives. */
type Foreign = readonly [name: string, type: "counter" | "gauge", ...labels: string[]];

/** Names that boards and rules may query and that Microcalc does not export, with what they are labelled by. */
const list: readonly Foreign[] = [
  // Prometheus itself, of every scrape.
  ["up", "gauge"],
  ["scrape_duration_seconds", "gauge"],
  ["scrape_samples_scraped", "gauge"],
  ["scrape_series_added", "gauge"],
];

export const foreignMetrics: readonly KnownMetric[] = list.map(([name, type, ...labels]) => ({
  name,
  type,
  from: "foreign",
  labels: new Map(["job", "instance", ...labels].map((label) => [label, null])),
}));
