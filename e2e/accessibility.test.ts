import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allRoutes, routeOf } from "../server/http/routes";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { administrator } from "./accounts";
import { type App, startApp } from "./app";
import { assessPage, hydrated } from "./assess-page";
import { violations } from "./axe";
import { type Locale, openBrowser, sentences, visit } from "./browser";
import { fillPages, longReference } from "./fill-pages";

let cluster: TestCluster;
let app: App;
let browser: Browser;
let recorded: string;
let trained: string;
let other: string;

beforeAll(async () => {
  cluster = await createTestCluster();
  app = await startApp({ variables: { DATABASE_URL: cluster.url(preparedDatabase) } });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await app.remove();
  await cluster.remove();
});

const noNames: ReadonlySet<string> = new Set();
/** Those of people who are not signed in: e2e/sign-in.test.ts. */
const lookedAtElsewhere = ["/sign-in", "/setup"];

interface Sight {
  readonly name: string;
  readonly path: () => string;
  /** Brings the page into the state; done when what is to be looked at is there. */
  readonly reach: (page: Page, locale: Locale) => Promise<void>;
}

const heading = (key: string) => async (page: Page, locale: Locale) => {
  await page
    .getByRole("heading", { name: sentences(locale)(key), exact: true })
    .first()
    .waitFor();
};

