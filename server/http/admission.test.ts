import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createOwnRequests } from "../auth/own-requests";
import { createMetrics } from "../observability/create-metrics";
import { createLog } from "../observability/log";
import { admissionLimits, createAdmission } from "./admission";
import { createEdge } from "./edge";
import { createOrigins } from "./proxies";

const metrics = createMetrics();
const own = createOwnRequests();
let statementsWaiting: number;
/** Answers that nobody has ended. */
let held: ServerResponse[];
let door: Server;
let url: string;

const never = async () => null;
/** Nobody comes too often here. */
const unlimited = { call: never, page: never, costly: never };

beforeEach(async () => {
  statementsWaiting = 0;
  held = [];
  const hold = (_request: unknown, response: ServerResponse) => void held.push(response);
  const edge = createEdge({
    health: { phase: "ready" },
    metrics,
    log: createLog("silent"),
    procedures: new Set(["a.query", "a.stream"]),
    origins: createOrigins(),
    own: { requests: own, procedures: new Set() },
    subscriptions: new Set(["a.stream"]),
    handlers: {
      trpc: hold,
      rest: hold,
      docs: hold,
      exportPredictions: hold,
      exportAudit: hold,
      signOn: hold,
      exportCase: hold,
      pages: hold,
      admission: createAdmission(() => statementsWaiting),
      rateLimits: unlimited,
    },
  });
  door = createServer(edge).listen(0, "127.0.0.1");
  await once(door, "listening");
  url = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
});
afterEach(() => {
  door.closeAllConnections();
  door.close();
});

const reads = (path: string, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { headers });
const let200 = () => {
  for (const response of held.splice(0)) response.writeHead(200).end();
};

/** Sends so many and waits until all of them are being answered. */
async function begin(path: string, count: number): Promise<Promise<Response>[]> {
  const sent = Array.from({ length: count }, () => reads(path));
  await expect.poll(() => held.length, { timeout: 15_000 }).toBe(count);
  return sent;
}

test.for([
  ["requests", "/api/trpc/a.query"],
  ["streams", "/api/trpc/a.stream"],
] as const)(
  "no more %s are begun than there may be, and as soon as one has ended, another",
  async ([kind, path]) => {
    const sent = await begin(path, admissionLimits[kind]);
    const refused = await reads(path);
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("2");
    expect(await refused.json()).toMatchObject({
      error: {
        code: -32603,
        data: { httpStatus: 503, problem: { code: "overloaded", retryAfterSeconds: 2 } },
      },
    });
    const { values } = await metrics.requestsShed.get();
    expect(values.find(({ labels }) => labels.reason === kind)?.value).toBe(1);

    held.shift()?.writeHead(200).end();
    await (sent.shift() as Promise<Response>);
    const [next] = await Promise.all([
      reads(path),
      expect
        .poll(() => held.length)
        .toBe(sent.length + 1)
        .then(let200),
    ]);
    expect(next.status).toBe(200);
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual(sent.map(() => 200));
  },
);

test("with as many requests as there may be, probes and what the process asks of itself are answered", async () => {
  await begin("/", admissionLimits.requests);
  expect((await reads("/livez")).status).toBe(200);
  expect((await reads("/readyz")).status).toBe(200);
  expect((await reads("/history")).status).toBe(503);
  const canary = reads("/api/trpc/canary.assess", { ...own.headers });
  await expect.poll(() => held.length).toBe(admissionLimits.requests + 1);
  let200();
  expect((await canary).status).toBe(200);
});

test("while too many statements wait, no procedure is begun; pages, which ask nothing themselves, are", async () => {
  statementsWaiting = admissionLimits.statements;
  expect((await reads("/api/trpc/a.query", { "accept-language": "fr" })).status).toBe(503);
  expect((await reads("/api/export/predictions")).status).toBe(503);
  const page = reads("/history");
  await expect.poll(() => held.length).toBe(1);
  let200();
  expect((await page).status).toBe(200);
  statementsWaiting -= 1;
  const procedure = reads("/api/trpc/a.query");
  await expect.poll(() => held.length).toBe(1);
  let200();
  expect((await procedure).status).toBe(200);
});
