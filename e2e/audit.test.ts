import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditHeadSchema, auditPageSchema } from "../lib/audit/audit-event";
import { dayOf } from "../lib/calendar";
import { administrator } from "./accounts";
import { type App, startApp } from "./app";
import { openBrowser, sentences, visit } from "./browser";
import { createOver, dataOf, post } from "./procedures";
import { zoneOfAnotherDay } from "./zone-of-another-day";

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

const sealedThrough = async () =>
  (await dataOf(await post(app.url, "audit.head", null), auditHeadSchema))?.sequence ?? 0;
const command = (...args: string[]) =>
  promisify(execFile)(process.execPath, ["--import", "tsx", "server/cli/audit.ts", ...args], {
    env: { ...process.env, MICROCALC_HOME: app.home },
  });

test("a submission is on record with its request's number, sealed within seconds, and verified beside the server", async () => {
  const { id } = await createOver(app.url, { caseReference: "CANARY-REFERENCE-1" });
  await expect.poll(sealedThrough, { timeout: 30_000 }).toBeGreaterThan(0);
  const answer = await post(app.url, "audit.list", { target: id });
  const { items } = await dataOf(answer, auditPageSchema);
  expect(items).toMatchObject([
    {
      action: "prediction.create",
      actor: { name: administrator.name, role: "administrator" },
      address: "127.0.0.1",
    },
  ]);
  expect(items[0]?.requestId).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
  const [verified, exported] = await Promise.all([command("verify"), command("export", "--format", "csv")]);
  expect(verified.stdout).toMatch(/^All \d+ sealed rows fit/);
  expect(exported.stdout).toContain(id);
  expect(exported.stdout).not.toContain("CANARY-REFERENCE-1");
  expect(app.log()).toContain("audit head");
});

test.for(["en", "fr"] as const)(
  "in %s the page filters, and its file holds what it shows",
  async (locale) => {
    const { id } = await createOver(app.url);
    const t = sentences(locale);
    const timezoneId = zoneOfAnotherDay(new Date());
    await visit(browser, { locale, timezoneId }, async ({ page }) => {
      await page.goto(`${app.url}/audit`);
      const table = page.getByRole("table", { name: t("audit.column.table"), exact: true });
      await table.waitFor();
      await page.getByLabel(t("audit.filter.target"), { exact: true }).fill("CASE 7");
      await page.getByRole("button", { name: t("audit.filter.apply"), exact: true }).click();
      await page.getByText(t("audit.filter.idRefused")).waitFor();
      await page.getByLabel(t("audit.filter.from"), { exact: true }).fill("0026-11-30");
      await page.getByRole("button", { name: t("audit.filter.apply"), exact: true }).click();
      await page.getByText(t("audit.filter.dayRefused")).waitFor();
      await page.getByLabel(t("audit.filter.from"), { exact: true }).fill("");
      expect(page.url()).not.toContain("CASE");
      await page.getByLabel(t("audit.filter.target"), { exact: true }).fill(id);
      await page.getByRole("button", { name: t("audit.filter.apply"), exact: true }).click();
      await page.getByText(t("audit.shown", { count: 1 }), { exact: true }).waitFor();
      expect(await table.getByRole("row").count()).toBe(2);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: t("audit.export"), exact: true }).click(),
      ]);
      expect(download.suggestedFilename()).toBe(`audit-${dayOf(new Date(), timezoneId)}.csv`);
      await page.getByLabel(t("audit.filter.result"), { exact: true }).selectOption("denied");
      await page.getByRole("button", { name: t("audit.filter.apply"), exact: true }).click();
      await page.getByRole("heading", { name: t("audit.empty.title"), exact: true }).waitFor();
    });
  },
);
