import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { trainingRunSchema } from "../lib/training/training-run";
import { createDb } from "../server/db/client";
import { dependenciesOn } from "../server/testing/dependencies-on";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { aStoredDataset, aTrainingRequest } from "../server/testing/training";
import { ask } from "./accounts";
import { type App, startApp } from "./app";
import { openBrowser, sentences, visit } from "./browser";
import { createOver, dataOf, post } from "./procedures";

let cluster: TestCluster;
let browser: Browser;
let dataset: string;

/** Stores a made-up data set as an upload would. */
async function storeData(url: string): Promise<string> {
  const db = createDb(url);
  const deps = await dependenciesOn({ db, url });
  const sha256 = await aStoredDataset(deps);
  await deps.trainingQueue.stop();
  await db.$disconnect();
  return sha256;
}

const start = (variables: Record<string, string> = {}) =>
  startApp({ variables: { DATABASE_URL: cluster.url(preparedDatabase), ...variables } });

beforeAll(async () => {
  cluster = await createTestCluster();
  browser = await openBrowser();
  const app = await start();
  await app.stop();
  dataset = await storeData(cluster.url(preparedDatabase));
});

afterAll(async () => {
  await browser.close();
  await cluster.remove();
});

async function startOver(app: App, options: Partial<ReturnType<typeof aTrainingRequest>["options"]>) {
  const variant = "extra-trees-root";
  const request = aTrainingRequest(dataset, {
    options: { variant, trees: 10, folds: 2, seed: 1, ...options },
  });
  return (await dataOf(await post(app.url, "training.start", request), trainingRunSchema)).id;
}

const runOver = async (app: App, id: string) =>
  dataOf(await post(app.url, "training.byId", { id }), trainingRunSchema);

const long = { trees: 1000, folds: 20 };

const t = sentences("en");
const logLine = (page: Page, text: string) => page.getByRole("listitem").filter({ hasText: text });

describe("in the browser", () => {
  test("a run is started, seen to go on, left, come back to, and ends with its version", async () => {
    const app = await start();
    try {
      await visit(browser, {}, async ({ page }) => {
        await page.goto(`${app.url}/models/training`);
        await page.getByText(t("training.list.none")).waitFor();
        await page.getByText(t("training.form.options")).click();
        await page.getByLabel(t("training.form.trees.label")).fill("5");
        await page.getByRole("button", { name: t("training.form.start") }).click();
        await page.getByText(t("training.form.notWhole", { min: 10, max: 1000 })).waitFor();
        await page.getByLabel(t("training.form.trees.label")).fill("200");
        await page.getByRole("button", { name: t("training.form.start") }).dblclick();
        await page.waitForURL(/\/models\/training\/[0-9a-f-]{36}$/);
        await logLine(page, t("training.phase.growing")).waitFor();
        await page.getByRole("progressbar").waitFor();
        await page.reload();
        await logLine(page, t("training.phase.growing")).waitFor();
        await page.getByText(t("training.result.title")).waitFor({ timeout: 60_000 });
        await page.getByRole("link", { name: t("training.result.compare") }).waitFor();
        expect(await logLine(page, t("training.log.queued")).count()).toBe(1);
        await page.getByRole("link", { name: t("training.run.back") }).click();
        const row = page.getByRole("row").filter({ hasText: t("training.status.succeeded") });
        await row.getByRole("link", { name: /^rf-[0-9a-f]{12}$/ }).waitFor();
        expect(await page.getByRole("row").count()).toBe(2);
      });
    } finally {
      await app.remove();
    }
  });

  test("a run is cancelled, once one has said that one means it", async () => {
    const app = await start();
    try {
      const id = await startOver(app, long);
      await visit(browser, { locale: "fr" }, async ({ page }) => {
        const french = sentences("fr");
        await page.goto(`${app.url}/models/training/${id}`);
        await logLine(page, french("training.phase.growing")).waitFor();
        await page.getByRole("button", { name: french("training.cancel.ask") }).click();
        await page.getByRole("button", { name: french("training.cancel.no") }).click();
        expect((await runOver(app, id)).cancelRequested).toBe(false);
        await page.getByRole("button", { name: french("training.cancel.ask") }).click();
        await page.getByRole("button", { name: french("training.cancel.yes") }).click();
        await logLine(page, french("training.log.cancelled")).waitFor();
      });
      expect((await runOver(app, id)).status).toBe("cancelled");
    } finally {
      await app.remove();
    }
  });
});

