import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { parse } from "csv-parse/sync";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MetricName } from "../lib/trends/figure";
import { trendsSchema } from "../lib/trends/trends";
import { createDb } from "../server/db/client";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { ask } from "./accounts";
import { type App, caseKey, startApp } from "./app";
import { type Locale, openBrowser, visit } from "./browser";
import { createOver, dataOf, post } from "./procedures";
import { trendsPage } from "./trends-page";

const locales = ["en", "fr"] as const satisfies readonly Locale[];
/** A page that waits for its charts on a busy machine. */
const soon = { timeout: 20_000 };
const tags = { en: "en", fr: "fr" };

let cluster: TestCluster;
let app: App;
let browser: Browser;
let exported: Record<string, string>[];

const trends = async (input: object) => dataOf(await post(app.url, "trends.windows", input), trendsSchema);

/** The keeper needs some seconds for the days of the seed. */
async function allCounted(): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt++) {
    const { total, daysBehind } = await trends({ by: "month" });
    if (total?.predictions === 2000 && daysBehind === 0) return;
    await sleep(500);
  }
  throw new Error("The days were not counted within half a minute.");
}

beforeAll(async () => {
  cluster = await createTestCluster();
  const variables = { DATABASE_URL: cluster.url(preparedDatabase) };
  app = await startApp({ variables });
  browser = await openBrowser();
  await promisify(execFile)(process.execPath, ["--import", "tsx", "prisma/seed.ts", "steady"], {
    env: { ...process.env, ...variables, CASE_KEY: caseKey },
  });
  await allCounted();
  const response = await ask(`${app.url}/api/export/predictions`, {
    method: "POST",
    body: new URLSearchParams({ filters: "{}" }),
  });
  exported = parse(await response.text(), { bom: true, columns: true });
});

afterAll(async () => {
  await browser.close();
  await app.remove();
  await cluster.remove();
});

/** Figures of the exported file's own columns, as a reader of the language writes them. */
function recounted(locale: Locale, from = "", to = "9999"): Record<MetricName, string> {
  const rows = exported.filter(
    ({ createdAtUtc = "" }) => createdAtUtc.slice(0, 10) >= from && createdAtUtc.slice(0, 10) <= to,
  );
  const n = (label: string, outcome: string) =>
    rows.filter((row) => row.label === label && row.outcome === outcome).length;
  const [yes, no] = ["calcification", "not_calcification"] as const;
  const [tp, fp, fn, tn] = [n(yes, yes), n(yes, no), n(no, yes), n(no, no)];
  const percent = (value: number) =>
    value.toLocaleString(tags[locale], {
      ...{ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 },
    });
  const precision = tp / (tp + fp);
  const recall = tp / (tp + fn);
  const f1 = (2 * precision * recall) / (precision + recall);
  return {
    precision: percent(precision),
    recall: percent(recall),
    f1: f1.toLocaleString(tags[locale], { minimumFractionDigits: 3, maximumFractionDigits: 3 }),
    accuracy: percent((tp + tn) / (tp + tn + fp + fn)),
  };
}

describe("the figures on the page", () => {
  test.for(locales)("are those of the exported file to the last digit, all days, in %s", (locale) =>
    visit(browser, { locale }, async ({ page }) => {
      const view = trendsPage(page, locale);
      await view.open(app.url);
      await view.overTime.waitFor();
      expect(exported).toHaveLength(2000);
      for (const [name, written] of Object.entries(recounted(locale)))
        await expect.poll(() => view.realised(name as MetricName).textContent(), soon).toBe(written);
    }),
  );

  test("are those of the days in the fields, which stand in the address", () =>
    visit(browser, {}, async ({ page }) => {
      const { counted } = await trends({ by: "day" });
      const days = exported.map(({ createdAtUtc = "" }) => createdAtUtc.slice(0, 10)).sort();
      const [from = "", to = ""] = [days[200], days[1500]];
      expect(counted?.from).toBe(days[0]);
      const view = trendsPage(page);
      await view.open(app.url, "?by=month");
      await view.from.fill(from);
      await view.to.fill(to);
      for (const [name, written] of Object.entries(recounted("en", from, to)))
        await expect.poll(() => view.realised(name as MetricName).textContent(), soon).toBe(written);
      const { searchParams } = new URL(page.url());
      expect(Object.fromEntries(searchParams)).toEqual({ by: "month", from, to });
    }));
});