const beforeTheFirst: readonly Sight[] = [
  { name: "the form", path: () => "/", reach: heading("assess.title") },
  { name: "the empty history", path: () => "/history", reach: heading("history.empty.title") },
  {
    name: "the work list with nothing on it",
    path: () => "/outcomes",
    reach: heading("outcomes.list.emptyTitle"),
  },
  {
    name: "the import of outcomes",
    path: () => "/outcomes/import",
    reach: async (page, locale) => {
      const text = "id;outcome;reader\n17;benign;x\n0190a3c0-0000-7000-8000-000000000000;calcification;y\n";
      const file = { name: "outcomes.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
      await page.locator("input[type=file]").setInputFiles(file);
      await page.getByText(sentences(locale)("outcomes.import.fault.unknown_id")).waitFor();
    },
  },
  { name: "a page that is not there", path: () => "/nowhere", reach: heading("app.notFound.title") },
  { name: "the trends of nothing", path: () => "/trends", reach: heading("trends.empty.title") },
  { name: "drift without a candidate", path: () => "/drift", reach: heading("drift.meaning.title") },
  { name: "nothing to compare", path: () => "/models/compare", reach: heading("compare.empty.title") },
  { name: "the model card", path: () => "/models", reach: heading("models.identity.title") },
  { name: "the status", path: () => "/status", reach: heading("status.database.title") },
  {
    name: "the audit trail",
    path: () => "/audit",
    reach: async (page, locale) => {
      const t = sentences(locale);
      const table = page.getByRole("table", { name: t("audit.column.table"), exact: true });
      // Of a trail that nobody has written to, the first look shows nothing.
      await table.or(page.getByRole("heading", { name: t("audit.empty.title"), exact: true })).waitFor();
    },
  },
  { name: "the data explorer", path: () => "/data", reach: heading("data.notes.title") },
  {
    name: "the data explorer with a refused file",
    path: () => "/data",
    reach: async (page, locale) => {
      await heading("data.notes.title")(page, locale);
      const buffer = Buffer.from("1e308,2,3,4,5,6,yes\n1,2\n");
      await page.locator("input[type=file]").setInputFiles({ name: "bad.csv", mimeType: "text/csv", buffer });
      await page
        .getByRole("table", { name: sentences(locale)("data.faults.caption", { name: "bad.csv" }) })
        .waitFor();
    },
  },
  { name: "the versions", path: () => "/models/versions", reach: heading("registry.table.caption") },
  {
    name: "the dialog that names a version",
    path: () => "/models/versions",
    reach: async (page, locale) => {
      const t = sentences(locale);
      await page
        .getByRole("button", { name: t("registry.table.assign") })
        .first()
        .click();
      await page.getByRole("button", { name: t("registry.assign.confirm"), exact: true }).click();
      await page.getByText(t("registry.dialog.reasonMissing")).waitFor();
    },
  },
  {
    name: "the own account with a second factor begun",
    path: () => "/account",
    reach: async (page, locale) => {
      const t = sentences(locale);
      await page.getByRole("button", { name: t("account.secondFactor.start"), exact: true }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel(t("account.password.current"), { exact: true }).fill(administrator.password);
      await dialog.getByRole("button", { name: t("account.secondFactor.startDialog.confirm") }).click();
      await page.getByRole("img", { name: t("account.secondFactor.qrLabel") }).waitFor();
    },
  },
  {
    name: "the dialog that makes an account",
    path: () => "/accounts",
    reach: async (page, locale) => {
      const t = sentences(locale);
      await page.getByRole("button", { name: t("accounts.create.open"), exact: true }).click();
      await page.getByRole("button", { name: t("accounts.create.confirm"), exact: true }).click();
      await page.getByText(t("accounts.create.nameMissing")).waitFor();
    },
  },
  {
    name: "the dialog that makes a key",
    path: () => "/api-keys",
    reach: async (page, locale) => {
      const t = sentences(locale);
      await page.getByRole("button", { name: t("apiKeys.create.open"), exact: true }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "training without a data set",
    path: () => "/models/training",
    reach: heading("training.form.empty.title"),
  },
  {
    name: "the form with errors",
    path: () => "/",
    reach: async (page, locale) => {
      const form = assessPage(page, locale);
      await form.fill(["x", "1001", "", "40", "", "1"]);
      await form.caseReference.focus();
      await form.submit.click();
      await page
        .getByRole("alert")
        .filter({ has: page.getByRole("link") })
        .waitFor();
    },
  },
];

const afterTheFirst: readonly Sight[] = [
  {
    name: "the form with an answer outside the model's experience",
    path: () => "/",
    reach: async (page, locale) => {
      const form = assessPage(page, locale);
      await form.fill(["0.41", "-0.28", "-0.36", "99", "3.1", "1.28"]);
      await form.submit.click();
      await form.record.waitFor();
      await page.getByText(form.t("cases.legend")).waitFor();
    },
  },
  {
    name: "the form with an opinion before the answer",
    path: () => "/",
    reach: async (page, locale) => {
      const form = assessPage(page, locale);
      await page.getByRole("checkbox", { name: form.t("assess.secondReader.mode"), exact: true }).check();
      await form.fill();
      await page.getByRole("radio", { name: form.t("call.not_calcification"), exact: true }).check();
      await form.submit.click();
      await page.getByText(form.t("review.different"), { exact: true }).waitFor();
      await page.getByRole("button", { name: form.t("review.dismiss"), exact: true }).click();
      await page.getByRole("button", { name: form.t("review.send"), exact: true }).click();
      await page.getByText(form.t("cases.legend")).waitFor();
    },
  },
  {
    name: "the work list",
    path: () => "/outcomes",
    reach: async (page) => {
      await page.locator("a[data-row]").first().focus();
      await page.keyboard.press("3");
      await page.locator("[data-work]:focus-within").first().waitFor();
    },
  },
  {
    name: "readers and model",
    path: () => "/outcomes?order=disagreement",
    reach: heading("outcomes.agreement.title"),
  },
  {
    name: "the history",
    path: () => "/history?call=calcification",
    reach: async (page) => page.getByRole("table").waitFor(),
  },
  { name: "the trends", path: () => "/trends?by=day", reach: heading("trends.promotions.title") },
  {
    name: "drift of a feature, unfolded",
    path: () => "/drift",
    reach: async (page) => {
      const row = page.locator('[data-measure="contrast"]');
      await row.locator("summary").first().click();
      await row.locator(".recharts-bar-rectangle").first().waitFor();
    },
  },
  {
    name: "two versions compared",
    path: () => "/models/compare",
    reach: async (page, locale) => {
      await heading("compare.shadow.title")(page, locale);
      await expect.poll(() => page.locator("svg.recharts-surface").count()).toBe(4);
    },
  },
  {
    name: "the form of a training run, opened",
    path: () => "/models/training",
    reach: async (page, locale) => {
      const t = sentences(locale);
      await page.getByText(t("training.form.options")).click();
      await page.getByLabel(t("training.form.trees.label")).fill("5");
      await page.getByRole("checkbox").check();
      await page.getByRole("link", { name: /^rf-/ }).waitFor();
    },
  },
  {
    name: "a training run that has ended",
    path: () => `/models/training/${trained}`,
    reach: heading("training.result.title"),
  },
  {
    name: "a version's card",
    path: () => `/models/versions/${other}`,
    reach: heading("models.purpose.title"),
  },
  {
    name: "the dialog that erases a case",
    path: () => "/cases",
    reach: async (page, locale) => {
      const t = sentences(locale);
      await page.getByLabel(t("caseRecords.reference"), { exact: true }).fill(longReference);
      await page.getByRole("button", { name: t("caseRecords.look"), exact: true }).click();
      await page.getByRole("button", { name: t("caseRecords.erase.open"), exact: true }).click();
      const confirm = t("caseRecords.erase.confirm", { count: 1 });
      await page.getByRole("button", { name: confirm, exact: true }).click();
      await page.getByText(t("caseRecords.erase.reasonMissing"), { exact: true }).waitFor();
    },
  },
  {
    name: "a prediction with outcomes",
    path: () => `/history/${recorded}`,
    reach: heading("prediction.inputs.title"),
  },
];

/** In the language with the longer words. */
const locale = "fr";

function sights(all: readonly Sight[]): void {
  test.for(all)(
    "axe finds nothing wrong with $name in either theme, nor does it scroll sideways at 390 and 320 px",
    ({ path, reach }) =>
      visit(
        browser,
        { locale, colorScheme: "light", reducedMotion: "reduce" },
        async ({ page, expectTrouble }) => {
          expectTrouble(/404 .*\/nowhere/);
          expectTrouble(/422 .*datasets\.upload/);
          await page.goto(`${app.url}${path()}`);
          await hydrated(page);
          await reach(page, locale);
          await page.waitForLoadState("networkidle");
          expect(await violations(page)).toEqual([]);
          // A theme is colours alone.
          await page.emulateMedia({ colorScheme: "dark" });
          await page.locator("html[data-mantine-color-scheme=dark]").waitFor();
          expect(await violations(page, ["color-contrast", "link-in-text-block"])).toEqual([]);
          for (const width of [390, 320]) {
            await page.setViewportSize({ width, height: 844 });
            // Charts take the new width over in the frame after it.
            const needed = () => page.evaluate(() => document.documentElement.scrollWidth);
            await expect.poll(needed).toBeLessThanOrEqual(width);
          }
        },
      ),
  );
}

test("axe would find something wrong: it does in a page with a fault", () =>
  visit(browser, {}, async ({ page }) => {
    await page.goto(app.url);
    await hydrated(page);
    await page.evaluate(() => document.querySelector("label")?.remove());
    expect((await violations(page)).join()).toMatch(/label/);
  }));

describe("before the first prediction", () => sights(beforeTheFirst));

describe("after the first prediction", () => {
  beforeAll(async () => {
    ({ recorded, trained, other } = await fillPages(app.url, cluster.url(preparedDatabase)));
  });
  sights(afterTheFirst);

  test("every page there is was looked at, whose policy refused nothing", () => {
    const seen = [...beforeTheFirst, ...afterTheFirst].map(({ path }) =>
      routeOf(path().replace(/\?.*/, ""), noNames),
    );
    const routes = [...seen, ...lookedAtElsewhere];
    const pages = [...allRoutes(noNames)].filter((route) =>
      /^\/(?!api\/|_next\/|(?:live|ready)z$)/.test(route),
    );
    expect(pages.filter((page) => !routes.includes(page))).toEqual([]);
  });
});
