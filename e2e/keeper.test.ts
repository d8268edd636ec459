import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { keeperLock } from "../server/db/held-lock";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { type App, startApp } from "./app";
import { createOver, post } from "./procedures";

/** To have somebody else elected, to settle, and to read the figures the first time. */
const soon = { timeout: 15_000, interval: 100 };
/** The same where the server has to lose its patience with a silent session first. */
const afterSilence = { timeout: 25_000, interval: 100 };

let cluster: TestCluster;
let url: string;
let apps: App[] = [];
let databases = 0;

beforeAll(async () => {
  cluster = await createTestCluster();
});
afterAll(() => cluster.remove());

beforeEach(async () => {
  databases += 1;
  await execute(cluster.url("postgres"), `CREATE DATABASE keeper_${databases} TEMPLATE ${preparedDatabase}`);
  url = cluster.url(`keeper_${databases}`);
  return async () => {
    for (const app of apps) app.signal("SIGCONT");
    await Promise.all(apps.map((app) => app.remove()));
    apps = [];
  };
});

async function execute(on: string, sql: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: on });
  await client.connect();
  await client.query(sql, values).finally(() => client.end());
}

async function start(variables: Record<string, string> = {}): Promise<App> {
  const app = await startApp({ variables: { DATABASE_URL: url, ...variables } });
  apps.push(app);
  return app;
}

/** What Prometheus gets of a process; a process that is gone or frozen gives nothing. */
async function scrape({ metricsUrl }: App): Promise<string> {
  const answer = await fetch(metricsUrl, { signal: AbortSignal.timeout(1000) }).catch(() => null);
  return (await answer?.text()) ?? "";
}

const live = (text: string) =>
  text
    .split("\n")
    .filter((line) =>
      /^microcalc_(live|drift|rollup|champion_promoted|outcomes_waiting|jobs|job_oldest)/.test(line),
    );

/** Names, by the place in `apps`, of those that export live figures; a keeper says so in its own metric too. */
async function exporters(): Promise<number[]> {
  const texts = await Promise.all(apps.map(scrape));
  const found = texts.flatMap((text, i) => (live(text).length > 0 ? [i] : []));
  for (const i of found) expect(texts[i]).toMatch(/^microcalc_keeper 1$/m);
  return found;
}

/** Looks on for so many milliseconds: never more than one at a time. */
async function watchExporters(milliseconds: number): Promise<Set<string>> {
  const seen = new Set<string>();
  const until = performance.now() + milliseconds;
  while (performance.now() < until) {
    seen.add((await exporters()).join());
    await sleep(100);
  }
  return seen;
}

const cutKeeper = () =>
  execute(
    url,
    `SELECT pg_terminate_backend(pid) FROM pg_locks
     WHERE locktype = 'advisory' AND granted AND classid = 19779 AND objid = $1
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [keeperLock],
  );

test("one of two exports the live figures; killed, it is replaced within seconds and gets nothing back", async () => {
  const first = await start();
  await expect.poll(exporters, soon).toEqual([0]);
  const second = await start();
  await createOver(second.url);
  expect(await watchExporters(3000)).toEqual(new Set(["0"]));
  await expect
    .poll(async () => live(await scrape(first)).join(), soon)
    .toContain("microcalc_outcomes_waiting 1");
  expect(await scrape(second)).toMatch(/^microcalc_keeper 0$/m);

  first.signal("SIGKILL");
  await first.ended;
  await expect.poll(exporters, soon).toEqual([1]);
  await start();
  expect(await watchExporters(4000)).toEqual(new Set(["1"]));
});

test("a keeper whose connection is cut stops exporting at once, and somebody exports again", async () => {
  await start();
  await start();
  await expect.poll(exporters, soon).toHaveLength(1);
  const [keeper = 0] = await exporters();
  await cutKeeper();
  await expect
    .poll(async () => live(await scrape(apps[keeper] as App)), { timeout: 1000, interval: 10 })
    .toEqual([]);
  await expect.poll(exporters, soon).toHaveLength(1);
  for (const size of await watchExporters(3000)) expect(size).toMatch(/^[01]$/);
});

test("a keeper that froze is replaced, and does not export what it knew when it goes on", async () => {
  const first = await start();
  await expect.poll(exporters, soon).toEqual([0]);
  await start();
  first.signal("SIGSTOP");
  await expect.poll(exporters, afterSilence).toEqual([1]);
  first.signal("SIGCONT");
  expect(await watchExporters(3000)).toEqual(new Set(["1"]));
});

test("with a frozen database scrapes are answered at once, without the figures, until it goes on", async () => {
  const app = await start();
  await expect.poll(exporters, soon).toEqual([0]);
  await cluster.pause();
  try {
    const until = performance.now() + 7000;
    while (performance.now() < until) {
      const begun = performance.now();
      expect(await scrape(app)).toContain("process_cpu_seconds_total");
      expect(performance.now() - begun).toBeLessThan(900);
      await sleep(200);
    }
    expect(live(await scrape(app))).toEqual([]);
  } finally {
    await cluster.resume();
  }
  await expect.poll(exporters, afterSilence).toEqual([0]);
});

test("a process that only answers requests never exports them, though nobody else does", async () => {
  const web = await start({ ROLE: "web" });
  const { id } = await createOver(web.url);
  await post(web.url, "predictions.recordOutcome", { id, outcome: "calcification" });
  expect(await watchExporters(5000)).toEqual(new Set([""]));
  expect(await scrape(web)).toMatch(/^microcalc_keeper 0$/m);
  await start();
  await expect.poll(exporters, soon).toEqual([1]);
});
