import type { KnownMetric } from "./known-metric";

/** Labels besides `job` and `instance`, which the scrape gives. */
type Foreign = readonly [name: string, type: "counter" | "gauge", ...labels: string[]];

/**
 * What boards and rules ask for and Microcalc does not export. Of labels only those that every version of the exporter
 * has which is used here: 0.11 of Debian, 0.18 of the compose file.
 */
const list: readonly Foreign[] = [
  // Prometheus' own, of every scrape.
  ["up", "gauge"],
  ["scrape_duration_seconds", "gauge"],
  ["scrape_samples_scraped", "gauge"],
  // How the monitoring itself does.
  ["alertmanager_notifications_failed_total", "counter", "integration"],
  ["prometheus_rule_evaluation_failures_total", "counter", "rule_group"],
  // prometheus-postgres-exporter.
  ["pg_up", "gauge"],
  ["pg_database_size_bytes", "gauge", "datname"],
  ["pg_settings_max_connections", "gauge"],
  ["pg_stat_activity_count", "gauge", "datname", "state"],
  ["pg_stat_database_blks_hit", "counter", "datid", "datname"],
  ["pg_stat_database_blks_read", "counter", "datid", "datname"],
  ["pg_stat_database_deadlocks", "counter", "datid", "datname"],
  ["pg_stat_database_xact_commit", "counter", "datid", "datname"],
  ["pg_stat_database_xact_rollback", "counter", "datid", "datname"],
];

export const foreignMetrics: readonly KnownMetric[] = list.map(([name, type, ...labels]) => ({
  name,
  type,
  from: "foreign",
  labels: new Map(["job", "instance", ...labels].map((label) => [label, null])),
}));
