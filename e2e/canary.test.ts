import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { type App, startApp } from "./app";
import { listOver } from "./procedures";

/** Below a statement's limit of 5.5 s and the canary's of 10 s, with room for a busy machine. */
const withinSeconds = { timeout: 25_000, interval: 200 };

let cluster: TestCluster;
let app: App;
beforeAll(async () => {
  cluster = await createTestCluster();
  app = await startApp({
    variables: { DATABASE_URL: cluster.url(preparedDatabase), CANARY_INTERVAL_MS: "1000" },
  });
});
afterAll(async () => {
  await cluster.resume();
  await app.remove();
  await cluster.remove();
});

async function sample(name: string): Promise<number | null> {
  const text = await (await fetch(app.metricsUrl)).text();
  const line = text.split("\n").find((one) => one.startsWith(`${name} `));
  return line === undefined ? null : Number(line.slice(name.length));
}
const success = () => sample("microcalc_canary_success");

test("the canary of a running server tells within seconds that the database hangs, and that it goes on; nothing of it is stored", async () => {
  await vi.waitFor(async () => expect(await success()).toBe(1), withinSeconds);
  await cluster.pause();
  await vi.waitFor(async () => expect(await success()).toBe(0), withinSeconds);
  await cluster.resume();
  await vi.waitFor(async () => expect(await success()).toBe(1), withinSeconds);

  expect(await sample('microcalc_canary_runs_total{result="answered"}')).toBeGreaterThanOrEqual(2);
  expect(await sample('microcalc_canary_runs_total{result="failed"}')).toBeGreaterThanOrEqual(1);
  const lastRun = await sample("microcalc_canary_last_run_timestamp_seconds");
  expect(Date.now() / 1000 - (lastRun ?? 0)).toBeLessThan(60);
  expect(await listOver(app.url)).toEqual([]);
  const told = app.log().match(/the canary (fails|is answered again)/g);
  expect(told?.slice(0, 2)).toEqual(["the canary fails", "the canary is answered again"]);
});

test("a process that answers nobody has no canary", async () => {
  const worker = await startApp({
    variables: { DATABASE_URL: cluster.url(preparedDatabase), ROLE: "worker", CANARY_INTERVAL_MS: "500" },
  });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const text = await (await fetch(worker.metricsUrl)).text();
  await worker.remove();
  expect(text).toMatch(/^microcalc_canary_runs_total\{result="answered"\} 0$/m);
  expect(text).not.toMatch(/^microcalc_canary_(success|last_run_timestamp_seconds) /m);
});
