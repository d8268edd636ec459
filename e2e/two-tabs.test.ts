import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TrainingPage } from "../lib/training/training-run";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { type App, startApp } from "./app";
import { assessPage, hydrated, typed } from "./assess-page";
import { openBrowser, sentences, visit } from "./browser";
import { fillPages } from "./fill-pages";
import { createOver, listOver, post } from "./procedures";

let cluster: TestCluster;
let app: App;
let browser: Browser;

beforeAll(async () => {
  cluster = await createTestCluster();
  app = await startApp({ variables: { DATABASE_URL: cluster.url(preparedDatabase) } });
  browser = await openBrowser();
  await fillPages(app.url, cluster.url(preparedDatabase));
});

afterAll(async () => {
  await browser.close();
  await app.remove();
  await cluster.remove();
});

const t = sentences("en");
const others = ["-0.21", "-0.35", "-0.3", "-0.86", "-0.38", "-0.95"];
const areas = async (caseReference: string) =>
  (await listOver(app.url, { caseReference })).map(({ features }) => features.area);

async function open(page: Page, path: string): Promise<Page> {
  await page.goto(`${app.url}${path}`);
  await hydrated(page);
  return page;
}

/** Another tab, opened from nowhere. */
const beside = async (page: Page, path: string) => open(await page.context().newPage(), path);

/** What the browser's own command makes: the same page with a copy of what the tab keeps. */
async function duplicate(page: Page): Promise<Page> {
  const [copy] = await Promise.all([
    page.context().waitForEvent("page"),
    page.evaluate(() => void window.open(location.href)),
  ]);
  await hydrated(copy);
  return copy;
}

/** What the page warns of. The router reads out the title of each page that it goes to in a region of the same role. */
const alerts = (page: Page) =>
  page
    .getByRole("alert")
    .and(page.locator(":not(#__next-route-announcer__)"))
    .filter({ hasText: /\S/ })
    .allTextContents();

/** Sends what stands in the form and waits for the answer, which nothing may stand in the way of. */
async function estimate(page: Page): Promise<void> {
  const answered = page.waitForResponse(
    (response) => response.url().includes("predictions.create") && response.ok(),
  );
  await assessPage(page).submit.click();
  await answered;
  await assessPage(page).record.waitFor();
  expect(await alerts(page)).toEqual([]);
}

async function enter(page: Page, caseReference: string, values: readonly string[]): Promise<void> {
  await assessPage(page).caseReference.fill(caseReference);
  await assessPage(page).fill(values);
}

async function whileAway(steps: () => Promise<void>): Promise<void> {
  try {
    await cluster.pause().catch(() => cluster.pause());
    await steps();
  } finally {
    await cluster.resume();
  }
}

test("two tabs assess one region each, in either order, and each keeps its own over a reload", () =>
  visit(browser, {}, async ({ page: first }) => {
    await open(first, "/");
    const second = await beside(first, "/");
    await enter(first, "Tabs", typed.en);
    await enter(second, "Tabs", others);
    await estimate(first);
    await estimate(second);
    await assessPage(second).field("area").fill("0.7");
    await estimate(second);
    await assessPage(first).field("area").fill("0.6");
    await estimate(first);
    expect(await areas("Tabs")).toEqual([0.6, 0.7, -0.21, 0.41]);
    await Promise.all([first, second].map((page) => page.reload()));
    await expect.poll(assessPage(first).values).toEqual(["0.6", ...typed.en.slice(1)]);
    await expect.poll(assessPage(second).values).toEqual(["0.7", ...others.slice(1)]);
  }));

test("a duplicated tab is a case of its own as soon as something else is typed in it, an outage in between or not", () =>
  visit(browser, {}, async ({ page: first, expectTrouble }) => {
    expectTrouble(/503/);
    await open(first, "/");
    await enter(first, "Duplicate", typed.en);
    const unsent = await duplicate(first);
    await assessPage(unsent).field("area").fill("0.1");
    await estimate(unsent);
    let unanswered = unsent;
    await whileAway(async () => {
      await assessPage(first).submit.click();
      await first.getByText(t("assess.connection.title")).waitFor();
      unanswered = await duplicate(first);
      await expect.poll(assessPage(unanswered).values).toEqual(typed.en);
      await assessPage(unanswered).field("area").fill("0.2");
    });
    await assessPage(first).record.waitFor();
    await estimate(unanswered);
    expect(await areas("Duplicate")).toEqual([0.2, 0.41, 0.1]);
  }));

