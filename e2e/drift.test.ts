import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDb, type Db } from "../server/db/client";
import { loadModel } from "../server/services/model-store";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { insertRolledUpDays } from "../server/testing/rolled-up-days";
import { type App, startApp } from "./app";
import { hydrated } from "./assess-page";
import { type Locale, openBrowser, sentences, visit } from "./browser";

const locales = ["en", "fr"] as const satisfies readonly Locale[];
const dayMs = 86_400_000;
const perDay = 50;
const days = 40;
/** The contrast moves with the first day of the seventh window. */
const movedSince = 24;

let cluster: TestCluster;
let app: App;
let browser: Browser;
let db: Db;
let version: string;
/** The first day that is rolled up. */
let from: string;

beforeAll(async () => {
  cluster = await createTestCluster();
  app = await startApp({ variables: { DATABASE_URL: cluster.url(preparedDatabase) } });
  browser = await openBrowser();
  db = createDb(cluster.url(preparedDatabase));
  version = (await db.modelVersion.findFirstOrThrow({ select: { version: true } })).version;
  from = new Date(Date.now() - days * dayMs).toISOString().slice(0, 10);
});

afterAll(async () => {
  await browser.close();
  await db.$disconnect();
  await app.remove();
  await cluster.remove();
});

async function open(page: Page, query = ""): Promise<void> {
  await page.goto(`${app.url}/drift${query}`);
  await hydrated(page);
}

const dayText = (locale: Locale, i: number) =>
  new Intl.DateTimeFormat({ en: "en-GB", fr: "fr" }[locale], { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(Date.parse(from) + i * dayMs),
  );

test.for(locales)("without a candidate the page says so, in %s", (locale) =>
  visit(browser, { locale }, async ({ page }) => {
    await open(page);
    await page.getByText(sentences(locale)("drift.summary.nothing")).waitFor();
    expect(await page.locator("[data-measure]").count()).toBe(0);
  }),
);

test("with too few candidates the page says how many there are and how many are needed", () =>
  visit(browser, {}, async ({ page }) => {
    const model = await loadModel(db, version);
    await insertRolledUpDays(db, { model, from, days: 1, perDay });
    await open(page);
    await page.getByText("Not enough data: 50 candidates so far, at least 100 are needed.").waitFor();
    await db.dailyInputs.deleteMany();
    await db.dailyMetrics.deleteMany();
    await insertRolledUpDays(db, { model, from, days, perDay, moved: { share: 0.5, since: movedSince } });
  }));

test.for(locales)("names the feature that moved, since when, and shows how, in %s", (locale) =>
  visit(browser, { locale }, async ({ page }) => {
    const t = sentences(locale);
    await page.goto(app.url);
    await page.getByRole("link", { name: t("app.navigation.drift"), exact: true }).click();
    await page
      .getByText(
        t("drift.summary.moved", {
          measures: t("features.contrast.label"),
          count: 1,
          date: dayText(locale, movedSince),
          others: 7,
        }),
      )
      .waitFor();
    const row = page.locator('[data-measure="contrast"]');
    await expect.poll(() => row.textContent()).toContain(t("drift.verdict.far"));
    expect(await row.textContent()).toContain(
      t("drift.measures.since", { date: dayText(locale, movedSince) }),
    );
    const others = page.locator('[data-measure]:not([data-measure="contrast"])');
    expect(await others.count()).toBe(7);
    for (const text of await others.allTextContents()) expect(text).toContain(t("drift.verdict.steady"));

    await row.locator("summary").first().focus();
    await page.keyboard.press("Enter");
    const figures = row.getByRole("figure");
    await expect.poll(() => figures.count()).toBe(3);
    await expect.poll(() => row.locator(".recharts-bar-rectangle").count()).toBeGreaterThan(8);
    expect(await figures.first().textContent()).toContain(t("drift.bin.atMinimum"));
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      row
        .getByRole("button", { name: t("figures.downloadNamed", { fileName: "drift-contrast-psi.csv" }) })
        .click(),
    ]);
    expect(download.suggestedFilename()).toBe("drift-contrast-psi.csv");
  }),
);

test("windows are chosen in the address, by keyboard, and survive a reload", () =>
  visit(browser, {}, async ({ page }) => {
    await open(page, "?by=count&size=500");
    await page.getByText(/has moved since/).waitFor();
    const row = page.locator('[data-measure="area"]');
    await expect.poll(() => row.textContent()).toContain("500 candidates");
    await page.getByLabel("Put candidates together").selectOption("month");
    await expect.poll(() => new URL(page.url()).searchParams.get("by")).toBe("month");
    await page.reload();
    await hydrated(page);
    expect(await page.getByLabel("Put candidates together").inputValue()).toBe("month");
    await page.goBack();
    await expect.poll(() => new URL(page.url()).searchParams.get("by")).toBe("count");
  }));

test("up to a day before the shift there is no sign of drift", () =>
  visit(browser, {}, async ({ page }) => {
    const before = new Date(Date.parse(from) + (movedSince - 1) * dayMs).toISOString().slice(0, 10);
    await open(page, `?to=${before}`);
    await page.getByText("No sign of drift in the last 200 candidates.").waitFor();
  }));

test("an address that asks for nonsense is read as if it had asked for nothing", () =>
  visit(browser, {}, async ({ page }) => {
    await open(page, "?by=year&size=7&to=2026-02-31");
    await page.getByText(/has moved since/).waitFor();
  }));

test("a report that cannot be had is said, and can be asked for again", () =>
  visit(browser, {}, async ({ page, expectTrouble }) => {
    expectTrouble(/500|Failed to load/);
    await page.route("**/api/trpc/drift.report**", (route) => route.fulfill({ status: 500, body: "{}" }));
    await open(page);
    await page.getByText("The drift report could not be loaded").waitFor();
    await page.unroute("**/api/trpc/drift.report**");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText(/has moved since/).waitFor();
  }));
