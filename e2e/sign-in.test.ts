import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signOnPaths } from "../lib/accounts/sign-on";
import { createDb, type Db } from "../server/db/client";
import { freePort } from "../server/db/postgres/free-port";
import { createAccount } from "../server/services/accounts";
import { makeSetupToken } from "../server/services/set-up";
import { aCaller } from "../server/testing/caller";
import { createOidcServer, type OidcServer } from "../server/testing/oidc-server";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { totp } from "../server/testing/totp";
import { type App, startApp } from "./app";
import { assessPage, hydrated, typed } from "./assess-page";
import { violations } from "./axe";
import { openBrowser } from "./browser";
import { createPerson, signInPage } from "./people";
import { button, heading, mainNavigation, t, textOf, type Visits, visitsTo } from "./visits";

let cluster: TestCluster;
let app: App;
let db: Db;
let browser: Browser;
let oidc: OidcServer;
let visits: Visits;
const hospital = "Test hospital";
beforeAll(async () => {
  cluster = await createTestCluster();
  const DATABASE_URL = cluster.url("postgres");
  const ports = { port: await freePort(), metricsPort: await freePort() };
  const PUBLIC_URL = `http://localhost:${ports.port}`;
  oidc = await createOidcServer(PUBLIC_URL + signOnPaths.end);
  await oidc.start();
  const signOn = {
    ...{ OIDC_ISSUER: oidc.issuer, OIDC_NAME: hospital },
    ...{ OIDC_CLIENT_ID: oidc.clientId, OIDC_CLIENT_SECRET: oidc.clientSecret },
  };
  app = await startApp({ ports, variables: { DATABASE_URL, PUBLIC_URL, ...signOn } });
  db = createDb(DATABASE_URL);
  browser = await openBrowser();
  visits = visitsTo({ url: app.url, browser });
});
afterAll(async () => {
  await browser.close();
  await db.$disconnect();
  await app.remove();
  await oidc.stop();
  await cluster.remove();
});

const stranger: Visits["stranger"] = (steps) => visits.stranger(steps);
const as: Visits["as"] = (person, steps) => visits.as(person, steps);
const open: Visits["open"] = (page, path) => visits.open(page, path);
const pathOf = (page: Page) => new URL(page.url()).pathname;

