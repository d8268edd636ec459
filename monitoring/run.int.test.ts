import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, type TestContext, test } from "vitest";
import { canListen, freePort } from "../server/db/postgres/free-port";
import { createMetricsServer } from "../server/http/metrics-server";
import { createMetrics } from "../server/observability/create-metrics";
import { createTestDatabase, type TestDatabase } from "../server/testing/database";
import { alertmanagerCommand } from "./alertmanager-process";
import { postgresExporterCommand } from "./postgres-exporter-process";
import { isInstalled } from "./program";
import { prometheusMissing } from "./prometheus-process";
import { projectRoot } from "./testing/project-file";

const soon = { timeout: 30_000, interval: 200 };
const token = "a-token-of-sixteen-or-more";

let home: string;
let ports: { readonly prometheus: number; readonly alertmanager: number; readonly metrics: number };
let started: ChildProcess[] = [];
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

beforeEach(async () => {
  home = path.join(await mkdtemp(path.join(tmpdir(), "microcalc-monitoring-")), "home");
  ports = { prometheus: await freePort(), alertmanager: await freePort(), metrics: await freePort() };
});

afterEach(async () => {
  for (const child of started) {
    if (child.exitCode === null && child.signalCode === null && child.pid) process.kill(-child.pid, "SIGINT");
  }
  await Promise.all(started.map(({ exitCode, signalCode }, i) => exitCode ?? signalCode ?? ended(i)));
  started = [];
  await rm(path.dirname(home), { recursive: true, force: true });
});

const ended = async (place: number) => once(started[place] as ChildProcess, "close");

function needPrometheus({ skip }: TestContext): void {
  const installed = isInstalled("prometheus");
  if (!installed && process.env.CI) throw new Error(prometheusMissing);
  skip(!installed, prometheusMissing);
}

/** As `npm run monitoring` starts it, in a group of its own, as a terminal does. */
function run(variables: Readonly<Record<string, string>> = {}) {
  const args = ["--port", String(ports.prometheus), "--alertmanager-port", String(ports.alertmanager)];
  const child = spawn(process.execPath, ["--import", "tsx", "monitoring/run.ts", ...args], {
    cwd: projectRoot,
    detached: true,
    env: {
      ...process.env,
      MICROCALC_HOME: home,
      METRICS_PORT: String(ports.metrics),
      METRICS_TOKEN: token,
      DATABASE_URL: database.url,
      ...variables,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  const exit = once(child, "close").then(([code]) => code as number | null);
  /** Whether anything of its group still runs. */
  const leftBehind = () => {
    try {
      return process.kill(-(child.pid ?? 0), 0);
    } catch {
      return false;
    }
  };
  /** As Ctrl-C: to all of the group at once. */
  const interrupt = () => process.kill(-(child.pid ?? 0), "SIGINT");
  return { said: () => said, exit, interrupt, leftBehind };
}

/** Microcalc as far as Prometheus sees it. */
async function startMetrics(): Promise<Server> {
  const server = createMetricsServer(createMetrics(), { token });
  server.listen(ports.metrics, "127.0.0.1");
  await once(server, "listening");
  return server;
}

/** Label sets that Prometheus finds, now or at a moment in seconds since the epoch. */
async function query(expression: string, at = Date.now() / 1000): Promise<Record<string, string>[]> {
  const parameters = new URLSearchParams({ query: expression, time: String(at) });
  const url = `http://127.0.0.1:${ports.prometheus}/api/v1/query?${parameters}`;
  const text = await fetch(url).then(
    (answer) => answer.text(),
    () => '{"data":{"result":[]}}',
  );
  const { data } = JSON.parse(text) as { data: { result: { metric: Record<string, string> }[] } };
  return data.result.map(({ metric }) => metric);
}

/** Scrape jobs that answer. */
const upJobs = async () => (await query("up == 1")).map(({ job }) => job).sort();
const installedJobs = [
  ...(alertmanagerCommand() ? ["alertmanager"] : []),
  "microcalc",
  ...(postgresExporterCommand() ? ["postgres"] : []),
  "prometheus",
];

describe("npm run monitoring", () => {
  test("waits for Microcalc, finds it, scrapes what is installed, ends at Ctrl-C with nothing left, and remembers", async (context) => {
    needPrometheus(context);
    const first = run();
    await expect.poll(first.said, soon).toContain(`does not answer on 127.0.0.1:${ports.metrics} yet`);
    const server = await startMetrics();
    try {
      await expect.poll(first.said, soon).toContain(`127.0.0.1:${ports.metrics} answers.`);
      await expect.poll(upJobs, soon).toEqual(installedJobs);
      if (postgresExporterCommand()) await expect.poll(() => query("pg_up == 1"), soon).toHaveLength(1);
      for (const [page] of first.said().matchAll(/http:\/\/127\.0\.0\.1\S+/g))
        expect({ page, ok: (await fetch(page)).ok }).toEqual({ page, ok: true });
      const before = Date.now() / 1000;
      first.interrupt();
      expect(await first.exit).toBe(0);
      expect(first.leftBehind()).toBe(false);
      expect(await canListen(ports.prometheus)).toBe(true);

      const second = run();
      await expect.poll(() => query('up{job="microcalc"} == 1', before), soon).toHaveLength(1);
      second.interrupt();
      expect(await second.exit).toBe(0);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });

  test("ends without a complaint, and with nothing left, when it is interrupted while a program starts", async () => {
    const programs = path.dirname(home);
    const mark = path.join(programs, "starting");
    // Never ready.
    const program = `#!/bin/sh\n[ "$1" = --version ] && exit 0\necho > ${mark}\nexec sleep 60\n`;
    await writeFile(path.join(programs, "prometheus"), program, { mode: 0o755 });
    const { exit, interrupt, said, leftBehind } = run({ PATH: `${programs}:${process.env.PATH}` });
    await expect.poll(() => existsSync(mark), soon).toBe(true);
    interrupt();
    expect({ code: await exit, said: said() }).toEqual({ code: 0, said: "" });
    expect(leftBehind()).toBe(false);
  });

  test("says in words that its port is taken, and starts nothing", async (context) => {
    needPrometheus(context);
    const server = createServer().listen(ports.prometheus, "127.0.0.1");
    try {
      const { exit, said, leftBehind } = run();
      expect(await exit).toBe(1);
      expect(said()).toContain(`Port ${ports.prometheus}, Prometheus's, is in use`);
      expect(said()).not.toContain("    at ");
      expect(leftBehind()).toBe(false);
    } finally {
      server.close();
    }
  });

  test("says what to install where Prometheus is missing", async () => {
    const { exit, said } = run({ PATH: "/nowhere" });
    expect(await exit).toBe(1);
    expect(said()).toBe(`${prometheusMissing}\n`);
  });
});
