import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { ask } from "./accounts";
import { type App, startApp } from "./app";
import { hydrated } from "./assess-page";
import { openBrowser, sentences, visit } from "./browser";

/** Two looks of the page, and what the server allows itself for an answer. */
const nextLooks = { timeout: 40_000 };

let cluster: TestCluster;
let app: App;
let browser: Browser;
beforeAll(async () => {
  cluster = await createTestCluster();
  app = await startApp({
    variables: {
      DATABASE_URL: cluster.url(preparedDatabase),
      CANARY_INTERVAL_MS: "1000",
      GRAFANA_URL: "http://grafana.example",
    },
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await cluster.resume();
  await app.remove();
  await cluster.remove();
});

const t = sentences("fr");
const overall = (page: Page, sentence: string) =>
  page.getByRole("status").getByRole("heading", { name: sentence, exact: true });
const value = (page: Page, name: string) =>
  page
    .locator("dl > div")
    .filter({ has: page.getByText(t(name), { exact: true }) })
    .locator("dd");

test("the footer leads to the status, which follows a database that hangs and comes back, and then a server that is gone", () =>
  visit(browser, { locale: "fr" }, async ({ page, expectTrouble }) => {
    await page.goto(app.url);
    await hydrated(page);
    await page.getByRole("link", { name: t("app.footer.status") }).click();
    await overall(page, t("status.overall.well")).waitFor(nextLooks);
    expect(await value(page, "status.canary.result.name").textContent()).toBe(
      t("status.canary.result.answered"),
    );
    expect(await page.getByRole("link", { name: t("status.alerts.grafana") }).getAttribute("href")).toBe(
      "http://grafana.example",
    );

    await cluster.pause();
    await overall(page, t("status.overall.is.database")).waitFor(nextLooks);
    expect(await value(page, "status.counting.keeper.name").textContent()).toBe(
      t("status.unknown.no_answer"),
    );
    expect(await value(page, "status.model.version").textContent()).toMatch(/^rf-/);
    // To whoever was signed in once, and nothing else.
    expect((await fetch(`${app.url}/api/trpc/status.current`)).status).toBe(401);
    expect((await ask(`${app.url}/api/trpc/models.list`)).status).toBe(503);
    await cluster.resume();
    await overall(page, t("status.overall.well")).waitFor(nextLooks);

    expectTrouble(/ERR_CONNECTION|Failed to (load|fetch)/);
    await app.stop();
    await overall(page, t("status.overall.serverAway")).waitFor(nextLooks);
    expect(await value(page, "status.model.version").textContent()).toMatch(/^rf-/);
  }));
