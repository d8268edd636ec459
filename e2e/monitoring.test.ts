import { readdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { alertmanagerCommand, startAlertmanager } from "../monitoring/alertmanager-process";
import { postgresExporterCommand, startPostgresExporter } from "../monitoring/postgres-exporter-process";
import { type RunningPrometheus, startPrometheus } from "../monitoring/prometheus-process";
import { committedBoards } from "../monitoring/testing/board-queries";
import { projectRoot } from "../monitoring/testing/project-file";
import { silentQueries } from "../monitoring/testing/silent-queries";
import { freePort } from "../server/db/postgres/free-port";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { type App, startApp } from "./app";
import { drive } from "./monitored-traffic";

let cluster: TestCluster;
let app: App;
let prometheus: RunningPrometheus;
const stop: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const t = performance.now();
  const lap = (w: string) => console.log(w, Math.round(performance.now() - t));
  const begun = Date.now();
  cluster = await createTestCluster();
  stop.push(() => cluster.remove());
  app = await startApp({ variables: { DATABASE_URL: cluster.url("postgres"), CANARY_INTERVAL_MS: "1000" } });
  stop.push(() => app.remove());
  lap("app");
  const exporter = await startPostgresExporter({
    command: postgresExporterCommand() ?? "",
    databaseUrl: cluster.url("postgres"),
  });
  stop.push(exporter.stop);
  const port = await freePort();
  const rules = path.join(projectRoot, "monitoring/prometheus/rules");
  prometheus = await startPrometheus({
    targets: {
      microcalc: [new URL(app.metricsUrl).host],
      postgres: [exporter.address],
      prometheus: [`127.0.0.1:${port}`],
    },
    ruleFiles: readdirSync(rules).map((name) => path.join(rules, name)),
    interval: "1s",
    port,
  });
  stop.push(prometheus.stop);
  lap("prometheus");
  const aborting = new AbortController();
  const { ended } = await drive(app, cluster, aborting.signal);
  stop.push(async () => {
    aborting.abort();
    await ended;
  });
  lap("traffic");
  let silent: string[] = [];
  for (let i = 0; i < 30; i++) {
    silent = await silentQueries(prometheus, committedBoards(), { from: begun, to: Date.now() });
    if (silent.length === 0) break;
    await sleep(1000);
  }
  lap("silent");
  console.log(silent.join("\n"));
});

afterAll(async () => {
  for (const end of stop.toReversed()) await end();
});

test("every panel", async () => {
  console.log(
    await (await fetch(app.metricsUrl)).text().then((t) =>
      t
        .split("\n")
        .filter((l) => /^microcalc_/.test(l) && !/_bucket/.test(l))
        .join("\n"),
    ),
  );
  expect(1).toBe(1);
});
