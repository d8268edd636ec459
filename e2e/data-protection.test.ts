import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import pg from "pg";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accountWithPasswordSchema } from "../lib/accounts/account";
import { heldCaseSchema } from "../lib/case-records/case-record";
import { noDescription } from "../lib/dataset/dataset-description";
import { importPreviewSchema } from "../lib/outcomes/import-outcomes";
import { madeUpFileText } from "../server/testing/made-up-file";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { aBody } from "../server/testing/submission";
import { ask } from "./accounts";
import { type App, startApp } from "./app";
import { openBrowser, sentences, visit } from "./browser";
import { createOver, dataOf, listOver, post } from "./procedures";
import { createTypedTexts, placesOf } from "./typed-texts";

let cluster: TestCluster;
let app: App;
let browser: Browser;
let database: pg.Client;

beforeAll(async () => {
  cluster = await createTestCluster();
  // Without a worker: a training run is to be queued, and not to be done.
  app = await startApp({ variables: { DATABASE_URL: cluster.url("postgres"), ROLE: "web" } });
  browser = await openBrowser();
  database = new pg.Client({ connectionString: cluster.url("postgres") });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await browser.close();
  await app.remove();
  await cluster.remove();
});

const typed = createTypedTexts();
/** Whatever was answered, by what it was an answer to. */
const refusals: string[] = [];

/** Sends a text in a field, right and then wrong: the second is refused, and the refusal kept. */
async function send(procedure: string, body: Readonly<Record<string, unknown>>): Promise<Response> {
  const answer = await post(app.url, procedure, body);
  if (!answer.ok) throw new Error(`${procedure}: ${answer.status} ${await answer.text()}`);
  const refused = await post(app.url, procedure, { ...body, oneFieldTooMany: true });
  expect(refused.status).toBe(400);
  refusals.push(await refused.text());
  return answer;
}

/** A request that is to fail for what stands in it. */
async function sendWrong(procedure: string, body: Readonly<Record<string, unknown>>): Promise<void> {
  const answer = await post(app.url, procedure, body);
  expect({ procedure, status: answer.status }).not.toMatchObject({ status: 200 });
  refusals.push(await answer.text());
}

const fileOf = (name: string, text: string) => ({ name, base64: Buffer.from(text).toString("base64") });

async function typePredictions(): Promise<{ id: string; modelVersion: string }> {
  const body = {
    ...aBody({ idempotencyKey: typed.of("idempotency key") }),
    caseReference: typed.of("case reference"),
  };
  await send("predictions.create", body);
  const row = { ...aBody(), caseReference: typed.of("case reference of a batch") };
  await send("predictions.createMany", { rows: [row] });
  await sendWrong("predictions.create", { ...body, features: aBody().features, firstOpinion: "unsure" });
  await sendWrong("predictions.create", { ...aBody(), caseReference: `=${typed.of("refused reference")}` });
  const [found] = await listOver(app.url, { caseReference: body.caseReference });
  if (found === undefined) throw new Error("The case is not found by its reference.");
  expect(found.caseReference).toBe(body.caseReference);
  return found;
}

async function typeOutcomes(id: string): Promise<void> {
  await send("predictions.recordOutcome", { id, outcome: "undetermined", note: typed.of("outcome note") });
  const refused = `${typed.of("refused note")}\u0000`;
  await sendWrong("predictions.recordOutcome", { id, outcome: "undetermined", note: refused });
  await send("predictions.review", { id, verdict: "dismissed", reason: typed.of("review reason") });
  const lines = [
    `id,outcome,note,${typed.of("imported column")}`,
    `${id},calcification,${typed.of("imported note")},${typed.of("imported cell")}`,
    `${typed.of("imported id")},calcification,,`,
  ];
  const file = fileOf(`${typed.of("imported file name")}.csv`, lines.join("\n"));
  const preview = await dataOf(await send("outcomes.previewImport", { file }), importPreviewSchema);
  const { fileSha256 } = preview;
  await send("outcomes.import", { file, fileSha256, faultyLines: "leave_out" });
}

async function typeModels(version: string): Promise<void> {
  const reason = typed.of("move reason");
  await send("models.assign", { name: typed.of("model name"), version, reason, expected: null });
  const rows = madeUpFileText(300, 1);
  await send("datasets.upload", fileOf(`${typed.of("data set name")}.csv`, rows));
  const source = { en: typed.of("data set description"), fr: "" };
  const described = fileOf("described.csv", madeUpFileText(300, 2));
  await send("datasets.upload", { ...described, description: { ...noDescription, source } });
  await send("training.start", {
    idempotencyKey: typed.of("training key"),
    dataset: createHash("sha256").update(rows).digest("hex"),
    options: { trees: 10, folds: 2 },
    note: typed.of("training note"),
  });
}

async function typeAccounts(): Promise<void> {
  const email = (field: string) => `${typed.of(field)}@example.org`;
  const account = { name: typed.of("account name"), email: email("account address"), role: "clinician" };
  const { password } = await dataOf(await send("accounts.create", account), accountWithPasswordSchema);
  await sendWrong("accounts.create", account);
  await send("apiKeys.create", { name: typed.of("key name"), role: "service" });
  const signIn = { email: account.email, password };
  const answer = await fetch(`${app.url}/api/trpc/session.signIn`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "User-Agent": typed.of("user agent") },
    body: JSON.stringify(signIn),
  });
  expect(answer.status).toBe(200);
  await sendWrong("session.signIn", {
    email: email("unknown address"),
    password: typed.of("wrong password"),
  });
}