describe("the charts", () => {
  test.for(locales)("can each be had as a file with one line a window, in %s", (locale) =>
    visit(browser, { locale }, async ({ page }) => {
      const view = trendsPage(page, locale);
      await view.open(app.url, "?by=week");
      const { windows } = await trends({ by: "week" });
      const downloading = page.waitForEvent("download");
      await view.download("trends.metric.recall.label").click();
      const file = await (await downloading).path();
      const rows: Record<string, string>[] = parse(await readFile(file, "utf8"), {
        bom: true,
        columns: true,
        delimiter: locale === "fr" ? ";" : ",",
      });
      const written = (value: number | null | undefined) =>
        String(value ?? "").replace(".", locale === "fr" ? "," : ".");
      expect(rows.map(({ from, outcomes, recall, missing }) => [from, outcomes, recall, missing])).toEqual(
        windows.map(({ from, outcomes, realised: { recall } }) => [
          ...[from, String(outcomes), written(recall.value), recall.missing ?? ""],
        ]),
      );
      expect(rows.filter(({ recall }) => recall === "").length).toBeGreaterThan(0);
    }),
  );

  test("show fewer windows when a handle is moved by the arrow keys, all charts alike, and all again", () =>
    visit(browser, {}, async ({ page }) => {
      const view = trendsPage(page);
      await view.open(app.url, "?by=week");
      const { windows } = await trends({ by: "week" });
      const bodyRows = (title: string) => view.chart(title).locator("tbody tr");
      const titles = ["trends.chart.volume.title", "trends.chart.scores.title", "trends.metric.f1.label"];
      for (const title of titles) await expect.poll(() => bodyRows(title).count(), soon).toBe(windows.length);
      await view.zoom.getByRole("slider").first().focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      for (const title of titles)
        await expect.poll(() => bodyRows(title).count(), soon).toBe(windows.length - 2);
      await view.zoom.getByRole("button", { name: view.t("trends.zoom.take"), exact: true }).click();
      await expect.poll(() => view.from.inputValue(), soon).toBe(windows[2]?.from);
    }));

  test("have no column for a window without enough, and a reason in the table", () =>
    visit(browser, {}, async ({ page }) => {
      const view = trendsPage(page);
      await view.open(app.url, "?by=day");
      const frame = view.chart("trends.metric.recall.label");
      await frame.getByText(view.t("figures.show")).click();
      await frame
        .getByRole("cell", { name: view.t("trends.text.missing.too_few") })
        .first()
        .waitFor();
    }));
});

describe("a change of the champion", () => {
  const reason = "Finds more at the same number of false alarms.";
  // Another day in the reader's zone than where days are counted.
  const movedAt = new Date(Date.now() - 20 * 86_400_000);
  movedAt.setUTCHours(23, 30, 0, 0);
  beforeAll(async () => {
    const db = createDb(cluster.url(preparedDatabase));
    const version = (await trends({ by: "month" })).versions[0] ?? "";
    await db.$executeRaw`
      INSERT INTO model_versions (version, card, reference, forest)
      SELECT 'rf-made-up', card, reference, forest FROM model_versions WHERE version = ${version}`;
    const who = { actorId: "e2e", actorName: "E2E", reason };
    const { sequence } = await db.modelMove.findFirstOrThrow({
      where: { name: "champion" },
      orderBy: { sequence: "desc" },
    });
    const move = {
      name: "champion",
      kind: "promote",
      fromVersion: version,
      toVersion: "rf-made-up",
    } as const;
    await db.modelMove.create({ data: { ...move, ...who, movedAt, sequence: sequence + 1 } });
    await db.$disconnect();
  });

  test.for(locales)(
    "is marked on every time axis and told in words with its reason, by the days of the axes, in %s",
    (locale) =>
      visit(browser, { locale }, async ({ page }) => {
        const view = trendsPage(page, locale);
        await view.open(app.url, "?by=week");
        const told = page.getByRole("listitem").filter({ hasText: "rf-made-up" });
        await told.waitFor();
        expect(await told.textContent()).toContain(reason);
        const day = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : "fr", {
          dateStyle: "medium",
          timeZone: "UTC",
        });
        expect(await told.textContent()).toMatch(new RegExp(`^${day.format(movedAt)}\\D+23:30 UTC`));
        // The installation of the first champion, and this.
        for (const title of [
          "trends.chart.called.title",
          "trends.chart.scores.title",
          "trends.metric.recall.label",
        ])
          await expect
            .poll(() => view.chart(title).locator(".recharts-reference-line").count(), soon)
            .toBe(2);
      }),
  );
});

describe("without a process that counts", () => {
  let web: App;
  let database: TestCluster;
  beforeAll(async () => {
    database = await createTestCluster();
    web = await startApp({ variables: { DATABASE_URL: database.url(preparedDatabase), ROLE: "web" } });
    await createOver(web.url);
  });
  afterAll(async () => {
    await web.remove();
    await database.remove();
  });

  test.for(locales)("the page says that nobody counts, in %s", (locale) =>
    visit(browser, { locale }, async ({ page }) => {
      const view = trendsPage(page, locale);
      await view.open(web.url);
      await page.getByText(view.t("trends.counted.awayTitle"), { exact: true }).waitFor();
      await page.getByText(view.t("trends.counted.never"), { exact: true }).waitFor();
    }),
  );
});
