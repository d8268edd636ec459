import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createdRowSchema } from "../lib/create-predictions";
import { createDb } from "../server/db/client";
import { boundOperations } from "../server/rest/bound-operations";
import { restPrefix } from "../server/rest/operations";
import { exampleValues } from "../server/rest/operations/example-values";
import { problemStatuses } from "../server/rest/problem";
import { problemSchema } from "../server/rest/problem-schema";
import { readModelFiles } from "../server/services/model-files";
import { registerModel } from "../server/services/model-store";
import { anotherModel } from "../server/testing/another-model";
import { madeUpFileText } from "../server/testing/made-up-file";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { aBody } from "../server/testing/submission";
import { signedIn } from "./accounts";
import { type App, createHome, startApp } from "./app";
import { openBrowser, visit } from "./browser";
import { type DocumentedRequest, documentedRequests, withValues } from "./documented-requests";
import { createOver, post } from "./procedures";
import { openRequest, type RawAnswer, rawRequest, statusLineFor } from "./raw-request";
import { good, refusedOverRest, unknownId } from "./refused-over-rest";

let cluster: TestCluster;
let app: App;
let browser: Browser;
/** What there is in place of what the examples name. */
const known: Record<string, string> = {};
let outcomesSha256: string;
const madeUp = Buffer.from(madeUpFileText(240, 1));
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

async function registerCandidate(): Promise<{ version: string; champion: string }> {
  const db = createDb(cluster.url(preparedDatabase));
  const candidate = await anotherModel({ trees: 40 });
  await registerModel(db, candidate);
  await db.$disconnect();
  const { model } = await readModelFiles("data/model");
  return { version: candidate.model.card.version, champion: model.card.version };
}

beforeAll(async () => {
  cluster = await createTestCluster();
  browser = await openBrowser();
  const home = await createHome();
  await mkdir(join(home, "datasets"));
  await writeFile(join(home, "datasets", "mine.csv"), madeUpFileText(240, 2));
  // Runs are queued and not begun.
  const variables = { DATABASE_URL: cluster.url(preparedDatabase), ROLE: "web", LOG_LEVEL: "warn" };
  app = await startApp({ home, variables });
  const { id } = await createOver(app.url);
  const outcomes = Buffer.from(`id,outcome\n${id},calcification\n`);
  const { version, champion } = await registerCandidate();
  const file = JSON.stringify({ name: "made-up.csv", base64: madeUp.toString("base64") });
  await send("POST", "/datasets", { body: file });
  outcomesSha256 = sha256(outcomes);
  Object.assign(known, {
    [exampleValues.id]: id,
    [exampleValues.version]: version,
    [exampleValues.champion]: champion,
    [exampleValues.outcomeFile.base64]: outcomes.toString("base64"),
    [exampleValues.sha256]: sha256(madeUp),
  });
});

afterAll(async () => {
  await browser.close();
  await app.remove();
  await cluster.remove();
});

const json = { "content-type": "application/json" };