async function typeSearches(): Promise<void> {
  const caseReference = typed.of("searched reference");
  for (const procedure of ["predictions.list", "predictions.arrivals"])
    await send(procedure, { caseReference, ...(procedure.endsWith("arrivals") && { after: null }) });
  await send("audit.list", { actor: typed.of("searched actor"), target: typed.of("searched target") });
  await send("caseRecords.held", { caseReference });
  await send("caseRecords.erase", { caseReference, reason: "request" });
  for (const [way, filters] of [
    ["predictions", { caseReference }],
    ["case", { caseReference, format: "csv" }],
    ["case", { caseReference: `=${typed.of("exported wrong")}`, format: "csv" }],
  ] as const) {
    const body = new URLSearchParams({ filters: JSON.stringify(filters) });
    const answer = await ask(`${app.url}/api/export/${way}`, { method: "POST", body });
    if (!answer.ok) refusals.push(await answer.text());
    else await answer.arrayBuffer();
  }
  // Whoever puts it into an address all the same.
  await ask(`${app.url}/history?caseReference=${typed.of("reference in an address")}`);
  await ask(`${app.url}/${typed.of("unknown page")}`);
  const query = encodeURIComponent(JSON.stringify({ caseReference: typed.of("reference in a query") }));
  await ask(`${app.url}/api/trpc/predictions.list?input=${query}`);
  await ask(`${app.url}/api/v1/predictions?caseReference=${typed.of("reference over REST")}`);
}

/** Where each text belongs, and nowhere else. Those that are not named belong nowhere. */
const belongs: Readonly<Record<string, readonly string[]>> = {
  "idempotency key": ["idempotency_keys.key"],
  "outcome note": ["outcomes.note"],
  "review reason": ["reviews.reason"],
  "imported note": ["outcomes.note"],
  "move reason": ["model_moves.reason"],
  // What a move was of is on the audit trail.
  "model name": ["audit_events.target_id", "model_moves.name"],
  "data set name": [
    ...["datasets.name", "datasets.profile", "training_runs.dataset_name", "training_runs.request"],
  ],
  "data set description": ["datasets.description"],
  "training note": ["training_runs.request"],
  // Who did something is on the audit trail.
  "account name": ["audit_events.actor_name", "users.name"],
  "account address": ["users.email"],
  "key name": ["api_keys.name"],
  "user agent": ["sessions.user_agent"],
};

test("what people type is found where it belongs and nowhere else: no log, no metric, no refusal, no other column", async () => {
  const { id, modelVersion } = await typePredictions();
  await typeOutcomes(id);
  await typeModels(modelVersion);
  await typeAccounts();
  await typeSearches();

  const expected = [...typed.all().keys()].map((field) => [field, belongs[field] ?? []] as const);
  const places = await placesOf(database, typed);
  for (const [field, where] of expected) expect({ field, where: places[field] }).toEqual({ field, where });
  const metrics = await (await fetch(app.metricsUrl)).text();
  expect(metrics).toContain("microcalc_predictions_total");
  expect(typed.foundIn(metrics)).toEqual([]);
  const readsLogged = () => app.log().match(/"method":"GET","route":"predictions.list"/g)?.length;
  await expect.poll(readsLogged).toBe(2);
  // Which version answers under which name is told there.
  expect(typed.foundIn(app.log() + app.output())).toEqual(["model name"]);
  expect(refusals.length).toBeGreaterThan(20);
  expect(refusals.flatMap(typed.foundIn)).toEqual([]);
});

test.for(["en", "fr"] as const)(
  "in %s an administrator finds a case, takes it home and erases it, and no address says which",
  async (locale) => {
    const reference = `Page ${locale} ${Date.now()}`;
    const { id } = await createOver(app.url, { caseReference: reference });
    await post(app.url, "predictions.recordOutcome", { id, outcome: "calcification", note: "Words." });
    const t = sentences(locale);
    await visit(browser, { locale }, async ({ page }) => {
      const addresses: string[] = [];
      page.on("request", (request) => addresses.push(request.url()));
      await page.goto(`${app.url}/cases`);
      const button = (key: string, values?: Record<string, string | number>) =>
        page.getByRole("button", { name: t(key, values), exact: true });
      await page.getByLabel(t("caseRecords.reference"), { exact: true }).fill(reference);
      await button("caseRecords.look").click();
      await page
        .getByRole("heading", { name: t("caseRecords.held", { caseReference: reference }), exact: true })
        .waitFor();
      for (const format of ["json", "csv"] as const) {
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          button(`caseRecords.download.${format}`).click(),
        ]);
        expect(download.suggestedFilename()).toMatch(new RegExp(`^case-\\d{4}-\\d\\d-\\d\\d\\.${format}$`));
        const text = await readFile(await download.path(), "utf8");
        expect(text).toContain(reference);
        expect(text).toContain("Words.");
        if (format === "json")
          expect(JSON.parse(text)).toMatchObject([{ id, outcomes: [{ note: "Words." }] }]);
      }
      await button("caseRecords.erase.open").click();
      await button("caseRecords.erase.confirm", { count: 1 }).click();
      await page.getByText(t("caseRecords.erase.reasonMissing"), { exact: true }).waitFor();
      await page.getByLabel(t("caseRecords.erase.reason"), { exact: true }).selectOption("request");
      await button("caseRecords.erase.confirm", { count: 1 }).click();
      await page.getByText(t("caseRecords.erase.done", { count: 1, notes: 1 }), { exact: true }).waitFor();
      for (const address of addresses) expect(decodeURIComponent(address)).not.toContain(reference);
    });
    const held = await post(app.url, "caseRecords.held", { caseReference: reference });
    expect(await dataOf(held, heldCaseSchema)).toMatchObject({ predictions: 0, notes: 0 });
  },
);
