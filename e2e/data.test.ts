import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describedDatasetSchema, takenDatasetSchema } from "../lib/dataset/stored-dataset";
import { madeUpFileText } from "../server/testing/made-up-file";
import { ask } from "./accounts";
import { type App, startApp } from "./app";
import { hydrated } from "./assess-page";
import { openBrowser, sentences, visit } from "./browser";
import { dataOf, post } from "./procedures";

const locale = "fr";

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

const t = sentences(locale);

async function open(page: Page, search = ""): Promise<void> {
  await page.goto(`${app.url}/data${search}`);
  await page.getByRole("heading", { name: t("data.notes.title") }).waitFor();
  await hydrated(page);
}

const csv = (name: string, text: string | Buffer) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(text),
});
const chooser = (page: Page) => page.locator("input[type=file]");
const keptCount = async () => {
  const response = await ask(
    `${app.url}/api/trpc/datasets.list?input=${encodeURIComponent('{"limit":100}')}`,
  );
  return ((await response.json()) as { result: { data: { items: unknown[] } } }).result.data.items.length;
};

describe("the data explorer", () => {
  test("shows the data of the model in use from its profile, without its rows", () =>
    visit(browser, { locale }, async ({ page }) => {
      await open(page);
      const title = t("data.summary.title", { name: "mammography.csv" });
      await page.getByRole("heading", { name: title }).waitFor();
      await page.getByText(t("data.sets.notKept")).waitFor();
      expect(await page.getByText(t("data.sets.train")).count()).toBe(0);
      const balance = page.getByRole("table", { name: t("data.balance.caption") });
      const positives = balance.getByRole("row", { name: new RegExp(`^${t("data.balance.positives")}`) });
      expect((await positives.textContent())?.replace(/\s/g, "")).toMatch(/260.*2[.,]3%.*254/);
      const strata = page.getByRole("table", { name: t("data.strata.caption") });
      expect(await strata.getByRole("row").count()).toBe(6);
      expect(await page.locator("figure").count()).toBe(6);
    }));

  test("switches the correlations between ranks and values", () =>
    visit(browser, { locale }, async ({ page }) => {
      await open(page);
      const cell = () =>
        page
          .getByRole("table", { name: t("data.correlations.title") })
          .getByRole("row")
          .nth(1)
          .getByRole("cell")
          .nth(1)
          .textContent();
      expect((await cell())?.replace(",", ".")).toBe("0.86");
      await page.getByRole("radio", { name: t("data.correlations.pearson") }).check();
      expect((await cell())?.replace(",", ".")).toBe("0.40");
    }));

  test("takes a file, shows it under an address of its own, and offers to train on it", () =>
    visit(browser, { locale }, async ({ page }) => {
      await open(page);
      const name = `sent-${locale}.csv`;
      await chooser(page).setInputFiles(csv(name, madeUpFileText(400, locale.charCodeAt(0))));
      await page
        .getByRole("status")
        .filter({ hasText: t("data.upload.taken", { name, rows: 400 }) })
        .waitFor();
      await page.getByRole("heading", { name: t("data.summary.title", { name }) }).waitFor();
      const sha256 = new URL(page.url()).searchParams.get("dataset");
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(await page.getByRole("link", { name: t("data.sets.train") }).getAttribute("href")).toBe(
        `/models/training?dataset=${sha256}`,
      );
      await page.getByRole("checkbox", { name: t("data.distribution.compare") }).check();
      await page.locator("figure svg line[class*=outline]").first().waitFor({ state: "attached" });
      await page.reload();
      await page.getByRole("heading", { name: t("data.summary.title", { name }) }).waitFor();
    }));

  test("says in a table what is wrong in a file, keeps none of it, and takes it once it is mended", () =>
    visit(browser, { locale }, async ({ page, expectTrouble }) => {
      expectTrouble(/422 .*datasets\.upload/);
      await open(page);
      const before = await keptCount();
      const good = madeUpFileText(50, 100 + locale.charCodeAt(0));
      const name = "mended.csv";
      await chooser(page).setInputFiles(csv(name, `1e308,2,3,4,5,6,yes\n1,2\n${good}`));
      const faults = page.getByRole("table", { name: t("data.faults.caption", { name }) });
      await faults.waitFor();
      const cells = await faults.getByRole("row").nth(1).locator("th, td").allTextContents();
      expect(cells.slice(0, 3)).toEqual(["1", "Area", "1e308"]);
      expect(cells[3]).toBe(t("errors.file.accepted.feature", { limit: 1000 }));
      expect(await faults.getByRole("row").count()).toBe(4);
      await page
        .getByRole("alert")
        .filter({ hasText: t("data.upload.refused") })
        .waitFor();
      expect(await keptCount()).toBe(before);
      await chooser(page).setInputFiles(csv(name, good));
      await page
        .getByRole("status")
        .filter({ hasText: t("data.upload.taken", { name, rows: 50 }) })
        .waitFor();
      expect(await faults.count()).toBe(0);
    }));

  test.each([
    ["utf16", Buffer.from("\ufeff1,2,3,4,5,6,1\n", "utf16le")],
    ["binary", Buffer.of(0x50, 0x4b, 3, 4, 0, 0)],
  ] as const)("refuses a file in another encoding as that (%s)", (fault, bytes) =>
    visit(browser, { locale }, async ({ page, expectTrouble }) => {
      expectTrouble(/422 .*datasets\.upload/);
      await open(page);
      await chooser(page).setInputFiles(csv("other.csv", bytes));
      await page
        .getByRole("alert")
        .filter({ hasText: t(`errors.file.encoding.${fault}`) })
        .waitFor();
    }),
  );

  test("does not even send a file of 50 MB", () =>
    visit(browser, { locale }, async ({ page, requests }) => {
      await open(page);
      const file = path.join(app.home, "large.csv");
      await writeFile(file, Buffer.alloc(50_000_000, "0,0,0,0,0,0,1\n"));
      await chooser(page).setInputFiles(file);
      await page
        .getByRole("alert")
        .filter({ hasText: t("data.upload.refused") })
        .waitFor();
      expect(requests.filter((url) => url.includes("datasets.upload"))).toEqual([]);
    }));
});

