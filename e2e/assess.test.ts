import type { Browser, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { featureKeys } from "../lib/features";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { type App, startApp } from "./app";
import { assessPage, hydrated, typed } from "./assess-page";
import { openBrowser, visit } from "./browser";
import { listOver } from "./procedures";

let cluster: TestCluster;
let app: App;
let browser: Browser;

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

const rowsOf = (caseReference: string) => listOver(app.url, { caseReference });

/** Runs the steps while the database takes connections and answers nothing. */
async function whileAway(steps: () => Promise<void>): Promise<void> {
  try {
    // One of its processes may end just before it is frozen; the others are found the second time.
    await cluster.pause().catch(() => cluster.pause());
    await steps();
  } finally {
    await cluster.resume();
  }
}

const features = {
  area: 0.41,
  greyLevel: -0.28,
  gradientStrength: -0.36,
  noiseFluctuation: 1.52,
  contrast: 3.1,
  shapeDescriptor: 1.28,
};

describe("assessing a region", () => {
  test.for(["en", "fr"] as const)(
    "in %s, it is answered, stored as typed, and found in the history",
    (locale) =>
      visit(browser, { locale }, async ({ page }) => {
        const form = assessPage(page, locale);
        const reference = `Journey ${locale}`;
        await form.open(app.url);
        await form.heading.waitFor();
        await form.caseReference.fill(reference);
        await form.fill();
        await form.submit.click();
        await form.record.waitFor();

        const [row, ...others] = await rowsOf(reference);
        expect(others).toEqual([]);
        expect(row).toMatchObject({ features, source: "form" });

        await page.getByRole("link", { name: form.t("app.navigation.history"), exact: true }).click();
        const line = page.getByRole("row").filter({ hasText: reference });
        await line.waitFor();
        expect(await line.textContent()).toContain(form.t(`call.${row?.label}`));
        await line.getByRole("link").click();
        await page.getByRole("heading", { name: form.t("prediction.inputs.title") }).waitFor();
        await page.getByText(typed[locale][4], { exact: true }).waitFor();
        expect(page.url()).toBe(`${app.url}/history/${row?.id}`);
      }),
  );

  test("a row pasted into any field fills all six", () =>
    visit(browser, { permissions: ["clipboard-read", "clipboard-write"] }, async ({ page }) => {
      const form = assessPage(page);
      await form.open(app.url);
      await page.evaluate((row) => navigator.clipboard.writeText(row), [...typed.en, "'-1'"].join("\t"));
      await form.field("contrast").focus();
      await page.keyboard.press("Control+V");
      await page.getByText(form.t("assess.paste.filledWithoutLabel", { label: "-1" })).waitFor();
      expect(await form.values()).toEqual(typed.en);
    }));

  test("the keyboard is enough: Enter leads through the fields and sends, Ctrl+Enter sends from anywhere", () =>
    visit(browser, {}, async ({ page }) => {
      const form = assessPage(page);
      const reference = "Keyboard";
      await form.open(app.url);
      const reached = () => form.caseReference.evaluate((field) => field === document.activeElement);
      for (let presses = 0; presses < 30 && !(await reached()); presses += 1)
        await page.keyboard.press("Tab");
      for (const text of [reference, ...typed.en]) {
        await page.keyboard.type(text);
        await page.keyboard.press("Enter");
      }
      await form.record.waitFor();
      expect(await rowsOf(reference)).toMatchObject([{ features }]);

      await form.field("area").press("Control+A");
      await page.keyboard.type("0.5");
      await page.keyboard.press("Control+Enter");
      await expect
        .poll(async () => (await rowsOf(reference)).map((row) => row.features.area))
        .toEqual([0.5, 0.41]);
    }));

  test("a double click is one case", () =>
    visit(browser, {}, async ({ page, requests }) => {
      const form = assessPage(page);
      await form.open(app.url);
      await form.caseReference.fill("Double click");
      await form.fill();
      await form.submit.dblclick();
      await form.record.waitFor();
      await page.waitForLoadState("networkidle");
      expect(await rowsOf("Double click")).toHaveLength(1);
      expect(requests.filter((url) => url.includes("predictions.create"))).toHaveLength(1);
    }));
});

describe("wrong input", () => {
  test("is told in a summary that leads to each field, and nothing is sent", () =>
    visit(browser, {}, async ({ page, requests }) => {
      const form = assessPage(page);
      const before = await listOver(app.url);
      await form.open(app.url);
      // The last field is faulty and left for the button: the message it then gets must not move the button away.
      await form.fill(["much", "1001", "", "1.52", "3.1", "1,000.5"]);
      await form.submit.click();

      const summary = page.getByRole("alert").filter({ hasText: form.t("assess.summary", { count: 4 }) });
      await summary.waitFor();
      expect(await summary.evaluate((box) => box === document.activeElement)).toBe(true);
      const label = (key: string) => form.t(`features.${key}.label`);
      const faults = [
        ["area", form.t("assess.fault.not_a_number", { field: label("area"), text: "much" })],
        [
          "greyLevel",
          form.t("assess.fault.beyond_limit", { field: label("greyLevel"), text: "1001", limit: 1000 }),
        ],
        ["gradientStrength", form.t("assess.fault.required", { field: label("gradientStrength") })],
        [
          "shapeDescriptor",
          form.t("assess.fault.ambiguous", { field: label("shapeDescriptor"), text: "1,000.5" }),
        ],
      ] as const;
      expect(await summary.getByRole("link").allTextContents()).toEqual(
        faults.map(([, sentence]) => sentence),
      );
      for (const [key, sentence] of faults) {
        await summary.getByRole("link", { name: sentence, exact: true }).click();
        expect(await form.field(key).evaluate((field) => field === document.activeElement)).toBe(true);
        expect(await form.field(key).getAttribute("aria-invalid")).toBe("true");
      }
      expect(requests.filter((url) => url.includes("predictions.create"))).toEqual([]);
      expect(await listOver(app.url)).toEqual(before);
    }));

  test("a click on the button counts, straight out of a field with a fault", () =>
    visit(browser, {}, async ({ page }) => {
      const form = assessPage(page);
      await form.open(app.url);
      await form.fill([...typed.en.slice(0, 5), "much"]);
      await form.submit.click();
      const summary = page.getByRole("alert").filter({ hasText: form.t("assess.summary", { count: 1 }) });
      await summary.waitFor({ timeout: 3000 });
    }));
});

describe("what was typed", () => {
  test("before the page's scripts have arrived is not lost", () =>
    visit(browser, {}, async ({ page }) => {
      const form = assessPage(page);
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route("**/_next/static/**/*.js", async (route) => {
        await held;
        await route.continue();
      });
      await page.goto(app.url, { waitUntil: "commit" });
      await form.caseReference.fill("Early");
      await form.fill();
      release();
      await hydrated(page);
      expect(await form.values()).toEqual(typed.en);
      await form.submit.click();
      await form.record.waitFor();
      expect(await rowsOf("Early")).toMatchObject([{ features }]);
    }));

  test("survives a reload", () =>
    visit(browser, {}, async ({ page }) => {
      const form = assessPage(page);
      await form.open(app.url);
      await form.caseReference.fill("Unsent");
      await form.fill(["0.1", "x", "", "4", "5", "6"]);
      await page.reload();
      await expect.poll(form.values).toEqual(["0.1", "x", "", "4", "5", "6"]);
      expect(await form.caseReference.inputValue()).toBe("Unsent");
    }));

  test("survives a change of language and of appearance, which both outlast a reload", () =>
    visit(browser, { colorScheme: "light" }, async ({ page }) => {
      const [english, french] = [assessPage(page, "en"), assessPage(page, "fr")];
      await english.open(app.url);
      await english.fill();
      await page.getByRole("button", { name: "FR", exact: true }).click();
      await french.heading.waitFor();
      expect(await french.values()).toEqual(typed.en);
      await page.getByRole("button", { name: french.t("app.theme.dark"), exact: true }).click();
      const looks = () =>
        page.evaluate(() => {
          const { lang, dataset } = document.documentElement;
          return [lang, dataset.mantineColorScheme];
        });
      await expect.poll(looks).toEqual(["fr", "dark"]);
      expect(await french.values()).toEqual(typed.en);
      await page.reload();
      await french.heading.waitFor();
      await expect.poll(french.values).toEqual(typed.en);
      expect(await looks()).toEqual(["fr", "dark"]);
    }));
});

test("a page tells a server that fails, a proxy's page and a network that is away apart", () =>
  visit(browser, {}, async ({ page, expectTrouble }) => {
    expectTrouble(/500|502|ERR_FAILED|JSON/);
    const { t } = assessPage(page);
    const html = { contentType: "text/html", body: "<h1>Not our page</h1>" };
    const says = async (sentence: string, answer: (route: Route) => Promise<void>) => {
      await page.route("**/api/trpc/predictions.list*", answer);
      await page.goto(`${app.url}/history`);
      await page.getByText(sentence).waitFor();
      await page.unroute("**/api/trpc/predictions.list*");
    };
    await says(t("notice.failed", { status: 500 }), (route) => route.fulfill({ status: 500, ...html }));
    await says(t("notice.foreign", { status: 200 }), (route) => route.fulfill({ status: 200, ...html }));
    await says(t("notice.unavailable", { status: 502 }), (route) => route.fulfill({ status: 502, ...html }));
    await says(t("notice.unreachable"), (route) => route.abort());
  }));

describe("while the database is away", () => {
  test("the form says so and keeps the entry, then sends it by itself, once", () =>
    visit(browser, {}, async ({ page, expectTrouble }) => {
      expectTrouble(/503/);
      const form = assessPage(page);
      await form.open(app.url);
      await form.caseReference.fill("Outage");
      await form.fill();
      await whileAway(async () => {
        await form.submit.click();
        await page.getByText(form.t("assess.connection.title")).waitFor();
        await page.getByText(form.t("errors.database_unavailable")).waitFor();
        expect(await form.values()).toEqual(typed.en);
      });
      await form.record.waitFor();
      expect(await page.getByText(form.t("assess.connection.title")).count()).toBe(0);
      expect(await rowsOf("Outage")).toMatchObject([{ features }]);
    }));

  test("a reload in between costs nothing: sent again, it is still one row", () =>
    visit(browser, { locale: "fr" }, async ({ page, expectTrouble }) => {
      expectTrouble(/503/);
      const form = assessPage(page, "fr");
      await form.open(app.url);
      await form.caseReference.fill("Outage and reload");
      await form.fill();
      await whileAway(async () => {
        await form.submit.click();
        await page.getByText(form.t("assess.connection.title")).waitFor();
        await page.reload();
        await expect.poll(form.values).toEqual(typed.fr);
      });
      await form.submit.click();
      await form.record.waitFor();
      const rows = await rowsOf("Outage and reload");
      expect(rows.map((row) => featureKeys.map((key) => row.features[key]))).toEqual([
        Object.values(features),
      ]);
    }));
});
