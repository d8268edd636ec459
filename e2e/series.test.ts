import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { needPromtool, promtool } from "../monitoring/testing/promtool";
import { allRoutes, otherRoute } from "../server/http/routes";
import { ownProcedureNames, procedureNames } from "../server/http/trpc";
import { canHave, type MetricDeclaration } from "../server/observability/declaration";
import { metricList } from "../server/observability/metrics";
import { boundOperations } from "../server/rest/bound-operations";
import { type ExposedSample, samplesOf } from "../server/testing/exposition";
import { problemCodes } from "../server/trpc/errors";
import { anyRequest } from "./any-request";
import { type App, startApp } from "./app";
import { each } from "./each";
import { createOver, post } from "./procedures";
import { createSender, type Ending } from "./send-request";

const seed = Number(process.env.FUZZ_SEED ?? 20261127);
const requests = 10_000;
const inFlight = 16;
/** What one process may cost a Prometheus at most, in series. */
const mostSeries = 1500;
const token = "a-token-for-this-test";

const routes = allRoutes([...procedureNames, ...ownProcedureNames]);
/** Of all requests; a busy machine takes several times as long as one that has nothing else to do. */
const patience = 300_000;
let app: App;
let exposition: string;
let samples: ExposedSample[];
const endings = new Map<Ending, number>();

beforeAll(async () => {
  app = await startApp({
    variables: { LOG_LEVEL: "error", METRICS_TOKEN: token, CANARY_INTERVAL_MS: "1000" },
  });
  const { id: predictionId, modelVersion: version } = await createOver(app.url);
  await post(app.url, "predictions.recordOutcome", { id: predictionId, outcome: "calcification" });
  const page = await (await fetch(app.url)).text();
  const file = /\/_next\/static\/[^"]+\.js/.exec(page)?.[0] ?? "";
  const known = { predictionId, idempotencyKey: "a-key-used-before", version, file };
  const sender = createSender(app.url, inFlight);
  await each(fc.sample(anyRequest(known), { seed, numRuns: requests }), inFlight, async (one) => {
    const ending = await sender.send(one);
    endings.set(ending, (endings.get(ending) ?? 0) + 1);
  });
  sender.close();
  await post(app.url, "session.signOut", undefined);
  const scrape = await fetch(app.metricsUrl, { headers: { authorization: `Bearer ${token}` } });
  exposition = await scrape.text();
  samples = samplesOf(exposition);
}, patience);

afterAll(() => app.remove());

const valuesOf = (label: string) => new Set(samples.flatMap(({ labels }) => labels[label] ?? []));

test(`${requests} requests of all kinds reach every route; none is left without an answer or fails`, () => {
  expect(valuesOf("route")).toEqual(routes);
  expect(endings.get("no answer")).toBeUndefined();
  // A machine that is busy with other things may put some off, which is no failure of what they asked for.
  const failed = samples.filter(({ labels }) => labels.status === "5xx").map(({ value }) => value);
  const putOff = endings.get("put off") ?? 0;
  expect(failed.reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(putOff);
  expect(putOff).toBeLessThan(requests / 100);
  expect(endings.get("2xx")).toBeGreaterThan(requests / 10);
  expect(endings.get("4xx")).toBeGreaterThan(requests / 10);
  const aborted = samples.filter(({ labels }) => labels.status === "aborted");
  expect(aborted.length).toBeGreaterThan(procedureNames.size / 2);
});

test(`after them the process has fewer than ${mostSeries} series`, () => {
  expect(samples.length, `FUZZ_SEED=${seed}`).toBeLessThan(mostSeries);
});

test("a method that nothing here answers is counted once for all, under no route's name", () => {
  const odd = samples.filter(({ labels, value }) => labels.method === "other" && value > 0);
  const answered = boundOperations.filter((one) => one.method === "DELETE").map((one) => one.procedure);
  expect(new Set(odd.map(({ labels }) => labels.route))).toEqual(new Set([otherRoute, ...answered]));
});

const declarations = new Map<string, MetricDeclaration>(
  Object.values(metricList).map((declared) => [declared.name, declared]),
);
/** Lists that lie elsewhere than in the declaration. */
const listed: Readonly<Record<string, ReadonlySet<string>>> = {
  route: routes,
  reason: new Set([...problemCodes, ...metricList.requestsShed.labels.reason]),
};

/** Labels and the bound of a bucket that a sample has and its metric does not declare, or the other way round. */
function faultsOf({ name, labels }: ExposedSample): string[] {
  const family = name.replace(/_(bucket|sum|count)$/, "");
  const declared = declarations.get(name) ?? declarations.get(family);
  if (declared === undefined) return [name];
  const { le, ...others } = labels;
  const bounds = ["+Inf", ...(declared.buckets ?? []).map(String)];
  const faults = le === undefined || bounds.includes(le) ? [] : [`${name} le=${le}`];
  const names = new Set([...Object.keys(others), ...Object.keys(declared.labels ?? {})]);
  for (const label of names) {
    const [values, value] = [declared.labels?.[label], others[label]];
    const fits = values !== undefined && value !== undefined && canHave(values, value);
    if (!fits || !(listed[label]?.has(value) ?? true)) faults.push(`${name} ${label}=${value}`);
  }
  return faults;
}

test("no metric, label or value is outside the list", () => {
  const ours = samples.filter(({ name }) => !/^(process|nodejs)_/.test(name));
  expect(ours.length).toBeGreaterThan(500);
  expect(ours.flatMap(faultsOf)).toEqual([]);
  expect(valuesOf("model_version").size).toBe(1);
  const ofNode = samples.filter(({ name }) => /^(process|nodejs)_/.test(name));
  expect(ofNode.flatMap(({ labels }) => Object.values(labels)).join("\n")).toMatch(/^([\w.+]{1,40}\n?)+$/);
});

test("Prometheus finds no fault with the exposition of a process that has seen all this", (context) => {
  needPromtool(context);
  const checked = promtool(["check", "metrics"], exposition);
  expect(checked, checked.output).toMatchObject({ status: 0, output: "" });
});