test("a file is dropped on the page, looked at, and its rows are removed after asking", () =>
  visit(browser, { locale }, async ({ page }) => {
    await open(page);
    const transfer = await page.evaluateHandle(
      (text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], "dropped.csv", { type: "text/csv" }));
        return data;
      },
      madeUpFileText(60, 200),
    );
    const zone = page.getByText(t("data.upload.drop")).locator("..");
    await zone.dispatchEvent("dragover", { dataTransfer: transfer });
    await zone.dispatchEvent("drop", { dataTransfer: transfer });
    await page.getByRole("heading", { name: t("data.summary.title", { name: "dropped.csv" }) }).waitFor();
    await page.getByRole("button", { name: t("data.remove.ask") }).click();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(t("data.remove.keep"));
    await page.getByRole("button", { name: t("data.remove.remove") }).click();
    await page.getByText(t("data.sets.notKept")).waitFor();
    await page.getByRole("heading", { name: t("data.summary.title", { name: "dropped.csv" }) }).waitFor();
  }));

test("training begins with the data one comes from, not with the latest", () =>
  visit(browser, { locale }, async ({ page }) => {
    await open(page);
    const taken: string[] = [];
    for (const name of ["earlier.csv", "later.csv"]) {
      await chooser(page).setInputFiles(csv(name, madeUpFileText(60, 300 + taken.length)));
      await page.getByRole("heading", { name: t("data.summary.title", { name }) }).waitFor();
      taken.push(new URL(page.url()).searchParams.get("dataset") ?? "");
    }
    await page.goBack();
    await page.getByRole("heading", { name: t("data.summary.title", { name: "earlier.csv" }) }).waitFor();
    await page.getByRole("link", { name: t("data.sets.train") }).click();
    const choice = page.getByRole("combobox", { name: t("training.form.dataset"), exact: true });
    expect(await choice.inputValue()).toBe(taken[0]);
    expect(await choice.getByRole("option").first().getAttribute("value")).toBe(taken[1]);
  }));

test("a file is chosen by keyboard alone", () =>
  visit(browser, { locale }, async ({ page }) => {
    // Asked for early: the browser is told to hand choosers over, and would show its own until it has heard.
    const opened = page.waitForEvent("filechooser");
    await open(page);
    await page.getByRole("combobox", { name: t("data.sets.label"), exact: true }).focus();
    for (
      let stops = 0;
      !(await chooser(page).evaluate((input) => input === document.activeElement));
      stops++
    ) {
      expect(stops).toBeLessThan(6);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await (await opened).setFiles(csv("keyboard.csv", madeUpFileText(60, 201)));
    await page.getByRole("heading", { name: /keyboard\.csv/ }).waitFor();
  }));

test("a file in the server's folder is listed, looked at, and no other way leads out of the folder", async () => {
  await mkdir(path.join(app.home, "datasets"), { recursive: true });
  await writeFile(path.join(app.home, "datasets", "home.csv"), madeUpFileText(70, 202));
  await visit(browser, { locale }, async ({ page }) => {
    await open(page);
    await page.getByText(t("data.home.title", { count: 1 })).click();
    await page.getByRole("button", { name: t("data.home.takeNamed", { name: "home.csv" }) }).click();
    await page.getByRole("heading", { name: t("data.summary.title", { name: "home.csv" }) }).waitFor();
  });
  const outside = await post(app.url, "datasets.takeHomeFile", { name: "../postgres/PG_VERSION" });
  expect(outside.status).toBe(400);
});

test("a table is downloaded with the figures that the profile holds", () =>
  visit(browser, { locale }, async ({ page }) => {
    await open(page);
    const fileName = "mammography-separation.csv";
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: t("figures.downloadNamed", { fileName }) }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe(fileName);
    const [head, ...lines] = (await readFile(await saved.path(), "utf8")).replace(/\r\n$/, "").split("\r\n");
    expect(head).toBe("\ufefffeature;distinct;distinctLow;distinctHigh;all;allLow;allHigh");
    const sha256 = (await page.locator("code").first().textContent()) ?? "";
    const profile = await dataOf(await post(app.url, "datasets.profile", { sha256 }), describedDatasetSchema);
    const expected = profile.contents.features.map(({ feature, separation: { all, distinct } }) =>
      [feature, ...[distinct, all].flatMap((one) => [one?.value, one?.low, one?.high])]
        .map((cell) => String(cell).replace(".", ","))
        .join(";"),
    );
    expect(lines).toEqual(expected);
  }));

test("100,000 rows are taken by the build that runs, while others are answered", async () => {
  const base64 = Buffer.from(madeUpFileText(100_000, 203)).toString("base64");
  let isDone = false;
  const taking = post(app.url, "datasets.upload", { name: "large.csv", base64 }).finally(() => {
    isDone = true;
  });
  let answered = 0;
  while (!isDone) {
    expect((await fetch(`${app.url}/livez`)).status).toBe(200);
    answered++;
  }
  expect(await dataOf(await taking, takenDatasetSchema)).toMatchObject({ rows: 100_000, alreadyKept: false });
  expect(answered).toBeGreaterThan(20);
});