interface Sent {
  readonly body?: string | Buffer | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

function send(method: string, path: string, { body, headers = json }: Sent = {}) {
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const sent = { method, headers: { ...headers, ...length }, ...(body !== undefined && { body }) };
  return rawRequest(`${app.url}/api/v1${path}`, sent);
}

const problemOf = ({ body }: RawAnswer) => z.strictObject(problemSchema.shape).parse(JSON.parse(body));

/** What an example names that an earlier one made. */
function valuesFor(operationId: string, answers: ReadonlyMap<string, unknown>): Record<string, string> {
  const idOf = (id: string) => z.object({ id: z.string() }).parse(answers.get(id)).id;
  if (operationId === "outcomes_import") return { ...known, [exampleValues.sha256]: outcomesSha256 };
  if (operationId === "datasets_removeContent") {
    const { sha256: uploaded } = z.object({ sha256: z.string() }).parse(answers.get("datasets_upload"));
    return { ...known, [exampleValues.sha256]: uploaded };
  }
  const isOfRun = operationId === "training_byId" || operationId === "training_cancel";
  return isOfRun ? { ...known, [exampleValues.id]: idOf("training_start") } : known;
}

/** An answer, and what is wrong with it. */
async function tried(request: DocumentedRequest): Promise<{ data: unknown; fault: string | null }> {
  const { operationId, method, path, body, status } = request;
  const answer = await send(method, path.slice(restPrefix.length), {
    body,
    headers: body === undefined ? {} : json,
  });
  if (answer.status !== status)
    return { data: null, fault: `${operationId}: ${answer.status} ${answer.body}` };
  const data: unknown = JSON.parse(answer.body);
  const operation = boundOperations.find((one) => one.operationId === operationId);
  const parsed = operation?.output.safeParse(data);
  if (!parsed?.success) return { data, fault: `${operationId}: ${parsed?.error}` };
  // What a schema does not name it leaves out: an answer has nothing besides.
  expect(parsed.data, operationId).toEqual(data);
  return { data, fault: null };
}

test("every example of the document is answered as the document says", async () => {
  const answers = new Map<string, unknown>();
  const faults: string[] = [];
  for (const request of documentedRequests) {
    const { data, fault } = await tried(withValues(request, valuesFor(request.operationId, answers)));
    answers.set(request.operationId, data);
    if (fault !== null) faults.push(fault);
  }
  expect(faults).toEqual([]);
  expect(answers.size).toBe(boundOperations.length);
  const { rows } = z.object({ rows: z.array(createdRowSchema) }).parse(answers.get("predictions_createMany"));
  expect(rows.map(({ ok }) => ok)).toEqual([true, true]);
});

describe("a prediction posted over REST", () => {
  test("is one posted over tRPC: the same key and body get the first answer by either way", async () => {
    const body = aBody();
    const first = await send("POST", "/predictions", { body: JSON.stringify(body) });
    expect(first.status).toBe(201);
    const second = await (await post(app.url, "predictions.create", body)).json();
    expect(second).toMatchObject({ result: { data: JSON.parse(first.body) } });
  });

  test.for(["null", '"0.4"', '""', "true", "[]", "1e400"])(
    "is taken as it is, and %s is no number, over tRPC afterwards neither",
    async (raw) => {
      const body = JSON.stringify(aBody()).replace('"area":0.4', `"area":${raw}`);
      const refused = await send("POST", "/predictions", { body });
      expect(problemOf(refused)).toMatchObject({
        ...{ status: 400, code: "invalid_input", type: "/api/problems/invalid_input" },
        issues: [{ field: "features.area" }],
      });
      const answer = await rawRequest(`${app.url}/api/trpc/predictions.create`, {
        ...{ method: "POST", headers: json, body },
      });
      expect(answer.status).toBe(400);
    },
  );
});

describe("a REST request", () => {
  test.for(refusedOverRest)(
    "with $what gets the problem $code",
    async ({ code, method, path, body, type }) => {
      const answer = await send(method, path, {
        body,
        headers: { "content-type": type ?? "application/json" },
      });
      const problem = problemOf(answer);
      expect(problem).toMatchObject({
        code,
        status: answer.status,
        requestId: answer.headers["x-request-id"],
      });
      expect(answer.status).toBe(problemStatuses.get(code));
      expect(answer.headers["content-type"]).toBe("application/problem+json");
      const explained = await fetch(app.url + problem.type);
      expect([explained.status, await explained.text()]).toEqual([
        200,
        expect.stringContaining(problem.title),
      ]);
      expect(app.log()).not.toMatch(/"level":[56]0/);
    },
  );

  test("with a used key and another body gets 409 and the sentence in the reader's language", async () => {
    const { idempotencyKey } = JSON.parse(good);
    await send("POST", "/predictions", { body: good });
    const other = JSON.stringify({ ...aBody({ caseReference: "Other" }), idempotencyKey });
    const answer = await send("POST", "/predictions", {
      body: other,
      headers: { ...json, "accept-language": "fr" },
    });
    expect(problemOf(answer)).toMatchObject({ status: 409, code: "idempotency_conflict" });
    expect(answer.headers["content-language"]).toBe("fr");
    expect(problemOf(answer).detail).toContain("sous une nouvelle clé");
  });

  test("by a method that its address does not know is told those it does", async () => {
    expect((await send("DELETE", `/predictions/${unknownId}`)).headers.allow).toBe("GET, HEAD");
    expect((await send("TRACE", "/predictions")).headers.allow).toBe("POST, GET, HEAD");
  });

  test("by HEAD gets the headers of the answer and nothing else", async () => {
    const [head, get] = [await send("HEAD", "/models/current"), await send("GET", "/models/current")];
    expect([head.status, head.body]).toEqual([200, ""]);
    expect(head.headers["content-length"]).toBe(get.headers["content-length"]);
  });

  test("of 50 MB in pieces is refused with 413 before it is all there", async () => {
    const chunks = `10000\r\n${" ".repeat(0x10000)}\r\n`.repeat(800);
    const headers = "Host: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    const bytes = `POST /api/v1/predictions HTTP/1.1\r\n${headers}${chunks}0\r\n\r\n`;
    expect(await statusLineFor(app.port, bytes)).toContain(" 413 ");
  });

  test("whose sender hangs up half-way is no failure of the server's, nor of its database", async () => {
    const { sent, answer } = openRequest(`${app.url}/api/v1/predictions`, {
      ...{ method: "POST", headers: { ...json, "content-length": "1000" } },
    });
    sent.write('{"a":');
    setTimeout(() => sent.destroy(), 100);
    await expect(answer).rejects.toThrow();
    const aborted = /requests_total\{route="predictions.create",method="POST",status="aborted"\} 1$/m;
    await expect.poll(async () => (await fetch(app.metricsUrl)).text()).toMatch(aborted);
    expect(app.log()).not.toMatch(/"level":[56]0/);
  });

  test("is counted under its procedure's name", async () => {
    const exposition = await (await fetch(app.metricsUrl)).text();
    expect(exposition).toMatch(
      /requests_total\{route="predictions.create",method="POST",status="2xx"\} [1-9]/,
    );
    expect(exposition).toMatch(/requests_total\{route="rest.unknown",method="GET",status="4xx"\} 1$/m);
    expect(exposition).not.toMatch(/api\/v1/);
  });
});

test("the document that is served is the committed one, and its page loads nothing from elsewhere", async () => {
  const served = await fetch(`${app.url}/api/openapi.json`);
  expect(Object.keys(((await served.json()) as { paths: object }).paths)).toHaveLength(
    new Set(boundOperations.map(({ path }) => path)).size,
  );
  const headers = { "Content-Type": "application/json" };
  for (const method of ["POST", "DELETE"])
    expect((await fetch(`${app.url}/api/docs`, { method, headers })).status).toBe(405);
  for (const path of [
    "/api/docs/swagger-ui-bundle.js.map",
    "/api/docs/../package.json",
    "/api/problems/__proto__",
  ])
    expect((await rawRequest(app.url + path)).status).toBe(404);
});

test("the page on the API loads nothing from elsewhere, breaks no rule of its policy, and posts a prediction", () =>
  visit(browser, {}, async ({ page, requests }) => {
    const violations: string[] = [];
    await page.exposeFunction("violated", (rule: string) => void violations.push(rule));
    await page.addInitScript(() =>
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        Reflect.get(window, "violated")(`${violatedDirective} ${blockedURI}`),
      ),
    );
    await page.goto(`${app.url}/api/docs`);
    await page
      .locator(".opblock")
      .nth(boundOperations.length - 1)
      .waitFor();
    const create = page.locator("#operations-Predictions-predictions_create");
    await create.locator(".opblock-summary").first().click();
    await create.getByRole("button", { name: "Try it out" }).click();
    const body = create.locator("textarea");
    await body.fill((await body.inputValue()).replace("7f0c1e52-region-2", "from-the-page-on-the-api"));
    const answered = page.waitForResponse((one) => one.url().endsWith("/api/v1/predictions"));
    await create.getByRole("button", { name: "Execute" }).click();
    expect((await answered).status()).toBe(201);
    await create.locator(".live-responses-table").getByText("201").first().waitFor();
    expect(violations).toEqual([]);
    const elsewhere = requests.filter((one) => !one.startsWith(app.url) && !one.startsWith("data:"));
    expect(elsewhere).toEqual([]);
  }));

