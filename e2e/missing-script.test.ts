import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { assessPage, hydrated, typed } from "./assess-page";
import { openBrowser, sentences, visit } from "./browser";

let app: App;
let browser: Browser;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), openBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await app.remove();
});

const t = sentences("en");
const failure = (page: Page) => page.getByRole("heading", { name: t("app.incomplete.title"), exact: true });
const button = (page: Page, key: string) => page.getByRole("button", { name: t(key), exact: true });

interface Outdated {
  /** How often it was loaded since. */
  loads(): number;
  /** Gives the scripts back. */
  update(): void;
}

/** Opens a page whose server has only the scripts that the HTML of a page names, as if all others were outdated. */
async function openOutdated(page: Page, path: string): Promise<Outdated> {
  const named = new Set<string>();
  let isAway = true;
  await page.route("**/*", async (route) => {
    const request = route.request();
    const { pathname } = new URL(request.url());
    if (request.resourceType() === "document") {
      const response = await route.fetch();
      for (const name of (await response.text()).match(/\/_next\/static\/[\w./-]+/g) ?? []) named.add(name);
      await route.fulfill({ response });
    } else if (isAway && pathname.startsWith("/_next/static/") && !named.has(pathname))
      await route.fulfill({ status: 404, body: "" });
    else await route.continue();
  });
  await page.goto(`${app.url}${path}`);
  let count = 0;
  page.on("domcontentloaded", () => {
    count += 1;
  });
  return {
    loads: () => count,
    update: () => {
      isAway = false;
    },
  };
}

async function expectOneReloadThenFailure(page: Page, outdated: Outdated): Promise<void> {
  await failure(page).waitFor();
  await page.waitForLoadState("networkidle");
  expect(outdated.loads()).toBe(1);
  outdated.update();
  await button(page, "app.incomplete.reload").click();
  await failure(page).waitFor({ state: "detached" });
}

test("where a chart's script is gone, the page reloads once and then says so", () =>
  visit(browser, {}, async ({ page, expectTrouble }) => {
    expectTrouble(/404|chunk/i);
    const outdated = await openOutdated(page, "/models");
    await expectOneReloadThenFailure(page, outdated);
    await page.locator("svg.recharts-surface").first().waitFor();
  }));

test("where the script of the next page is gone, the page reloads once and then says so", () =>
  visit(browser, {}, async ({ page, expectTrouble }) => {
    expectTrouble(/404|chunk/i);
    const outdated = await openOutdated(page, "/models/versions");
    const follow = () => page.getByRole("row").getByRole("link").first().click();
    await hydrated(page);
    const loaded = page.waitForEvent("domcontentloaded");
    await follow();
    await loaded;
    await hydrated(page);
    if (!(await failure(page).isVisible())) await follow();
    await expectOneReloadThenFailure(page, outdated);
  }));

test.for([
  ["/status", "app.nothingLost.stored"],
  ["/", "app.nothingLost.withDraft"],
] as const)(
  "where the script of the lock is gone, %s reloads once and then says so, and what is kept",
  ([path, kept]) =>
    visit(browser, {}, async ({ page, expectTrouble }) => {
      expectTrouble(/404|chunk/i);
      const outdated = await openOutdated(page, path);
      const lock = () =>
        page.evaluate(() => new BroadcastChannel("microcalc.session").postMessage({ kind: "locked" }));
      await hydrated(page);
      const loaded = page.waitForEvent("domcontentloaded");
      await lock();
      await loaded;
      await hydrated(page);
      await lock();
      await page.getByText(t(kept), { exact: true }).waitFor();
      await expectOneReloadThenFailure(page, outdated);
    }),
);

test("where the script of an answer's parts is gone, the page reloads once and keeps what was typed", () =>
  visit(browser, {}, async ({ page, expectTrouble }) => {
    expectTrouble(/404|chunk/i);
    const outdated = await openOutdated(page, "/");
    const form = assessPage(page);
    await hydrated(page);
    const loaded = page.waitForEvent("domcontentloaded");
    await form.field("area").fill(typed.en[0]);
    await loaded;
    await hydrated(page);
    await expect.poll(() => form.field("area").inputValue()).toBe(typed.en[0]);
    await form.fill();
    await form.submit.click();
    await page.getByText(t("assess.answer.partsFailed")).waitFor();
    expect(outdated.loads()).toBe(1);
    outdated.update();
    await button(page, "notice.retry").click();
    await page.getByText(t("assess.answer.partsFailed")).waitFor({ state: "detached" });
  }));

test("a page does not reload while the server is away, and loses nothing", () =>
  visit(browser, {}, async ({ page, expectTrouble }) => {
    expectTrouble(/ERR_|chunk/i);
    const form = assessPage(page);
    await form.open(app.url);
    await page.route("**/_next/static/**", (route) => route.abort("connectionrefused"));
    let loads = 0;
    page.on("domcontentloaded", () => {
      loads += 1;
    });
    await form.fill();
    await page.waitForLoadState("networkidle");
    expect(loads).toBe(0);
    expect(await form.values()).toEqual(typed.en);
  }));
