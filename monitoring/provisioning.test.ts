import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { readEnvironment } from "../server/env";
import { listen } from "../server/http/listen";
import { createMetricsServer } from "../server/http/metrics-server";
import { createMetrics } from "../server/observability/create-metrics";
import { fileExists, flagOf, inProject, meet, mountsOf, type Service, services } from "./testing/compose";
import { projectRoot, readShaped } from "./testing/project-file";

const targetsSchema = z.array(z.object({ targets: z.array(z.string()) }));
const scraping = readShaped(
  "monitoring/prometheus/prometheus.yml",
  z.object({
    global: z.object({ scrape_interval: z.string(), evaluation_interval: z.string() }),
    rule_files: z.array(z.string()),
    alerting: z.object({ alertmanagers: z.array(z.object({ static_configs: targetsSchema })) }),
    scrape_configs: z.array(
      z.object({
        job_name: z.string(),
        metrics_path: z.string().default("/metrics"),
        static_configs: targetsSchema,
      }),
    ),
  }),
);
const sources = readShaped(
  "monitoring/grafana/provisioning/datasources/prometheus.yml",
  z.object({
    datasources: z.array(
      z.object({
        name: z.string(),
        uid: z.string(),
        type: z.string(),
        url: z.url(),
        jsonData: z.object({ timeInterval: z.string().optional(), alertmanagerUid: z.string().optional() }),
      }),
    ),
  }),
).datasources;
const dashboardProviders = readShaped(
  "monitoring/grafana/provisioning/dashboards/microcalc.yml",
  z.object({
    providers: z.array(z.object({ type: z.literal("file"), options: z.object({ path: z.string() }) })),
  }),
).providers;

const byName = new Map<string, Service>(Object.entries(services));
const sourceOfType = (type: string) => sources.find((source) => source.type === type);

/** `host:port` that a service listens on, taken from its own health check. */
const ownAddress = (name: string) => {
  const [, port] = /127\.0\.0\.1:(\d+)\//.exec(byName.get(name)?.healthcheck?.test.join(" ") ?? "") ?? [];
  return `${name}:${port}`;
};

test("Prometheus reads the project's configuration and rules, and keeps its data in a named volume", () => {
  const config = flagOf(services.prometheus, "config.file");
  expect(inProject(services.prometheus, config)).toBe("monitoring/prometheus/prometheus.yml");
  for (const pattern of scraping.rule_files) {
    const rules = inProject(services.prometheus, path.join(path.dirname(config), path.dirname(pattern)));
    expect(rules).toBe("monitoring/prometheus/rules");
  }
  expect(mountsOf(services.prometheus).get(flagOf(services.prometheus, "storage.tsdb.path"))).toBe(
    "prometheus-data",
  );
});

test("Prometheus keeps at least the 30 days that the objectives look back", () => {
  expect(Number.parseInt(flagOf(services.prometheus, "storage.tsdb.retention.time"), 10)).toBeGreaterThan(30);
});

test("every scrape job asks services that are there, that it can reach, on the port they answer", async () => {
  const metricsPort = readEnvironment({}).METRICS_PORT;
  const targets = new Map(
    scraping.scrape_configs.map(({ job_name, static_configs }) => [
      job_name,
      static_configs.flatMap((one) => one.targets),
    ]),
  );
  expect(Object.fromEntries(targets)).toEqual({
    microcalc: [`app:${metricsPort}`, `worker:${metricsPort}`],
    postgres: [ownAddress("postgres-exporter")],
    prometheus: [ownAddress("prometheus").replace("prometheus", "localhost")],
    alertmanager: [ownAddress("alertmanager")],
  });
  for (const host of [...targets.values()].flat().map((target) => target.split(":")[0] ?? "")) {
    if (host === "localhost") continue;
    const service = byName.get(host);
    expect(service && meet(services.prometheus, service), host).toBe(true);
  }
});

