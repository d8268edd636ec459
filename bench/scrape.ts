import { randomUUID } from "node:crypto";
import { Agent, get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { anyRequest } from "../e2e/any-request";
import { each } from "../e2e/each";
import { createOver } from "../e2e/procedures";
import { createSender } from "../e2e/send-request";
import { samplesOf } from "../server/testing/exposition";
import { type BenchRow, median, paired, toRow } from "./bench";
import { type BenchServer, makeHome, removeHome, startServer } from "./server";

const requests = 5_000;
const connections = 16;
const pairs = 9;
const scrapes = 100;
/** Far enough apart for caches to cool and the scrape to be the process's only work. */
const spaced = { scrapes: 20, milliseconds: 500 } as const;
const scrapeIntervalSeconds = 15;
const budget = { milliseconds: 50, percentOfCore: 1 } as const;

/** As Prometheus does: one connection, kept open. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function scrape({ metricsUrl }: BenchServer): Promise<string> {
  return new Promise((resolve, reject) => {
    get(metricsUrl, { agent }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.once("error", reject).once("end", () => resolve(text));
    }).once("error", reject);
  });
}

async function milliseconds(server: BenchServer): Promise<number> {
  const begun = performance.now();
  await scrape(server);
  return performance.now() - begun;
}

async function cpuSeconds(server: BenchServer): Promise<number> {
  const samples = samplesOf(await scrape(server));
  return samples.find(({ name }) => name === "process_cpu_seconds_total")?.value ?? Number.NaN;
}

/** One after the other without a pause: times in milliseconds, and percent of a core that one each interval takes. */
async function atFullSpeed(server: BenchServer): Promise<{ times: number[]; percentOfCore: number }> {
  const times: number[] = [];
  const before = await cpuSeconds(server);
  for (let i = 0; i < scrapes; i++) times.push(await milliseconds(server));
  // The scrape that reads the clock again is one of them.
  const perScrape = ((await cpuSeconds(server)) - before) / (scrapes + 1);
  return { times, percentOfCore: (100 * perScrape) / scrapeIntervalSeconds };
}

async function spacedTimes(server: BenchServer): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < spaced.scrapes; i++) {
    await sleep(spaced.milliseconds);
    times.push(await milliseconds(server));
  }
  return times;
}

/** Makes a server count all that it can: requests of every kind to every route. */
async function fill(server: BenchServer): Promise<void> {
  const { id, modelVersion } = await createOver(server.url, { idempotencyKey: randomUUID() });
  const known = {
    predictionId: id,
    idempotencyKey: "",
    version: modelVersion,
    file: "/_next/static/none.js",
  };
  const sender = createSender(server.url, connections);
  await each(fc.sample(anyRequest(known), { seed: 1, numRuns: requests }), connections, sender.send);
  sender.close();
}

const seriesOf = async (server: BenchServer) => samplesOf(await scrape(server)).length;
const percentile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? Number.NaN;

function against(name: string, unit: string, [ours, theirs]: readonly [number, number]): BenchRow {
  return { name, unit, ours, theirs, ratio: ours / theirs };
}

async function compare(full: BenchServer, fresh: BenchServer): Promise<BenchRow[]> {
  await atFullSpeed(full);
  await atFullSpeed(fresh);
  const times: number[] = [];
  const percents: number[] = [];
  const ofFull = async () => {
    const found = await atFullSpeed(full);
    times.push(...found.times);
    percents.push(found.percentOfCore);
    return median(found.times);
  };
  const measured = await paired(pairs, ofFull, async () => median((await atFullSpeed(fresh)).times));
  const apart = await spacedTimes(full);
  const sizes = `${await seriesOf(full)} series`;
  const slowest = against(`scrape of ${sizes}, p99 / budget`, "ms", [
    percentile(times, 0.99),
    budget.milliseconds,
  ]);
  const cpu = against(
    `CPU of a scrape of ${sizes} every ${scrapeIntervalSeconds} s / budget`,
    "% of a core",
    [median(percents), budget.percentOfCore],
  );
  return [
    toRow(`scrape of ${sizes} / of ${await seriesOf(fresh)}`, "ms", measured),
    { ...slowest, note: `${times.length} scrapes one after the other` },
    {
      ...against(`scrape of ${sizes} by itself, slowest / budget`, "ms", [
        Math.max(...apart),
        budget.milliseconds,
      ]),
      note: `${apart.length} scrapes, one each ${spaced.milliseconds} ms; median ${median(apart).toFixed(1)} ms`,
    },
    cpu,
  ];
}

/** A scrape of a server that has seen everything, against one that has seen nothing, and both against the budget. */
export async function scrapeBench(): Promise<BenchRow[]> {
  const homes = [await makeHome(), await makeHome()] as const;
  const servers: BenchServer[] = [];
  try {
    for (const home of homes) servers.push(await startServer(home));
    const [full, fresh] = servers as [BenchServer, BenchServer];
    await fill(full);
    return await compare(full, fresh);
  } finally {
    agent.destroy();
    for (const server of servers) await server.stop();
    for (const home of homes) await removeHome(home);
  }
}
