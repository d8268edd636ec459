import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Features, toVector } from "../lib/features";
import { assess } from "../lib/model/model";
import type { Prediction } from "../lib/prediction";
import { createRandom } from "../lib/random";
import { createDb, type Db } from "../server/db/client";
import { readModelFiles } from "../server/services/model-files";
import { registerModel } from "../server/services/model-store";
import { anotherModel } from "../server/testing/another-model";
import { nameChallenger } from "../server/testing/challenger";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { aBody } from "../server/testing/submission";
import { ask } from "./accounts";
import { type App, startApp } from "./app";
import { type Locale, openBrowser, visit } from "./browser";
import { comparePage } from "./compare-page";
import { createOver, post } from "./procedures";

const locales = ["en", "fr"] as const satisfies readonly Locale[];
const random = createRandom(17);

let cluster: TestCluster;
let app: App;
let db: Db;
let browser: Browser;
const champion = (await readModelFiles("data/model")).model;
const other = (await anotherModel({ trees: 15, threshold: 0.05 })).model;
const [a, b] = [champion.card.version, other.card.version];
const predictions: Prediction[] = [];

const aCandidate = (): Features => ({
  ...aBody().features,
  contrast: random() * 5,
  area: random() * 2,
  noiseFluctuation: random() * 3,
});
const isPositive = (index: number) => index % 3 === 0;

beforeAll(async () => {
  cluster = await createTestCluster();
  app = await startApp({ variables: { DATABASE_URL: cluster.url(preparedDatabase) } });
  browser = await openBrowser();
  db = createDb(cluster.url(preparedDatabase));
});

afterAll(async () => {
  await browser.close();
  await db.$disconnect();
  await app.remove();
  await cluster.remove();
});

test("with one version, the page says that there is nothing to compare", () =>
  visit(browser, {}, async ({ page }) => {
    const { open, t } = comparePage(page);
    await open(app.url);
    await page.getByRole("heading", { name: t("compare.empty.title"), exact: true }).waitFor();
    // The way to a second one.
    await page.locator('main p a[href="/models/training"]').waitFor();
  }));

