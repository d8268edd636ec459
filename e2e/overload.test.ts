import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { signedIn } from "./accounts";
import { type App, startApp } from "./app";
import { createOver } from "./procedures";

/** More than there may be requests in flight. */
const connections = 350;
const holdMilliseconds = 4000;

let cluster: TestCluster;
let app: App;
beforeAll(async () => {
  cluster = await createTestCluster();
  app = await startApp({
    variables: { DATABASE_URL: cluster.url(preparedDatabase), CANARY_INTERVAL_MS: "500", LOG_LEVEL: "fatal" },
  });
});
afterAll(async () => {
  await app.remove();
  await cluster.remove();
});

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** The problem's code; `null` where there is none. */
  readonly code: string | null;
}

function listOnce(agent: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { agent, headers: signedIn(app.url) };
    const sent = request(`${app.url}/api/trpc/predictions.list?input=%7B%7D`, options, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.once("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: response.headers["retry-after"],
          code: JSON.parse(text).error?.data.problem.code ?? null,
        }),
      );
    });
    sent.once("error", reject).end();
  });
}

async function sample(name: string): Promise<number> {
  const answer = await fetch(app.metricsUrl);
  expect(answer.status).toBe(200);
  const line = (await answer.text()).split("\n").find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length));
}

interface Sizes {
  readonly half: number;
  readonly whole: number;
}

/** Keeps a table locked, and looks at the process' memory half-way and at the end. */
async function whileHeld(): Promise<Sizes> {
  const holder = new pg.Client({ connectionString: cluster.url(preparedDatabase) });
  holder.on("error", () => undefined);
  await holder.connect();
  try {
    await holder.query("BEGIN; LOCK TABLE predictions IN ACCESS EXCLUSIVE MODE");
    await sleep(holdMilliseconds / 2);
    const half = await sample("process_resident_memory_bytes");
    await sleep(holdMilliseconds / 2);
    const whole = await sample("process_resident_memory_bytes");
    for (const probe of ["/livez", "/readyz"]) expect((await fetch(`${app.url}${probe}`)).status).toBe(200);
    return { half, whole };
  } finally {
    await holder.end();
  }
}

/** What people hear who ask over many connections for as long as `work` takes. */
async function answersDuring<T>(work: () => Promise<T>): Promise<[T, Answer[]]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const answers: Answer[] = [];
  let over = false;
  const ask = async () => {
    while (!over) answers.push(await listOnce(agent));
  };
  const asking = Promise.all(Array.from({ length: connections }, ask));
  const result = await work().finally(() => {
    over = true;
  });
  await asking;
  agent.destroy();
  return [result, answers];
}

test("with its connections held, it turns people away early, stays small, answers probes and Prometheus, and recovers", async () => {
  await createOver(app.url);
  const [{ half, whole }, answers] = await answersDuring(whileHeld);

  const shed = answers.filter(({ code }) => code === "overloaded");
  const others = answers.filter(({ code }) => code !== "overloaded");
  expect(others.map(({ status }) => status).filter((status) => status !== 200 && status !== 503)).toEqual([]);
  expect(new Set(shed.map(({ status, retryAfter }) => `${status} ${retryAfter}`))).toEqual(
    new Set(["503 2"]),
  );
  // Had each waited for a time-out of two seconds, there would be no more than two for each connection.
  expect(shed.length).toBeGreaterThan(2 * connections);
  const [statements, requests] = await Promise.all([
    sample('microcalc_requests_shed_total{reason="statements"}'),
    sample('microcalc_requests_shed_total{reason="requests"}'),
  ]);
  expect(statements + requests).toBe(shed.length);
  expect((whole - half) / 2 ** 20).toBeLessThan(60);

  await expect.poll(() => sample("microcalc_canary_success"), { timeout: 15_000 }).toBe(1);
  await Promise.all(Array.from({ length: 100 }, () => createOver(app.url)));
});
