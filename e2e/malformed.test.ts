import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { AnyProcedure } from "@trpc/server";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { aBody } from "../server/testing/submission";
import { appRouter } from "../server/trpc/root";
import { signedIn } from "./accounts";
import { type App, startApp } from "./app";
import { each } from "./each";
import { fieldsOf } from "./malformed-accounts";
import type { MalformedRequest, Stored } from "./malformed-inputs";
import { malformedRequest } from "./malformed-requests";
import { createOver, post } from "./procedures";

const seed = Number(process.env.FUZZ_SEED ?? 20261124);
const bodies = 10_000;
/** Fewer than the server has connections to its database: a queue for one is another test's matter. */
const inFlight = 8;

const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
let cluster: TestCluster;
let database: pg.Client;
let app: App;
let stored: Stored;
const known = aBody({ idempotencyKey: "a-key-used-before" });

beforeAll(async () => {
  cluster = await createTestCluster();
  app = await startApp({ variables: { DATABASE_URL: cluster.url(preparedDatabase), LOG_LEVEL: "error" } });
  database = new pg.Client({ connectionString: cluster.url(preparedDatabase) });
  await database.connect();
  stored = { predictionId: (await createOver(app.url, known)).id, idempotencyKey: known.idempotencyKey };
});

afterAll(async () => {
  agent.destroy();
  await database.end();
  await app.remove();
  await cluster.remove();
});

async function rowCounts(): Promise<Record<string, number>> {
  const { rows } = await database.query(`SELECT
    (SELECT count(*)::int FROM predictions) AS predictions,
    (SELECT count(*)::int FROM outcomes) AS outcomes,
    (SELECT count(*)::int FROM datasets) AS datasets,
    (SELECT count(*)::int FROM reviews) AS reviews,
    (SELECT count(*)::int FROM model_moves) AS moves,
    (SELECT count(*)::int FROM idempotency_keys) AS keys`);
  return rows[0];
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

function send({ method, path, headers, body }: MalformedRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = {
      method,
      path: `/api/trpc/${path}`,
      headers: { ...signedIn(app.url), ...headers, "content-length": body.length },
      agent,
    };
    const sent = request(app.url, options, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.once("error", reject).once("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

/** The request as one could send it again. */
function shown({ fault, method, path, headers, body }: MalformedRequest, answer: string): string {
  return `${fault}: ${method} ${path.slice(0, 200)} ${JSON.stringify(headers).slice(0, 200)} ${body.toString("latin1").slice(0, 500)}\n→ ${answer.slice(0, 300)}`;
}

const tellsInternals = /prisma|postgres|node_modules|\n\s+at |\bsql\b/i;

/** Who is told that the server has too much to do comes again, as they are asked to. */
async function answerTo(malformed: MalformedRequest, tries = 5): Promise<Answer> {
  const answer = await send(malformed);
  if (tries === 1 || answer.status !== 503 || !answer.text.includes('"overloaded"')) return answer;
  await sleep(500);
  return answerTo(malformed, tries - 1);
}

async function complaint(malformed: MalformedRequest): Promise<string | null> {
  const { status, text } = await answerTo(malformed).catch((error: Error) => ({
    status: 0,
    text: error.message,
  }));
  if (status >= 400 && status < 500 && !tellsInternals.test(text)) return null;
  return shown(malformed, `${status} ${text}`);
}

test("the malformed bodies reach every procedure that takes an input", () => {
  // Flat by name, whatever its type says.
  const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>);
  const withInput = procedures.filter(
    ([, { _def }]) => "inputs" in _def && Array.isArray(_def.inputs) && _def.inputs.length > 0,
  );
  expect(Object.keys(fieldsOf).sort()).toEqual(withInput.map(([name]) => name).sort());
});

test(`${bodies} malformed requests each get a 4xx, store nothing, and keep nobody else from an answer`, async () => {
  const malformed = fc.sample(malformedRequest(stored), { seed, numRuns: bodies });
  const before = await rowCounts();
  const wellFormed: number[] = [];
  const complaints = await each([...malformed.entries()], inFlight, async ([index, one]) => {
    if (index % 50 === 0) {
      // The same submission again: answered, and no second row.
      wellFormed.push((await post(app.url, "predictions.create", known)).status);
      wellFormed.push((await post(app.url, "predictions.list", { limit: 1 })).status);
    }
    return complaint(one);
  });
  const real = complaints.filter((one) => one !== null);
  expect(real.slice(0, 5).join("\n\n"), `${real.length} of ${bodies}, FUZZ_SEED=${seed}`).toBe("");
  expect(wellFormed).toEqual(Array(2 * (bodies / 50)).fill(200));
  expect(await rowCounts()).toEqual(before);
  expect(app.log()).not.toMatch(/"level":[56]0/);
});

describe("a body of 50 MB", () => {
  const size = 50_000_000;
  test.for([
    ["announced", { "content-length": String(size) }],
    ["sent in pieces, unannounced", { "transfer-encoding": "chunked" }],
  ] as const)("%s, is refused with 413 before it is all there", async ([, length]) => {
    const before = await rowCounts();
    let written = 0;
    const status = await new Promise<number>((resolve, reject) => {
      const headers = { ...signedIn(app.url), "content-type": "application/json", ...length };
      const sent = request(`${app.url}/api/trpc/predictions.create`, { method: "POST", headers });
      const piece = Buffer.alloc(16_384, " ");
      const timer = setInterval(() => {
        if (written < size && sent.writable) sent.write(piece);
        written += piece.length;
      }, 1);
      sent.once("response", (response) => {
        clearInterval(timer);
        resolve(response.statusCode ?? 0);
        sent.destroy();
      });
      sent.once("error", (error) => {
        clearInterval(timer);
        reject(error);
      });
    });
    expect(status).toBe(413);
    expect(written).toBeLessThan(size);
    expect(await rowCounts()).toEqual(before);
  });
});

test("200 submissions at once with one key are one row and 200 equal answers", async () => {
  const before = await rowCounts();
  const body = aBody({ caseReference: "At once" });
  // A machine that is busy may ask some to come back; they do.
  const answered = async () => {
    for (;;) {
      const answer = await post(app.url, "predictions.create", body);
      const text = await answer.text();
      if (answer.status !== 503) return text;
      await sleep(1000 * Number(answer.headers.get("retry-after")));
    }
  };
  const answers = await Promise.all(Array.from({ length: 200 }, answered));
  expect(new Set(answers).size).toBe(1);
  expect(JSON.parse(answers[0] ?? "")).toMatchObject({ result: { data: { caseReference: "At once" } } });
  const { predictions = 0, keys = 0 } = before;
  expect(await rowCounts()).toEqual({ ...before, predictions: predictions + 1, keys: keys + 1 });
});