describe("a server that goes away", () => {
  test("killed in the middle of a run and started again, it starts the run over; who watches sees it go on", async () => {
    const first = await start();
    const id = await startOver(first, long);
    await visit(browser, {}, async ({ page, expectTrouble }) => {
      expectTrouble(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|503|ERR_CONNECTION_RESET/);
      await page.goto(`${first.url}/models/training/${id}`);
      await page.getByRole("progressbar").waitFor({ timeout: 60_000 });
      await first.stop("SIGKILL");
      // On the same port, under which the page goes on asking.
      const second = await start({ PORT: String(first.port) });
      try {
        await logLine(page, t("training.log.started_over.process_lost")).waitFor({ timeout: 40_000 });
        await logLine(page, t("training.log.started", { attempt: 2, threads: 1 }).slice(0, 12))
          .first()
          .waitFor();
        expect(await logLine(page, t("training.log.queued")).count()).toBe(1);
        expect((await runOver(first, id)).attempts).toBe(2);
        await post(first.url, "training.cancel", { id });
        await logLine(page, t("training.log.cancelled")).waitFor();
      } finally {
        await second.remove();
      }
    });
  });

  test("told to stop in the middle of a run that somebody watches, it stops in seconds and gives the run back", async () => {
    const app = await start();
    const id = await startOver(app, long);
    const stream = await ask(
      `${app.url}/api/trpc/training.events?input=${encodeURIComponent(JSON.stringify({ id }))}`,
    );
    expect(stream.headers.get("content-type")).toBe("text/event-stream");
    expect(stream.headers.get("x-accel-buffering")).toBe("no");
    const told = stream.text();
    await expect.poll(async () => (await runOver(app, id)).progress, { timeout: 60_000 }).not.toBeNull();
    const begun = performance.now();
    expect(await app.stop()).toBe(0);
    expect(performance.now() - begun).toBeLessThan(10_000);
    // An end without a farewell: a reader takes it for a lost connection and comes back.
    expect(await told).not.toContain("event: return");
    const second = await start();
    try {
      await expect.poll(async () => (await runOver(second, id)).attempts, { timeout: 20_000 }).toBe(2);
      await post(second.url, "training.cancel", { id });
      await expect
        .poll(async () => (await runOver(second, id)).status, { timeout: 20_000 })
        .toBe("cancelled");
    } finally {
      await second.remove();
    }
  });
});

describe("who does what", () => {
  test("a web process queues and answers and runs nothing; a worker runs it and answers only probes", async () => {
    const web = await start({ ROLE: "web" });
    try {
      const id = await startOver(web, {});
      await new Promise((resolve) => setTimeout(resolve, 3000));
      expect(await runOver(web, id)).toMatchObject({ status: "queued", attempts: 0 });
      const worker = await start({ ROLE: "worker" });
      try {
        expect((await fetch(`${worker.url}/livez`)).status).toBe(200);
        expect((await fetch(`${worker.url}/readyz`)).status).toBe(200);
        expect(await (await fetch(worker.metricsUrl)).text()).toContain("microcalc_ready 1");
        for (const path of ["/", "/models", "/api/trpc/models.current"])
          expect((await fetch(`${worker.url}${path}`)).status).toBe(404);
        await expect.poll(async () => (await runOver(web, id)).status, { timeout: 60_000 }).toBe("succeeded");
        await createOver(web.url);
      } finally {
        await worker.remove();
      }
    } finally {
      await web.remove();
    }
  });
});
