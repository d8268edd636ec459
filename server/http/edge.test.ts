import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createOwnRequests } from "../auth/own-requests";
import { createMetrics } from "../observability/create-metrics";
import { createLog } from "../observability/log";
import { problemSchema } from "../rest/problem-schema";
import { createEdge } from "./edge";
import { createOrigins } from "./proxies";

const edge = createEdge({
  health: { phase: "starting" },
  metrics: createMetrics(),
  log: createLog("silent"),
  procedures: new Set(),
  origins: createOrigins(),
  own: { requests: createOwnRequests(), procedures: new Set() },
  subscriptions: new Set(),
  handlers: null,
});
const door = createServer(edge);
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

test("and everybody else in a line of text", async () => {
  const answer = await fetch(`${url}/api/trpc/models.current`);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
  expect(answer.headers.get("content-type")).toContain("text/plain");
});

test("what comes from another site is refused as a problem", async () => {
  const headers = { "sec-fetch-site": "cross-site", "content-type": "application/json" };
  const answer = await fetch(`${url}/api/v1/predictions`, { method: "POST", headers, body: "{}" });
  expect(problemSchema.parse(await answer.json())).toMatchObject({ status: 403, code: "foreign_site" });
});