test("the account's menu leads to the page on the API, and that page back", () =>
  visit(browser, {}, async ({ page }) => {
    await page.goto(app.url);
    await page.locator("header button[aria-controls][aria-expanded]:visible").last().click();
    await page.getByRole("link", { name: "API documentation" }).click();
    await page.waitForURL(`${app.url}/api/docs`);
    await page.getByRole("link", { name: "Back to Microcalc" }).click();
    await page.waitForURL(`${app.url}/`);
  }));

describe.for(["/api/v1/predictions", "/api/trpc/predictions.create"])("a body sent to %s", (path) => {
  const sent = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(`${app.url}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...signedIn(app.url), ...headers },
      body,
    });

  test("may begin with a byte order mark", async () => {
    expect((await sent(`\ufeff${JSON.stringify(aBody())}`)).ok).toBe(true);
  });

  test("is refused in words where it is compressed, or in UTF-16", async () => {
    const text = JSON.stringify(aBody());
    const compressed = await sent(new Uint8Array(gzipSync(text)), { "Content-Encoding": "gzip" });
    expect(compressed.status).toBe(415);
    expect(await compressed.text()).toMatch(/Compressed bodies are not accepted\.|and uncompressed\./);
    const wide = await sent(new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le")));
    expect(wide.status).toBe(400);
    expect(await wide.text()).toContain("The request is not valid JSON in UTF-8.");
  });
});
