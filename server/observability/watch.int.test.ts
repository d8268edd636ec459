import { mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connect } from "../db/client";
import { createTestCluster, type TestCluster } from "../testing/postgres-cluster";
import { createMetrics, type Metrics } from "./create-metrics";
import { startWatch } from "./watch";

/** One look, every five seconds, and the longest that one takes. */
const soon = { timeout: 15_000, interval: 50 };

let cluster: TestCluster;
let metrics: Metrics;
let stop: () => Promise<void> = async () => undefined;

beforeEach(async () => {
  cluster = await createTestCluster();
  metrics = createMetrics();
});
afterEach(async () => {
  await stop();
  await cluster.remove();
});

function watch(home: string) {
  const { db, poolCounts } = connect(cluster.url("postgres"));
  const end = startWatch({ metrics, db, poolCounts, home });
  stop = async () => {
    await end();
    await db.$disconnect();
  };
  return db;
}

/** The value of a sample as Prometheus would read it; `undefined` where there is none. */
async function sample(series: string): Promise<number | undefined> {
  const lines = (await metrics.registry.metrics()).split("\n");
  const line = lines.find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

const up = () => sample("microcalc_database_up");
const roundTrip = () => sample("microcalc_database_round_trip_seconds");

test("the database is up, hangs, is up again, is gone and is back, and a scrape waits for none of it", async () => {
  expect(await up()).toBeUndefined();
  expect(await roundTrip()).toBeUndefined();
  watch("/nowhere");
  await expect.poll(up, soon).toBe(1);
  const took = await roundTrip();
  expect(took).toBeGreaterThan(0);

  await cluster.pause();
  // Scrapes go on and tell what was known, until the question that hangs is given up.
  expect(await up()).toBe(1);
  await expect.poll(up, soon).toBe(0);
  expect(await roundTrip()).toBeGreaterThan(0);
  await cluster.resume();
  await expect.poll(up, soon).toBe(1);

  await cluster.stop();
  await expect.poll(up, soon).toBe(0);
  await cluster.start();
  await expect.poll(up, soon).toBe(1);
});

test("connections are counted at the scrape, which takes none of them", async () => {
  expect(await sample("microcalc_database_pool_connections_limit")).toBeUndefined();
  const db = watch("/nowhere");
  await expect.poll(up, soon).toBe(1);
  const state = (name: string) => sample(`microcalc_database_pool_connections{state="${name}"}`);
  expect(await sample("microcalc_database_pool_connections_limit")).toBe(10);
  expect(await state("busy")).toBe(0);
  expect(await state("idle")).toBe(1);
  const sleeping = Promise.all(Array.from({ length: 12 }, () => db.$queryRaw`SELECT 1 FROM pg_sleep(1)`));
  await expect.poll(() => sample("microcalc_database_pool_waiting"), soon).toBe(2);
  expect(await state("busy")).toBe(10);
  expect(await state("idle")).toBe(0);
  await sleeping;
  expect(await state("busy")).toBe(0);
});

test("the home's disk is told with its size and what is free; a home that is not there with those of the folder above it", async () => {
  const home = await mkdtemp(path.join(tmpdir(), "microcalc-home-"));
  watch(home);
  const size = () => sample("microcalc_home_filesystem_size_bytes");
  const { blocks, bsize } = await statfs(home);
  await expect.poll(size, soon).toBe(blocks * bsize);
  const free = await sample("microcalc_home_filesystem_free_bytes");
  expect(free).toBeGreaterThan(0);
  expect(free).toBeLessThanOrEqual(blocks * bsize);
  await stop();
  await rm(home, { recursive: true });

  metrics = createMetrics();
  watch(path.join(home, "not", "made"));
  await expect.poll(size, soon).toBe(blocks * bsize);
  expect(await sample("microcalc_home_filesystem_free_bytes")).toBeGreaterThan(0);
});

test("a home that cannot be a folder is told with nothing", async ({ onTestFinished }) => {
  const place = await mkdtemp(path.join(tmpdir(), "microcalc-home-"));
  onTestFinished(() => rm(place, { recursive: true }));
  await writeFile(path.join(place, "file"), "");
  watch(path.join(place, "file", "home"));
  await expect.poll(up, soon).toBe(1);
  expect(await sample("microcalc_home_filesystem_size_bytes")).toBeUndefined();
  expect(await sample("microcalc_home_filesystem_free_bytes")).toBeUndefined();
});