describe("with a challenger that has answered along", () => {
  beforeAll(async () => {
    for (const trees of [15, 10]) await registerModel(db, await anotherModel({ trees, threshold: 0.05 }));
    await nameChallenger(db, b, new Date(Date.now() - 60_000));
    for (let i = 0; i < 60; i++) predictions.push(await createOver(app.url, { features: aCandidate() }));
    for (const [index, { id }] of predictions.entries()) {
      if (index % 2 === 1) continue;
      const outcome = isPositive(index) ? "calcification" : "not_calcification";
      await post(app.url, "predictions.recordOutcome", { id, outcome });
    }
    await vi.waitFor(async () => expect(await db.shadowScore.count()).toBe(predictions.length), {
      timeout: 60_000,
      interval: 200,
    });
  });

  const callOf = (model: typeof champion, { features }: Prediction) =>
    assess(model, toVector(features)).label === "calcification";

  test.for(locales)("counts of calls and quality are those of both models, one by one, in %s", (locale) =>
    visit(browser, { locale }, async ({ page }) => {
      const { open, agreement, shadow, t } = comparePage(page, locale);
      const percent = new Intl.NumberFormat(locale, {
        style: "percent",
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
      });
      await open(app.url, `?a=${a}&b=${b}`);
      const matrix = agreement.getByRole("table", { name: t("compare.agreement.table") });
      await matrix.waitFor();
      const count = (byA: boolean, byB: boolean) =>
        predictions.filter((one) => callOf(champion, one) === byA && callOf(other, one) === byB).length;
      expect(await matrix.locator("tbody td").allTextContents()).toEqual(
        [count(true, true), count(true, false), count(false, true), count(false, false)].map(String),
      );
      const judged = predictions.map((one, index) => ({ one, index })).filter(({ index }) => index % 2 === 0);
      for (const [column, model] of [champion, other].entries()) {
        const called = judged.filter(({ one }) => callOf(model, one));
        const hits = called.filter(({ index }) => isPositive(index)).length;
        const positives = judged.filter(({ index }) => isPositive(index)).length;
        const cell = (figure: string) => shadow.locator(`[data-figure="${figure}"] td`).nth(column);
        expect(await cell("recall").textContent()).toContain(percent.format(hits / positives));
        expect(await cell("precision").textContent()).toContain(percent.format(hits / called.length));
      }
    }),
  );

  test("figures are those of the cards, with the difference between them", () =>
    visit(browser, {}, async ({ page }) => {
      const { open, figures } = comparePage(page);
      await open(app.url, `?a=${a}&b=${b}`);
      const row = figures.locator('[data-figure="averagePrecision"] td');
      await row.first().waitFor();
      const value = champion.card.evaluation.distinct.averagePrecision?.value ?? Number.NaN;
      expect(await row.nth(0).textContent()).toContain(value.toFixed(3));
      expect(await row.nth(2).textContent()).toContain("0.000");
    }));

  test("what they differ on most leads to the prediction, which tells nothing of the challenger", () =>
    visit(browser, {}, async ({ page }) => {
      const { open, contested } = comparePage(page);
      await open(app.url, `?a=${a}&b=${b}`);
      const link = contested.getByRole("link").first();
      const href = (await link.getAttribute("href")) ?? "";
      expect(predictions.map(({ id }) => `/history/${id}`)).toContain(href);
      await link.click();
      await page.waitForURL(`**${href}`);
      await page.reload({ waitUntil: "networkidle" });
      await page.locator("main").getByText(a).first().waitFor();
      expect(await page.content()).not.toContain(b);
    }));

  test("the list, the record and the file of predictions tell nothing of it either", async () => {
    const id = predictions[0]?.id;
    const answers = await Promise.all([
      post(app.url, "predictions.create", aBody()),
      post(app.url, "predictions.byId", { id }),
      post(app.url, "predictions.list", { limit: 200 }),
      ask(`${app.url}/api/export/predictions`, {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body: "filters=%7B%7D",
      }),
    ]);
    for (const answer of answers) {
      const text = await answer.text();
      expect(answer.status).toBe(200);
      expect(text).toContain(a);
      expect(text).not.toContain(b);
      expect(text).not.toMatch(/shadow/i);
    }
  });

  test("by keyboard alone, sides are swapped and another version chosen, and the address follows", () =>
    visit(browser, {}, async ({ page }) => {
      const compare = comparePage(page);
      await compare.open(app.url, `?a=${a}&b=${b}`);
      await compare.figures.waitFor();
      await compare.a.focus();
      await page.keyboard.press("Tab");
      expect(await compare.swap.evaluate((button) => button === document.activeElement)).toBe(true);
      await page.keyboard.press("Enter");
      await page.waitForURL(`**/models/compare?a=${b}&b=${a}`);
      await expect.poll(() => compare.a.inputValue()).toBe(b);
      await page
        .getByRole("status")
        .filter({ hasText: compare.t("compare.done", { a: b, b: a }) })
        .waitFor();
      await page.goBack();
      await expect.poll(() => compare.a.inputValue()).toBe(a);
      const offered = await compare.b
        .locator("option:not([disabled])")
        .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
      const next = offered[offered.indexOf(b) + 1] ?? "";
      await compare.b.focus();
      await page.keyboard.press("ArrowDown");
      await expect.poll(() => new URL(page.url()).searchParams.get("b")).toBe(next);
      await compare.part("side").getByText(next).waitFor();
    }));

  test.for(locales)(
    "a version and itself, and one that is not there, are refused in words, in %s",
    (locale) =>
      visit(browser, { locale }, async ({ page, expectTrouble }) => {
        expectTrouble(/40[04].*models\.compare/);
        const { open, t } = comparePage(page, locale);
        await open(app.url, `?a=${a}&b=${a}`);
        await page
          .getByRole("alert")
          .getByText(t("errors.same_model", { version: a }))
          .waitFor();
        await open(app.url, `?a=${a}&b=rf-000000000000`);
        await page.getByRole("alert").getByText(t("errors.not_found")).waitFor();
      }),
  );
});
