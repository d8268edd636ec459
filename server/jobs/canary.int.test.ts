import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import pino from "pino";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { canaryFeatures } from "../../lib/canary";
import { createOwnRequests } from "../auth/own-requests";
import { createAdmission } from "../http/admission";
import { createEdge } from "../http/edge";
import { createOrigins } from "../http/proxies";
import { createTrpcHandler, ownProcedureNames, procedureNames, subscriptionNames } from "../http/trpc";
import { createCanaryRecord } from "../observability/canary-record";
import { createMetrics } from "../observability/create-metrics";
import { aBody } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import { startCanary } from "./canary";

const soon = { timeout: 15_000, interval: 20 };
const own = createOwnRequests();

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
let lines: { level: number; msg: string; route?: string; fault?: string }[];

beforeEach(async () => {
  lines = [];
  const log = pino({ level: "debug" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const metrics = createMetrics();
  deps = { ...(await createTestDependencies()), log, metrics, canary: createCanaryRecord(metrics) };
  return () => deps.drop();
});

const levels = { debug: 20, info: 30, warn: 40, error: 50 };
const said = (level: keyof typeof levels) => lines.filter((line) => line.level === levels[level]);
const openDoor = () =>
  createEdge({
    health: { phase: "ready" },
    metrics: deps.metrics,
    log: deps.log,
    origins: createOrigins(),
    procedures: procedureNames,
    own: { requests: own, procedures: ownProcedureNames },
    subscriptions: subscriptionNames,
    handlers: {
      trpc: createTrpcHandler(deps, own),
      rest: () => undefined,
      docs: () => undefined,
      exportPredictions: () => undefined,
      exportAudit: () => undefined,
      signOn: () => undefined,
      exportCase: () => undefined,
      pages: () => undefined,
      admission: createAdmission(() => 0),
      rateLimits: deps.rateLimits,
    },
  });

async function listen(listener: RequestListener, host = "127.0.0.1"): Promise<Server> {
  const server = createServer(listener).listen(0, host);
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return server;
}

function start(server: Server, intervalMs = 500) {
  const address = server.address() as AddressInfo;
  const canary = startCanary(deps, { address, headers: own.headers, intervalMs });
  onTestFinished(() => canary.stop());
  return canary;
}

async function samples(name: string): Promise<Record<string, number>> {
  const metric = await deps.metrics.registry.getSingleMetric(name)?.get();
  return Object.fromEntries(
    metric?.values.map(({ labels, value }) => [Object.values(labels).join(), value]) ?? [],
  );
}
const runs = () => samples("microcalc_canary_runs_total");
const success = () => samples("microcalc_canary_success");

describe("the canary", () => {
  const speaksIpv6 = Object.values(networkInterfaces()).some((all) =>
    all?.some(({ address }) => address === "::1"),
  );
  test.for(["127.0.0.1", "0.0.0.0", ...(speaksIpv6 ? ["::1", "::"] : [])])(
    "is answered at once by a door that listens on %s, and says so in its metrics",
    async (host) => {
      expect([await success(), await samples("microcalc_canary_last_run_timestamp_seconds")]).toEqual([
        {},
        {},
      ]);
      const begun = Date.now() / 1000;
      start(await listen(openDoor(), host), 60_000);
      await vi.waitFor(async () => expect(await success()).toEqual({ "": 1 }), soon);
      expect(await runs()).toEqual({ answered: 1, failed: 0 });
      const { "": lastRun = 0 } = await samples("microcalc_canary_last_run_timestamp_seconds");
      expect(lastRun).toBeGreaterThanOrEqual(begun);
      expect((await deps.metrics.canaryDuration.get()).values.at(-1)?.value).toBe(1);
      expect(deps.canary.last()).toMatchObject({ fault: null });
    },
  );

  test("leaves nothing among what people have done and sent, but a request of its own name", async () => {
    start(await listen(openDoor()));
    await vi.waitFor(async () => expect((await runs()).answered).toBeGreaterThanOrEqual(3), soon);
    expect(await deps.db.prediction.count()).toBe(0);
    expect(await deps.db.idempotencyKey.count()).toBe(0);
    expect(Object.values(await samples("microcalc_predictions_total")).every((value) => value === 0)).toBe(
      true,
    );
    const routes = Object.entries(await samples("microcalc_http_requests_total"))
      .filter(([, value]) => value > 0)
      .map(([labels]) => labels);
    expect(routes).toEqual(["canary.assess,POST,2xx"]);
    expect(lines.filter(({ level }) => level > levels.debug)).toEqual([]);
  });

  test("fails and says so once when the database refuses, with all there is to know; then is answered, and says so", async () => {
    start(await listen(openDoor()));
    await vi.waitFor(async () => expect(await success()).toEqual({ "": 1 }), soon);
    await deps.db.$executeRawUnsafe("ALTER TABLE predictions RENAME COLUMN contrast TO gone");
    await vi.waitFor(async () => expect((await runs()).failed).toBeGreaterThanOrEqual(3), soon);
    expect(await success()).toEqual({ "": 0 });
    expect(said("warn")).toMatchObject([{ msg: "the canary fails", fault: "refused", status: 500 }]);
    expect(said("error")).toMatchObject([{ msg: "internal", path: "canary.assess" }]);
    expect(await samples("microcalc_inputs_rejected_total")).toEqual({});
    await deps.db.$executeRawUnsafe("ALTER TABLE predictions RENAME COLUMN gone TO contrast");
    await vi.waitFor(async () => expect(await success()).toEqual({ "": 1 }), soon);
    expect(said("info").map(({ msg }) => msg)).toEqual(["the canary is answered again"]);
  });

  const answer =
    (data: unknown): RequestListener =>
    (_request, response) =>
      response.end(JSON.stringify({ result: { data } }));
  const version = () => deps.models.champion().card.version;
  test.for([
    ["refused", () => (_request, response) => response.writeHead(404).end()],
    ["malformed", () => (_request, response) => response.end("<html>")],
    ["malformed", () => answer({ probability: 1.5, label: "calcification", modelVersion: version() })],
    ["differs", () => answer({ probability: 0.25, label: "calcification", modelVersion: version() })],
    ["differs", () => answer({ probability: 0.25, label: "calcification", modelVersion: "another" })],
    ["no_answer", () => (request) => void request.socket.destroy()],
  ] as [string, () => RequestListener][])("fails: %s (%#)", async ([fault, listener]) => {
    start(await listen(listener()), 60_000);
    await vi.waitFor(() => expect(deps.canary.last()).toMatchObject({ fault }), soon);
    expect(await runs()).toEqual({ answered: 0, failed: 1 });
    expect((await deps.metrics.canaryDuration.get()).values.at(-1)?.value).toBe(0);
  });

  test("is asked one at a time, and a run that is cut off by the stop is none, but for the time it was begun", async () => {
    const begun = Date.now() / 1000;
    let asked = 0;
    const canary = start(
      await listen(() => {
        asked += 1;
      }),
    );
    await vi.waitFor(() => expect(asked).toBe(1), soon);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(asked).toBe(1);
    const { "": lastRun = 0 } = await samples("microcalc_canary_last_run_timestamp_seconds");
    expect(lastRun).toBeGreaterThanOrEqual(begun);
    expect(await success()).toEqual({});
    await canary.stop();
    expect(deps.canary.last()).toBeNull();
    expect(await runs()).toEqual({ answered: 0, failed: 0 });
  });
});

describe("to everybody but the process itself, the canary's procedure", () => {
  const body = JSON.stringify(aBody({ features: canaryFeatures }));
  const post = { method: "POST", body, headers: { "Content-Type": "application/json" } };
  const guess = (token: string) => ({ ...post, headers: { ...post.headers, "X-Microcalc-Own": token } });
  const [token = ""] = Object.values(own.headers);
  const ways: [string, string, RequestInit][] = [
    ["posted", "NAME", post],
    ["with a token that is none", "NAME", guess("x")],
    [
      "with a token of the right length",
      "NAME",
      guess(token.replace(/.$/, (last) => (last === "0" ? "1" : "0"))),
    ],
    ["read", `NAME?input=${encodeURIComponent(body)}`, {}],
    ["malformed", "NAME", { ...post, body: "{" }],
    ["among others", "identity.current,NAME?batch=1", { ...post, body: `{"1":${body}}` }],
  ];
  test.for(ways)("is like one that does not exist: %s", async ([, path, init]) => {
    const { port } = (await listen(openDoor())).address() as AddressInfo;
    const ask = async (name: string) => {
      const response = await fetch(`http://127.0.0.1:${port}/api/trpc/${path.replace("NAME", name)}`, init);
      const text = (await response.text()).replaceAll(name, "NAME").replaceAll(/"requestId":"[^"]+"/g, "");
      return { status: response.status, text };
    };
    const canary = await ask("canary.assess");
    expect(canary).toEqual(await ask("coyote.assess"));
    expect(canary.text).toContain("unknown_procedure");
    expect(Object.keys(await samples("microcalc_http_requests_total"))).not.toContain(
      "canary.assess,POST,4xx",
    );
    expect(said("debug")).toEqual([]);
  });
});