test("whoever is not signed in comes to the door, sees no way around it, and from it where they wanted to go", async () => {
  const person = await createPerson(db, "clinician");
  await stranger(async ({ page }) => {
    await page.goto(`${app.url}/history?call=calcification`);
    const door = signInPage(page);
    await heading(page, "session.signIn.title").waitFor();
    await page.waitForURL(`${app.url}/sign-in?from=%2Fhistory%3Fcall%3Dcalcification`);
    expect(await mainNavigation(page).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    expect(await door.email.getAttribute("autocomplete")).toBe("username");
    expect(await door.password.getAttribute("autocomplete")).toBe("current-password");

    await door.signIn({ ...person, password: "not this one at all" });
    await page
      .getByRole("alert")
      .filter({ hasText: t("errors.invalid_credentials") })
      .waitFor();
    await door.signIn(person);
    await page.waitForURL(`${app.url}/history?call=calcification`);
    await heading(page, "history.title").waitFor();
  });
});

test.each(["//evil.example", "/\\evil.example"])(
  "the door leads nowhere but into this site: %s",
  async (from) => {
    const person = await createPerson(db, "clinician");
    await stranger(async ({ page }) => {
      await open(page, `/sign-in?from=${encodeURIComponent(from)}`);
      await signInPage(page).signIn(person);
      await heading(page, "assess.title").waitFor();
      expect(new URL(page.url()).origin).toBe(app.url);
    });
  },
);

test("the hospital's own sign-on leads to where one wanted, says so when it is left, and opens a lock from another tab", async () => {
  const email = "by-sign-on@example.org";
  const { account } = await createAccount(
    { db, now: () => new Date() },
    { actor: aCaller(), name: "By sign-on", email, role: "clinician" },
  );
  oidc.people.set("by-sign-on", { email, email_verified: true });
  await stranger(async ({ page }) => {
    // The pages of that server would fetch a font from elsewhere.
    const nothing = { contentType: "text/css", body: "" };
    await page.context().route("https://fonts.googleapis.com/**", (route) => route.fulfill(nothing));
    const link = page.getByRole("link", { name: t("session.signOn.link", { name: hospital }) });
    await open(page, "/sign-in?from=/history");
    await link.click();
    await page.getByRole("link", { name: "Cancel" }).click();
    await page
      .getByRole("alert")
      .filter({ hasText: t("signOnFault.text.cancelled") })
      .waitFor();
    await link.waitFor();
    expect(await violations(page)).toEqual([]);

    await link.click();
    await page.locator("input[name=login]").fill("by-sign-on");
    await page.locator("input[name=password]").fill("any");
    await page.locator("button[type=submit]").click();
    await page.getByRole("button", { name: "Continue" }).click();
    await heading(page, "history.title").waitFor();
    expect(pathOf(page)).toBe("/history");

    await open(page, "/");
    const form = assessPage(page);
    await form.fill();
    await db.session.deleteMany({ where: { userId: account.id } });
    await form.submit.click();
    const lock = page.getByRole("dialog", { name: t("session.lock.title") });
    await lock.waitFor();
    const [tab] = await Promise.all([page.context().waitForEvent("page"), link.click()]);
    await lock.waitFor({ state: "detached" });
    expect(await form.values()).toEqual(typed.en);
    await tab.close();
  });
});

test("a second factor is set up, asked for at the door, replaced by a recovery code, and switched off again", async () => {
  const person = await createPerson(db, "clinician");
  await as(person, async ({ page }) => {
    await open(page, "/account");
    await button(page, "account.secondFactor.start").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(t("account.password.current"), { exact: true }).fill(person.password);
    await button(page, "account.secondFactor.startDialog.confirm").click();
    await page.getByRole("img", { name: t("account.secondFactor.qrLabel") }).waitFor();
    const secret = await textOf(page.locator("ol code").first());
    const codes = page.getByRole("list", { name: t("account.secondFactor.codesLabel") }).locator("code");
    const recovery = await codes.allTextContents();
    expect(recovery.length).toBeGreaterThanOrEqual(8);
    const door = signInPage(page);
    await door.code.fill("000000");
    await button(page, "account.secondFactor.confirm").click();
    await page.getByText(t("errors.invalid_code")).waitFor();
    await door.code.fill(totp(secret));
    await button(page, "account.secondFactor.confirm").click();
    await page.getByText(t("account.secondFactor.started")).waitFor();
    expect(await page.getByText(recovery[0] as string).count()).toBe(0);

    await button(page, "session.menu.signOut")
      .or(page.getByRole("button", { name: person.name }))
      .first()
      .click();
    await button(page, "session.menu.signOut").click();
    await heading(page, "session.signIn.title").waitFor();
    await hydrated(page);
    await door.signIn(person);
    await door.code.waitFor();
    expect(await door.code.getAttribute("autocomplete")).toBe("one-time-code");
    expect(await violations(page)).toEqual([]);
    await door.button("session.code.other.authenticator").click();
    await door.code.fill(recovery[0] as string);
    await door.button("session.code.submit").click();
    await heading(page, "assess.title").waitFor();

    await open(page, "/account");
    await button(page, "account.secondFactor.end").click();
    await dialog.getByLabel(t("account.password.current"), { exact: true }).fill(person.password);
    await dialog
      .getByRole("button", { name: t("account.secondFactor.endDialog.confirm"), exact: true })
      .click();
    await page.getByText(t("account.secondFactor.ended")).waitFor();
  });
});

test("a pause is warned of, a key prolongs it, and the lock keeps what is typed from every eye but its owner's", async () => {
  const person = await createPerson(db, "administrator");
  await as(person, async ({ page }) => {
    await page.clock.install();
    await open(page, "/accounts");
    await button(page, "accounts.create.open").click();
    const name = page.getByLabel(t("accounts.create.name"), { exact: true });
    await name.fill("Half a name");

    await page.clock.fastForward("14:30");
    const warning = page.getByRole("alertdialog", { name: t("session.warning.title.idle") });
    await warning.waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Shift");
    await warning.waitFor({ state: "detached" });

    await page.clock.fastForward("15:01");
    const lock = page.getByRole("dialog", { name: t("session.lock.title") });
    await lock.waitFor();
    expect(await name.isVisible()).toBe(false);
    expect(await page.getByRole("textbox", { name: t("accounts.create.name") }).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    expect(await lock.isVisible()).toBe(true);

    const door = signInPage(page);
    await door.password.fill("not this one at all");
    await door.goOn.click();
    await lock
      .getByRole("alert")
      .filter({ hasText: t("errors.invalid_credentials") })
      .waitFor();
    await door.password.fill(person.password);
    await door.goOn.click();
    await lock.waitFor({ state: "detached" });
    expect(await name.inputValue()).toBe("Half a name");
    await page.getByLabel(t("accounts.create.email"), { exact: true }).fill("half@example.org");
    await button(page, "accounts.create.confirm").click();
    await heading(page, "accounts.firstPassword.title", { name: "Half a name" }).waitFor();
  });
});

test("a session that is ended elsewhere locks a page with something on it, and sends a bare one to the door", async () => {
  const person = await createPerson(db, "clinician");
  await as(person, async ({ page }) => {
    await open(page, "/");
    const form = assessPage(page);
    await form.fill();
    await db.session.deleteMany({ where: { userId: person.id } });
    await form.submit.click();
    const lock = page.getByRole("dialog", { name: t("session.lock.title") });
    await lock.waitFor();
    await signInPage(page).password.fill(person.password);
    await signInPage(page).goOn.click();
    await lock.waitFor({ state: "detached" });
    expect(await form.values()).toEqual(typed.en);
    await form.submit.click();
    await form.record.waitFor();

    await open(page, "/history");
    await page.getByRole("table").waitFor();
    await db.session.deleteMany({ where: { userId: person.id } });
    // It looks for new answers from time to time, and may have noticed by itself.
    await mainNavigation(page)
      .getByRole("link", { name: t("app.navigation.trends"), exact: true })
      .click({ timeout: 2000 })
      .catch(() => undefined);
    await page.getByText(t("session.signIn.why.ended")).waitFor();
    expect(["/history", "/trends"]).toContain(new URL(page.url()).searchParams.get("from"));
  });
});

test("signing out empties the other tabs too, and leaves nothing of the person in the browser", async () => {
  const person = await createPerson(db, "clinician");
  await as(person, async ({ page }) => {
    await open(page, "/");
    await assessPage(page).fill();
    const other = await page.context().newPage();
    await open(other, "/history");
    await page.getByRole("button", { name: person.name }).click();
    await button(page, "session.menu.signOut").click();
    await Promise.all([page, other].map((each) => heading(each, "session.signIn.title").waitFor()));
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toContain(typed.en[0]);
  });
});

test("where a second factor is required, whoever has none gets to setting one up, and from there everywhere", async () => {
  const person = await createPerson(db, "clinician");
  const variables = { DATABASE_URL: cluster.url("postgres"), SECOND_FACTOR: "required" };
  const strict = await startApp({ variables });
  try {
    await stranger(async ({ page }) => {
      await page.goto(`${strict.url}/sign-in?from=/history`);
      await hydrated(page);
      await signInPage(page).signIn(person);
      await page.getByText(t("account.mustFirst.set_up_second_factor.title")).waitFor();
      expect(pathOf(page)).toBe("/account");
      expect(await mainNavigation(page).count()).toBe(0);
      expect(await page.getByLabel(t("account.password.next"), { exact: true }).count()).toBe(0);
      expect(await violations(page)).toEqual([]);
      const door = signInPage(page);
      await button(page, "account.secondFactor.start").click();
      await page
        .getByRole("dialog")
        .getByLabel(t("account.password.current"), { exact: true })
        .fill(person.password);
      await button(page, "account.secondFactor.startDialog.confirm").click();
      await page.getByRole("img", { name: t("account.secondFactor.qrLabel") }).waitFor();
      await door.code.fill(totp(await textOf(page.locator("ol code").first())));
      await button(page, "account.secondFactor.confirm").click();
      await page.getByText(t("account.secondFactor.started")).waitFor();
      await mainNavigation(page)
        .getByRole("link", { name: t("app.navigation.history"), exact: true })
        .click();
      await heading(page, "history.title").waitFor();
    });
  } finally {
    await strict.remove();
  }
});

test("the link of an installation without accounts makes the first one, once, and leaves the address at once", async () => {
  await db.session.deleteMany({});
  await db.user.deleteMany({});
  const token = await makeSetupToken({ db, now: () => new Date() });
  await stranger(async ({ page, requests }) => {
    await open(page, `/setup#${token}`);
    await page.getByLabel(t("setup.name"), { exact: true }).fill("First");
    expect(page.url()).toBe(`${app.url}/setup`);
    expect(await violations(page)).toEqual([]);
    await page.getByLabel(t("setup.email"), { exact: true }).fill("first@example.org");
    const password = page.getByLabel(t("setup.password"), { exact: true });
    expect(await password.getAttribute("autocomplete")).toBe("new-password");
    await password.fill("short");
    await button(page, "setup.submit").click();
    await page.getByText(t("setup.fault.password", { least: 12, most: 128 })).waitFor();
    await password.fill("a password for tests only");
    await button(page, "setup.submit").click();
    await heading(page, "assess.title").waitFor();
    expect(pathOf(page)).toBe("/");
    expect(requests.some((url) => url.includes(token as string) && !url.includes("#"))).toBe(false);
    await page.getByRole("button", { name: "First" }).click();
    await page.getByRole("link", { name: t("session.menu.accounts"), exact: true }).waitFor();
  });
  await stranger(async ({ page }) => {
    await open(page, `/setup#${token}`);
    await page.getByText(t("setup.done")).waitFor();
  });
});