test("a tab finds what was typed last where no other has it open, and nothing where one has", () =>
  visit(browser, {}, async ({ page: first }) => {
    await open(first, "/");
    await enter(first, "Last", typed.en);
    const second = await beside(first, "/");
    expect(await assessPage(second).values()).toEqual(["", "", "", "", "", ""]);
    await Promise.all([first, second].map((page) => page.close()));
    const third = await beside(await first.context().newPage(), "/");
    await expect.poll(assessPage(third).values).toEqual(typed.en);
  }));

test("a key that the server knows with other values is replaced without a word, and the case is stored once", () =>
  visit(browser, {}, async ({ page, expectTrouble }) => {
    expectTrouble(/status of 409/);
    await open(page, "/");
    await enter(page, "Known key", typed.en);
    // Between the page and the server, the key becomes one that was used.
    const { idempotencyKey } = { idempotencyKey: "used-for-something-else" };
    await createOver(app.url, { idempotencyKey, caseReference: "Known key" });
    let sent = 0;
    await page.route("**/predictions.create**", async (route) => {
      sent += 1;
      const body = route.request().postDataJSON() as object;
      await route.continue(sent === 1 ? { postData: JSON.stringify({ ...body, idempotencyKey }) } : {});
    });
    await estimate(page);
    expect(sent).toBe(2);
    expect(await areas("Known key")).toHaveLength(2);
  }));

test("two tabs record outcomes, of one prediction and of two, and both are told that it is done", () =>
  visit(browser, {}, async ({ page: first }) => {
    await open(first, "/outcomes");
    const second = await beside(first, "/outcomes");
    const record = async (page: Page, row: number, key: string) => {
      await page.locator("a[data-row]").nth(row).focus();
      const answered = page.waitForResponse(
        (response) => response.url().includes("recordOutcome") && response.ok(),
      );
      await page.keyboard.press(key);
      await answered;
      await page.getByRole("button", { name: t("outcomes.list.correct"), exact: true }).waitFor();
      expect(await alerts(page)).toEqual([]);
    };
    await record(first, 0, "1");
    await record(second, 0, "2");
    await record(second, 1, "2");
    await record(first, 0, "1");
  }));

test("two tabs import one file: it is recorded once, and the second is told that nothing was new", () =>
  visit(browser, {}, async ({ page: first }) => {
    const { id } = await createOver(app.url);
    const buffer = Buffer.from(`id;outcome\n${id};calcification\n`);
    await open(first, "/outcomes/import");
    const second = await beside(first, "/outcomes/import");
    const record = (page: Page) =>
      page.getByRole("button", { name: t("outcomes.import.record", { count: 1 }), exact: true });
    for (const page of [first, second]) {
      await page.locator("input[type=file]").setInputFiles({ name: "o.csv", mimeType: "text/csv", buffer });
      await record(page).waitFor();
    }
    for (const page of [second, first]) {
      await record(page).dblclick();
      await page.getByRole("heading", { name: t("outcomes.import.done"), exact: true }).waitFor();
      expect(await alerts(page)).toEqual([]);
    }
    const answer = await post(app.url, "predictions.byId", { id });
    const { result } = (await answer.json()) as { result: { data: { outcomes: unknown[] } } };
    expect(result.data.outcomes).toHaveLength(1);
  }));

test("two tabs start a training run each, by a double click too, over plain HTTP as well", () =>
  visit(browser, {}, async ({ page: first }) => {
    // What browsers keep back from pages that are not encrypted.
    await first.context().addInitScript(() => Object.assign(crypto, { randomUUID: undefined }));
    await open(first, "/models/training");
    const second = await beside(first, "/models/training");
    const seeds = { first: "101", second: "102" };
    for (const [page, seed] of [
      [second, seeds.second],
      [first, seeds.first],
    ] as const) {
      await page.getByText(t("training.form.options")).click();
      await page.getByLabel(t("training.form.trees.label"), { exact: true }).fill("10");
      await page.getByLabel(t("training.form.seed.label"), { exact: true }).fill(seed);
    }
    for (const page of [first, second]) {
      await page.getByRole("button", { name: t("training.form.start"), exact: true }).dblclick();
      await page.waitForURL(/\/models\/training\/[0-9a-f-]{36}$/);
      expect(await alerts(page)).toEqual([]);
    }
    const answer = await post(app.url, "training.list", { limit: 50 });
    const { result } = (await answer.json()) as { result: { data: TrainingPage } };
    const begun = result.data.items.map(({ request }) => request.options.seed).filter((seed) => seed > 100);
    expect(begun.sort()).toEqual([101, 102]);
  }));
