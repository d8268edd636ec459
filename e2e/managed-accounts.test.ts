import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDb, type Db } from "../server/db/client";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { aBody } from "../server/testing/submission";
import { type App, startApp } from "./app";
import { hydrated } from "./assess-page";
import { violations } from "./axe";
import { openBrowser } from "./browser";
import { createPerson, signInPage } from "./people";
import { button, heading, mainNavigation, t, textOf, type Visits, visitsTo } from "./visits";

let cluster: TestCluster;
let app: App;
let db: Db;
let browser: Browser;
let visits: Visits;
beforeAll(async () => {
  cluster = await createTestCluster();
  const DATABASE_URL = cluster.url(preparedDatabase);
  app = await startApp({ variables: { DATABASE_URL } });
  db = createDb(DATABASE_URL);
  browser = await openBrowser();
  visits = visitsTo({ url: app.url, browser });
});
afterAll(async () => {
  await browser.close();
  await db.$disconnect();
  await app.remove();
  await cluster.remove();
});

const stranger: Visits["stranger"] = (steps) => visits.stranger(steps);
const as: Visits["as"] = (person, steps) => visits.as(person, steps);
const open: Visits["open"] = (page, path) => visits.open(page, path);

test("a role sees its own pages only, and is told kindly about the others", async () => {
  const person = await createPerson(db, "operator");
  await as(person, async ({ page, requests }) => {
    await open(page, "/");
    await heading(page, "trends.title").waitFor();
    const links = await mainNavigation(page).getByRole("link").allTextContents();
    expect(links).toEqual(["trends", "drift", "model", "data"].map((key) => t(`app.navigation.${key}`)));
    await open(page, "/history");
    await heading(page, "session.forbidden.title").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("link", { name: t("session.forbidden.back") }).click();
    await heading(page, "trends.title").waitFor();
    await open(page, "/data");
    await heading(page, "data.notes.title").waitFor();
    expect(await page.locator("input[type=file]").count()).toBe(0);
    expect(requests.some((url) => url.includes("datasets.homeFiles"))).toBe(false);
  });
});

test("an administrator makes an account, whose owner chooses a password first, and is out at the next click once disabled", async () => {
  const admin = await createPerson(db, "administrator");
  await as(admin, async ({ page }) => {
    await open(page, "/accounts");
    await button(page, "accounts.create.open").click();
    await page.getByLabel(t("accounts.create.name"), { exact: true }).fill("Newcomer");
    await page.getByLabel(t("accounts.create.email"), { exact: true }).fill("newcomer@example.org");
    await button(page, "accounts.create.confirm").click();
    await heading(page, "accounts.firstPassword.title", { name: "Newcomer" }).waitFor();
    const password = await textOf(page.locator("main code").first());

    await stranger(async ({ page: own }) => {
      await open(own, "/sign-in?from=/history");
      await signInPage(own).signIn({ email: "newcomer@example.org", password });
      await own.getByText(t("account.mustFirst.change_password.title")).waitFor();
      expect(await mainNavigation(own).count()).toBe(0);
      expect(await violations(own)).toEqual([]);
      await own.getByLabel(t("account.password.given"), { exact: true }).fill(password);
      await own.getByLabel(t("account.password.next"), { exact: true }).fill("four words of my own");
      await button(own, "account.password.submit").click();
      await own.getByText(t("account.password.done")).waitFor();
      await mainNavigation(own)
        .getByRole("link", { name: t("app.navigation.history"), exact: true })
        .click();
      await heading(own, "history.title").waitFor();

      expect(await violations(page)).toEqual([]);
      await button(page, "accounts.disable.openOf", { name: "Newcomer" }).click();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: t("accounts.disable.open"), exact: true })
        .click();
      await page
        .getByRole("status")
        .filter({ hasText: t("accounts.disable.done", { name: "Newcomer" }) })
        .waitFor();
      await mainNavigation(own)
        .getByRole("link", { name: t("app.navigation.trends"), exact: true })
        .click();
      await heading(own, "session.signIn.title").waitFor();
      await hydrated(own);
      await signInPage(own).signIn({ email: "newcomer@example.org", password: "four words of my own" });
      await own.getByText(t("errors.invalid_credentials")).waitFor();
    });
  });
});

test("an API key is shown once, lets a program in, and no longer once it is revoked", async () => {
  const admin = await createPerson(db, "administrator");
  await as(admin, async ({ page }) => {
    await open(page, "/api-keys");
    await button(page, "apiKeys.create.open").click();
    await page.getByLabel(t("apiKeys.create.name"), { exact: true }).fill("Ward system");
    await page.getByRole("checkbox", { name: t("apiKeys.scope.predictions"), exact: true }).check();
    await button(page, "apiKeys.create.confirm").click();
    await heading(page, "apiKeys.newKey.title", { name: "Ward system" }).waitFor();
    const key = await textOf(page.locator("main code").first());
    const send = async () => {
      const headers = { "Content-Type": "application/json", Authorization: `Bearer ${key}` };
      const body = JSON.stringify(aBody());
      return (await fetch(`${app.url}/api/trpc/predictions.create`, { method: "POST", headers, body }))
        .status;
    };
    expect(await send()).toBe(200);
    await page.reload();
    await hydrated(page);
    await button(page, "apiKeys.revoke.openOf", { name: "Ward system" }).waitFor();
    expect(await page.content()).not.toContain(key);
    expect(await violations(page)).toEqual([]);
    await button(page, "apiKeys.revoke.openOf", { name: "Ward system" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("apiKeys.revoke.open"), exact: true })
      .click();
    await page
      .getByRole("status")
      .filter({ hasText: t("apiKeys.revoke.done", { name: "Ward system" }) })
      .waitFor();
    expect(await send()).toBe(401);
  });
});

test("an own session elsewhere can be ended", async () => {
  const person = await createPerson(db, "auditor");
  await as(person, async ({ page }) => {
    await as(person, async ({ page: other }) => {
      await open(page, "/account");
      await open(other, "/history");
      await page
        .getByRole("region", { name: t("account.sessions.title") })
        .first()
        .waitFor();
      await page
        .getByRole("button", { name: /^End: / })
        .first()
        .click();
      await page.getByText(t("account.sessions.ended")).waitFor();
      await mainNavigation(other)
        .getByRole("link", { name: t("app.navigation.trends"), exact: true })
        .click();
      await heading(other, "session.signIn.title").waitFor();
    });
  });
});
