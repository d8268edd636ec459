import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { aBody } from "../server/testing/submission";
import { ask, signedIn } from "./accounts";
import { type App, startApp } from "./app";
import { post } from "./procedures";
import { rawRequest, statusLineFor } from "./raw-request";

let cluster: TestCluster;
let app: App;
let database: pg.Client;

beforeAll(async () => {
  cluster = await createTestCluster();
  database = new pg.Client({ connectionString: cluster.url(preparedDatabase) });
  await database.connect();
  app = await startApp({ variables: { DATABASE_URL: cluster.url(preparedDatabase), LOG_LEVEL: "error" } });
});

afterAll(async () => {
  await database.end();
  await app.remove();
  await cluster.remove();
});

async function rowCounts(): Promise<unknown> {
  const { rows } = await database.query(
    `SELECT (SELECT count(*) FROM predictions) AS predictions, (SELECT count(*) FROM outcomes) AS outcomes,
            (SELECT count(*) FROM idempotency_keys) AS keys`,
  );
  return rows[0];
}

const unknownId = "0190a3c0-0000-7000-8000-000000000000";
const [opening, closing] = ['{"idempotencyKey":"refused-key","features":', "}"];
const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

function cursorOf(parts: readonly string[]): string {
  return JSON.stringify({ cursor: Buffer.from(JSON.stringify(parts)).toString("base64url") });
}

describe("a procedure", () => {
  test.for<[what: string, status: number, procedure: string, body: string]>([
    ["prototype keys", 400, "predictions.create", `{"__proto__":{"a":1},${JSON.stringify(aBody()).slice(1)}`],
    [
      "prototype keys for features",
      400,
      "predictions.create",
      `${opening}{"__proto__":{"area":1}}${closing}`,
    ],
    ["nesting 30,000 deep", 400, "predictions.create", `${opening}{"area":${nested(30_000)}}${closing}`],
    ["nesting 50,000 deep", 413, "predictions.create", `${opening}${nested(50_000)}${closing}`],
    ["a model version with a NUL", 400, "models.byVersion", '{"version":"\\u0000"}'],
    ["a model version that is half a letter", 400, "models.byVersion", '{"version":"\\ud800"}'],
    ["a filter with a NUL", 400, "predictions.list", '{"modelVersion":"a\\u0000"}'],
    ["an arrival filter with a NUL", 400, "predictions.arrivals", '{"after":null,"modelVersion":"\\u0000"}'],
    ["the year 0", 400, "predictions.list", '{"from":"0000-01-01T00:00:00Z"}'],
    ["a time zone that is none", 400, "predictions.list", '{"to":"2026-01-01T00:00:00+23:59"}'],
    ["a page marker of the year 0", 400, "predictions.list", cursorOf(["0000-01-01T00:00:00Z", unknownId])],
    ["a page marker with a NUL", 400, "models.list", cursorOf(["2026-01-01T00:00:00Z", "\u0000"])],
    ["a page marker of three parts", 400, "models.list", cursorOf(["2026-01-01T00:00:00Z", "a", "b"])],
    ["an unknown prediction", 404, "predictions.byId", `{"id":"${unknownId}"}`],
    [
      "an outcome of an unknown prediction",
      404,
      "predictions.recordOutcome",
      `{"id":"${unknownId}","outcome":"undetermined"}`,
    ],
    ["an unknown tree", 404, "models.path", JSON.stringify({ tree: 99_999, features: aBody().features })],
    ["an unknown model", 404, "models.byVersion", '{"version":"none"}'],
    ["its name misspelt", 404, "predictions.created", "{}"],
    ["its name with a letter escaped", 400, "predictions%2Ecreate", JSON.stringify(aBody())],
  ])("answers %s with %i and stores nothing", async ([, status, procedure, body]) => {
    const before = await rowCounts();
    const headers = { "Content-Type": "application/json" };
    const answer = await rawRequest(`${app.url}/api/trpc/${procedure}`, { method: "POST", headers, body });
    expect(answer).toMatchObject({ status });
    expect(await rowCounts()).toEqual(before);
  });

  test("answers a used key with another body with 409, and the first answer stands", async () => {
    const body = aBody();
    const first = await (await post(app.url, "predictions.create", body)).text();
    const before = await rowCounts();
    const other = { ...body, features: { ...body.features, area: 0.5 } };
    expect((await post(app.url, "predictions.create", other)).status).toBe(409);
    expect(await (await post(app.url, "predictions.create", body)).text()).toBe(first);
    expect(await rowCounts()).toEqual(before);
  });
});

describe("the export", () => {
  test.for([
    "{",
    "[]",
    '{"label":"cancer"}',
    '{"page":2}',
    '{"modelVersion":"\\u0000"}',
    '{"from":"0000-01-01T00:00:00Z"}',
    '{"to":"2026-01-01T00:00:00+23:59"}',
  ])("refuses the filters %s with 400", async (filters) => {
    const body = new URLSearchParams({ filters });
    expect((await ask(`${app.url}/api/export/predictions`, { method: "POST", body })).status).toBe(400);
  });

  test("refuses 50 MB with 413, declared or not", async () => {
    const form = "Content-Type: application/x-www-form-urlencoded\r\n";
    const cookie = `Cookie: ${signedIn(app.url).Cookie}\r\nOrigin: http://localhost\r\n`;
    const head = `POST /api/export/predictions HTTP/1.1\r\nHost: localhost\r\n${cookie}${form}`;
    expect(await statusLineFor(app.port, `${head}Content-Length: 52428800\r\n\r\nf`)).toContain(" 413 ");
    const chunks = `10000\r\n${" ".repeat(0x10000)}\r\n`.repeat(800);
    const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`;
    expect(await statusLineFor(app.port, chunked)).toContain(" 413 ");
  });
});

describe("the front door", () => {
  const to = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  const create = "POST /api/trpc/predictions.create HTTP/1.1\r\nHost: localhost\r\n";
  test.for([
    ["headers of 100 kB", 431, `GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${"x".repeat(100_000)}\r\n\r\n`],
    ["an address of 100 kB", 431, to(`/${"x".repeat(100_000)}`)],
    ["what is no HTTP", 400, "hello\r\n\r\n"],
    ["two lengths", 400, `${create}Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}`],
    ["a length and chunks", 400, `${create}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ["a broken escape in an address", 400, to("/history/%ZZ")],
    ["a broken letter in an address", 400, to("/%C3%28")],
    ["an address that is a whole one", 400, to("http://elsewhere.example/history")],
    ["a request to trace", 405, create.replace("POST", "TRACE").concat("\r\n")],
    ["a question for everything", 400, to("*").replace("GET", "OPTIONS")],
    ["a NUL in an address", 404, to("/history/%00")],
    ["a way out of the static files", 404, to("/_next/static/../../../package.json")],
    ["an escaped way out of the static files", 404, to("/_next/static/%2e%2e%2f%2e%2e%2fpackage.json")],
  ] as const)("answers %s with %i", async ([, status, bytes]) => {
    expect(await statusLineFor(app.port, bytes)).toContain(` ${status} `);
  });
});
