import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { assessPage, hydrated } from "./assess-page";
import { type Locale, openBrowser, sentences, visit } from "./browser";
import { createOver, post } from "./procedures";

let app: App;
let browser: Browser;

beforeAll(async () => {
  app = await startApp();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await app.remove();
});

/** The outcome form and the list below it, by the words on them. */
function outcomePanel(page: Page, locale: Locale = "en") {
  const t = sentences(locale);
  return {
    t,
    choose: (outcome: string) =>
      page.getByRole("radio", { name: t(`prediction.outcome.${outcome}`), exact: true }).check(),
    note: page.getByRole("textbox", { name: t("prediction.outcomeForm.note"), exact: true }),
    record: page.getByRole("button", { name: t("prediction.outcomeForm.record"), exact: true }),
    recordAgain: page.getByRole("button", {
      name: t("prediction.outcomeForm.recordCorrection"),
      exact: true,
    }),
    done: (outcome: string) =>
      page.getByText(t("prediction.outcomeForm.done", { outcome: t(`prediction.outcome.${outcome}`) }), {
        exact: true,
      }),
    list: page
      .getByRole("list")
      .filter({ hasText: t("prediction.outcomeHistory.current") })
      .getByRole("listitem"),
  };
}

describe("an outcome", () => {
  test.for(["en", "fr"] as const)(
    "in %s, it is recorded, corrected after a question, and both stay in sight",
    async (locale) => {
      const { id } = await createOver(app.url);
      await visit(browser, { locale }, async ({ page }) => {
        const panel = outcomePanel(page, locale);
        const { t } = panel;
        await page.goto(`${app.url}/history/${id}`);
        await page.getByText(t("prediction.outcomeForm.pending")).waitFor();
        await panel.choose("calcification");
        await panel.note.fill("Biopsy\nof the 3rd");
        await panel.record.click();
        await panel.done("calcification").waitFor();
        expect(await panel.list.count()).toBe(1);

        await panel.choose("not_calcification");
        await panel.recordAgain.click();
        const question = page.getByRole("dialog", { name: t("prediction.confirmation.title") });
        await question
          .getByRole("button", { name: t("prediction.confirmation.cancel"), exact: true })
          .click();
        await question.waitFor({ state: "hidden" });
        expect(await panel.list.count()).toBe(1);

        await panel.recordAgain.click();
        await question
          .getByRole("button", { name: t("prediction.confirmation.confirm"), exact: true })
          .click();
        await panel.done("not_calcification").waitFor();
        await page.reload();
        await panel.list.nth(1).waitFor();
        const [latest, earlier] = await panel.list.allTextContents();
        const called = t("prediction.outcome.calcification");
        expect(latest).toContain(t("prediction.outcome.not_calcification"));
        expect(latest).toContain(t("prediction.outcomeHistory.correction", { outcome: called }));
        expect(earlier).toContain(called);
        expect(earlier).toContain("Biopsy\nof the 3rd");
      });
    },
  );

  test("without a choice is not sent, and the question takes the focus", async () => {
    const { id } = await createOver(app.url);
    await visit(browser, {}, async ({ page, requests }) => {
      const panel = outcomePanel(page);
      await page.goto(`${app.url}/history/${id}`);
      await panel.record.click();
      await page.getByText(panel.t("prediction.outcomeForm.choiceMissing")).waitFor();
      expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("radio");
      expect(requests.filter((url) => url.includes("recordOutcome"))).toEqual([]);
    });
  });
});

test.for([
  ["of nobody", "0190a3c0-0000-7000-8000-000000000000"],
  ["cut off", "0190a3c0-0000"],
] as const)("a number %s leads to a page that says what to do", ([, id]) =>
  visit(browser, { locale: "fr" }, async ({ page, expectTrouble }) => {
    expectTrouble(/404/);
    const t = sentences("fr");
    await page.goto(`${app.url}/history/${id}`);
    await page.getByRole("heading", { name: t("prediction.unknown.title") }).waitFor();
    await page.getByRole("link", { name: t("prediction.unknown.history"), exact: true }).click();
    await page.getByRole("heading", { name: t("history.title"), exact: true, level: 1 }).waitFor();
  }),
);

describe("the history", () => {
  test("is filtered and exported as it stands; no case reference gets into an address or the log", async () => {
    const reference = "Canary-Zephyr";
    const kept = await createOver(app.url, { caseReference: reference });
    await createOver(app.url, { caseReference: "Another" });
    await post(app.url, "predictions.recordOutcome", { id: kept.id, outcome: "undetermined", note: "=1+1" });
    await visit(browser, {}, async ({ page, requests }) => {
      const form = assessPage(page);
      await form.open(app.url);
      await form.caseReference.fill(reference);
      await form.fill();
      await form.submit.click();
      await form.record.waitFor();

      const { t } = form;
      await page.getByRole("link", { name: t("app.navigation.history"), exact: true }).click();
      const rows = page
        .getByRole("table")
        .getByRole("row")
        .filter({ has: page.getByRole("rowheader") });
      await rows.filter({ hasText: "Another" }).waitFor();
      const byReference = page.getByRole("textbox", { name: t("history.filter.caseReference"), exact: true });
      await byReference.fill(reference);
      await byReference.press("Enter");
      await expect.poll(() => rows.count(), { timeout: 10_000 }).toBe(2);
      await page
        .getByRole("combobox", { name: t("history.filter.outcome"), exact: true })
        .selectOption("undetermined");
      await expect.poll(() => rows.count(), { timeout: 10_000 }).toBe(1);
      await page.reload();
      await expect.poll(() => rows.count(), { timeout: 10_000 }).toBe(1);
      expect(await rows.first().textContent()).toContain(reference);

      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: t("history.export.button"), exact: true }).click(),
      ]);
      const text = await readFile(await download.path(), "utf8");
      const [head = "", line = "", ...rest] = text.split("\r\n");
      expect(rest).toEqual([""]);
      expect(head).toMatch(/^\ufeffid,createdAtUtc,createdBy,/);
      const cells = new Map(
        head
          .slice(1)
          .split(",")
          .map((name, index) => [name, line.split(",")[index]]),
      );
      expect(cells.get("id")).toBe(kept.id);
      expect(cells.get("caseReference")).toBe(reference);
      expect(cells.get("area")).toBe("0.4");
      expect(cells.get("outcomeNote")).toBe("'=1+1");
      expect([...requests, page.url()].filter((url) => url.includes("Zephyr"))).toEqual([]);
    });
    expect(
      app
        .log()
        .split("\n")
        .filter((line) => line.includes("Zephyr")),
    ).toEqual([]);
  });
});

describe("on paper", () => {
  test.for(["en", "fr"] as const)("a prediction with its outcomes is one A4 page in %s", async (locale) => {
    const { id } = await createOver(app.url, { caseReference: "Paper" });
    for (const outcome of ["undetermined", "calcification"])
      await post(app.url, "predictions.recordOutcome", {
        id,
        outcome,
        note: "Seen again on the lateral view.",
      });
    await visit(browser, { locale, colorScheme: "dark" }, async ({ page }) => {
      await page.goto(`${app.url}/history/${id}`);
      await hydrated(page);
      await page.getByText(sentences(locale)("prediction.inputs.title")).waitFor();
      await page.getByRole("figure").or(page.locator("main svg")).first().waitFor();
      await page.waitForLoadState("networkidle");
      const pdf = (await page.pdf({ preferCSSPageSize: true, format: "A4" })).toString("latin1");
      expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
      expect(pdf).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/);
    });
  });
});