test("the application answers Prometheus at the path and in the format that Prometheus expects", async () => {
  const server = createMetricsServer(createMetrics());
  const port = await listen(server, { host: "127.0.0.1", port: 0, variable: "METRICS_PORT" });
  const job = scraping.scrape_configs.find(({ job_name }) => job_name === "microcalc");
  const answer = await fetch(`http://127.0.0.1:${port}${job?.metrics_path}`);
  expect(answer.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(await answer.text()).toContain("# TYPE microcalc_predictions_total counter");
  server.close();
});

test("Prometheus sends alerts to the Alertmanager of this set-up, which reads the project's configuration", () => {
  const targets = scraping.alerting.alertmanagers.flatMap((one) =>
    one.static_configs.flatMap((c) => c.targets),
  );
  expect(targets).toEqual([ownAddress("alertmanager")]);
  expect(meet(services.prometheus, services.alertmanager)).toBe(true);
  const config = flagOf(services.alertmanager, "config.file");
  expect(inProject(services.alertmanager, config)).toBe("monitoring/alertmanager/alertmanager.yml");
  expect(fileExists("monitoring/alertmanager/alertmanager.yml")).toBe(true);
  expect(mountsOf(services.alertmanager).get(flagOf(services.alertmanager, "storage.path"))).toBe(
    "alertmanager-data",
  );
});

test("the application asks that Alertmanager which alerts are open, and can reach it", () => {
  expect(services.app.environment.ALERTMANAGER_URL).toBe(`http://${ownAddress("alertmanager")}`);
  expect(meet(services.app, services.alertmanager)).toBe(true);
});

test("Grafana's data sources are the Prometheus and Alertmanager of this set-up, with the scrape interval", () => {
  expect(sources).toHaveLength(2);
  const [prometheus, alertmanager] = [sourceOfType("prometheus"), sourceOfType("alertmanager")];
  expect(prometheus?.url).toBe(`http://${ownAddress("prometheus")}`);
  expect(alertmanager?.url).toBe(`http://${ownAddress("alertmanager")}`);
  expect(prometheus?.jsonData.timeInterval).toBe(scraping.global.scrape_interval);
  expect(prometheus?.jsonData.alertmanagerUid).toBe(alertmanager?.uid);
  expect(meet(services.grafana, services.prometheus)).toBe(true);
  expect(meet(services.grafana, services.alertmanager)).toBe(true);
  expect(meet(services.grafana, services.postgres)).toBe(false);
});

test("Grafana finds its provisioning and the boards where it looks for them", () => {
  const provisioning = inProject(services.grafana, "/etc/grafana/provisioning");
  expect(fileExists(`${provisioning}/datasources/prometheus.yml`)).toBe(true);
  const folders = dashboardProviders.map(({ options }) => inProject(services.grafana, options.path));
  expect(folders).toEqual(["monitoring/grafana/dashboards"]);
  const home = String(services.grafana.environment.GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH);
  expect(inProject(services.grafana, home)).toBe("monitoring/grafana/dashboards/service.json");
  expect(fileExists("monitoring/grafana/dashboards/service.json")).toBe(true);
  expect(mountsOf(services.grafana).get("/var/lib/grafana")).toBe("grafana-data");
  expect(services.grafana.environment.GF_AUTH_ANONYMOUS_ENABLED).toBe("false");
});

const dashboardFolder = "monitoring/grafana/dashboards";
const dashboardSchema = z.object({
  uid: z.string().min(1),
  templating: z.object({
    list: z.array(z.object({ name: z.string(), current: z.object({ value: z.unknown() }).optional() })),
  }),
});

test("every board has an identifier of its own and begins with the data source that is provisioned", () => {
  const boards = readdirSync(path.join(projectRoot, dashboardFolder)).map((name) =>
    readShaped(`${dashboardFolder}/${name}`, dashboardSchema),
  );
  expect(new Set(boards.map(({ uid }) => uid)).size).toBe(boards.length);
  for (const { uid, templating } of boards) {
    const chosen = templating.list.find(({ name }) => name === "datasource")?.current?.value;
    expect({ uid, chosen }).toEqual({ uid, chosen: sourceOfType("prometheus")?.uid });
  }
});
