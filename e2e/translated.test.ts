import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { administrator } from "./accounts";
import { type App, startApp } from "./app";
import { hydrated } from "./assess-page";
import { openBrowser, sentences, visit } from "./browser";
import { type FilledPages, fillPages, longReference } from "./fill-pages";
import { routes } from "./routes";
import { changing } from "./translated-changes";
import { showOriginal, translate, unmarkedData, wrongTexts } from "./translator";

let cluster: TestCluster;
let app: App;
let browser: Browser;
let filled: FilledPages;

beforeAll(async () => {
  cluster = await createTestCluster();
  app = await startApp({ variables: { DATABASE_URL: cluster.url(preparedDatabase) } });
  browser = await openBrowser();
  filled = await fillPages(app.url, cluster.url(preparedDatabase));
});

afterAll(async () => {
  await browser.close();
  await app.remove();
  await cluster.remove();
});

/** Of a case, and of who is signed in. */
const names = [longReference, administrator.name];
const t = sentences("en");
/** For a machine that does other things besides. */
const patience = { timeout: 20_000 };

const shown = (page: Page) => page.evaluate(() => document.body.textContent);

/** Whether nothing on the page changes any more. */
async function isAtRest(page: Page): Promise<boolean> {
  const before = await shown(page);
  await page.waitForTimeout(200);
  return before === (await shown(page));
}

async function expectRight(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await expect.poll(() => isAtRest(page), patience).toBe(true);
  await expect.poll(() => wrongTexts(page), patience).toEqual([]);
  // What marks a name in a sentence, or a value that is no text.
  expect(await shown(page)).not.toMatch(/[\uE000\uE001]|\[object /);
  expect(await unmarkedData(page, names)).toEqual([]);
  expect(await page.getByRole("heading", { name: t("app.error.title"), exact: true }).count()).toBe(0);
}

test.for(routes)(
  "%s, translated by the browser, says what it says untranslated, whatever changes on it",
  (route) =>
    visit(browser, {}, async ({ page, expectTrouble }) => {
      const entry = changing[route];
      if (entry === undefined) throw new Error(`Say in e2e/translated-changes.ts what changes on ${route}.`);
      expectTrouble(/status of 4\d\d/);
      if (["/sign-in", "/setup"].includes(route)) await page.context().clearCookies();
      await page.goto(`${app.url}${(await entry.path?.(filled)) ?? route}`);
      await hydrated(page);
      await translate(page);
      for (const change of entry.changes) {
        const before = await shown(page);
        await change(page);
        await expect.poll(() => shown(page), patience).not.toBe(before);
        await expectRight(page);
      }
      await page.keyboard.press("Escape");
      for (const language of ["FR", "EN"]) {
        await page.getByRole("button", { name: language, exact: true }).click();
        await page.locator(`html[lang=${language.toLowerCase()}]`).waitFor();
        await expectRight(page);
      }
    }),
);

test("shown in its own words again, a page says what it said, and goes on to change", () =>
  visit(browser, {}, async ({ page }) => {
    await page.goto(`${app.url}/models`);
    await hydrated(page);
    const before = await shown(page);
    await translate(page);
    await showOriginal(page);
    expect(await page.locator("font").count()).toBe(0);
    expect(await shown(page)).toBe(before);
    await page.getByRole("button", { name: "FR", exact: true }).click();
    await page.locator("html[lang=fr]").waitFor();
    await expectRight(page);
  }));
