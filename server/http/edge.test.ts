import { createServer, type OutgoingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import french from "../../app/messages/fr.json";
import { createOwnRequests } from "../auth/own-requests";
import { createMetrics } from "../observability/create-metrics";
import { createLog } from "../observability/log";
import { problemSchema } from "../rest/problem-schema";
import { createEdge, type Edge } from "./edge";
import { createOrigins } from "./proxies";

const never = async () => null;
const nothing = () => undefined;
/** One procedure that is broken, one whose database is away. */
const failing: Edge["handlers"] = {
  trpc: ({ url: asked }) => {
    throw Object.assign(new Error("below"), asked?.endsWith("away") && { code: "ECONNREFUSED" });
  },
  ...{ rest: nothing, docs: nothing, exportPredictions: nothing, exportAudit: nothing },
  ...{ exportCase: nothing, signOn: nothing, pages: nothing },
  admission: { refusal: () => null },
  rateLimits: { call: never, page: never, costly: never },
};
const setUp: Edge = {
  health: { phase: "starting" },
  metrics: createMetrics(),
  log: createLog("silent"),
  procedures: new Set(),
  origins: createOrigins(),
  own: { requests: createOwnRequests(), procedures: new Set() },
  subscriptions: new Set(),
  handlers: null,
};
const door = createServer(createEdge(setUp));
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
});
afterAll(() => door.close());

test("a server that is starting tells a program so as a problem, and when to try again", async () => {
  const answer = await fetch(`${url}/api/v1/models/current`);
  const problem = problemSchema.parse(await answer.json());
  expect(problem).toMatchObject({ status: 503, code: "unavailable", retryAfterSeconds: 2 });
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("2");
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(problem.requestId).toBe(answer.headers.get("x-request-id"));
});

test("and pages that are opened in a line of text", async () => {
  const answer = await fetch(`${url}/history`);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
  expect(answer.headers.get("content-type")).toContain("text/plain");
});

test("what comes from another site is refused as a problem", async () => {
  const headers = { "sec-fetch-site": "cross-site", "content-type": "application/json" };
  const answer = await fetch(`${url}/api/v1/predictions`, { method: "POST", headers, body: "{}" });
  expect(problemSchema.parse(await answer.json())).toMatchObject({ status: 403, code: "foreign_site" });
});

/** What a tRPC client finds in an answer, whatever it asked. */
const trpcFailure = z.object({
  error: z.object({
    message: z.string().min(1),
    code: z.int(),
    data: z.object({
      code: z.string(),
      httpStatus: z.int(),
      problem: z.object({ code: z.string(), message: z.string().min(1) }),
    }),
  }),
});

async function refused(method: string, headers: OutgoingHttpHeaders, path: string) {
  const { port } = door.address() as AddressInfo;
  return await new Promise<{ status: number; type: string; body: string }>((resolve, reject) => {
    const asked = request({ port, path, method, headers }, async (answer) => {
      const [status, type] = [answer.statusCode ?? 0, answer.headers["content-type"] ?? ""];
      resolve({ status, type, body: await text(answer) });
      asked.destroy();
    });
    asked.on("error", reject);
    asked.flushHeaders();
    if (headers["content-length"] === undefined) asked.end();
  });
}

const sentAs = { "content-type": "application/json" };
test.for<[number, string, OutgoingHttpHeaders, string?]>([
  [400, "POST", { ...sentAs, "next-action": "x" }],
  [403, "POST", { ...sentAs, "sec-fetch-site": "cross-site" }],
  [404, "GET", {}, "/api/trpc/a/../b"],
  [405, "TRACE", {}],
  [413, "POST", { ...sentAs, "content-length": 1e9 }],
  [415, "POST", { "content-type": "text/plain" }],
  [431, "GET", Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`x-${i}`, "1"]))],
  [500, "GET", {}, "/api/trpc/broken"],
  [503, "GET", {}, "/api/trpc/away"],
  [503, "GET", {}],
])("a refusal with %i is told to tRPC's client as its own, in the reader's language", async (given) => {
  const [status, method, headers, path = "/api/trpc/models.current"] = given;
  setUp.handlers = path === "/api/trpc/broken" || path === "/api/trpc/away" ? failing : null;
  const answer = await refused(method, { ...headers, "accept-language": "fr" }, path);
  setUp.handlers = null;
  expect([answer.status, answer.type]).toEqual([status, "application/json"]);
  const { error } = trpcFailure.parse(JSON.parse(answer.body));
  expect(error.data.httpStatus).toBe(status);
  expect(Object.values(french.errors)).toContainEqual(
    error.data.problem.code === "internal" ? expect.any(String) : error.message,
  );
});
