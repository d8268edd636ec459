import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { assessPage, typed } from "./assess-page";
import { openBrowser, visit } from "./browser";
import { listOver } from "./procedures";

let app: App;
let browser: Browser;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), openBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await app.remove();
});

/** Watches the document from now on for what only an answer has in it, even for a moment. */
async function watchForAnswers(page: Page, words: readonly string[]): Promise<void> {
  await page.evaluate((all) => {
    const seen = new Set<string>();
    const look = () => {
      if (location.pathname !== "/") return;
      // All text but that of scripts, which carry every message of the page, shown or not.
      const texts = document.evaluate("//text()[not(ancestor::script)]", document, null, 7);
      const text = Array.from(
        { length: texts.snapshotLength },
        (_, at) => texts.snapshotItem(at)?.textContent,
      ).join("");
      for (const word of all) if (text.includes(word)) seen.add(word);
      const link = document.querySelector("main a[href^='/history/']");
      if (link !== null) seen.add(String(link.getAttribute("href")));
    };
    look();
    new MutationObserver(look).observe(document, { childList: true, characterData: true, subtree: true });
    Object.assign(window, { seenOfAnswers: seen });
  }, words);
}

const seen = (page: Page) =>
  page.evaluate(() => [...(window as unknown as { seenOfAnswers: Set<string> }).seenOfAnswers]);

test("while an opinion is asked for, nothing of an earlier estimate is in the document, from the first letter on", () =>
  visit(browser, {}, async ({ page }) => {
    const form = assessPage(page);
    await form.open(app.url);
    const { t } = form;
    const opinion = page.getByRole("radio", { name: t("call.not_calcification"), exact: true });
    await page.getByRole("checkbox", { name: t("assess.secondReader.mode"), exact: true }).check();
    await form.fill();
    await opinion.check();
    await form.submit.click();
    await form.record.waitFor();
    const [answer] = await listOver(app.url);
    const words = [
      t(`explanation.call.${answer?.label}`),
      answer?.modelVersion ?? "",
      t("assess.answer.record"),
      t("cases.title"),
      t("assess.answer.stale"),
    ];
    await page
      .getByText(words[0] ?? "")
      .first()
      .waitFor();

    await form.field("area").fill("0.5");
    await watchForAnswers(page, words);
    await opinion.waitFor();
    // The same values again are a case to be read again.
    await form.fill(typed.en);
    // Away and back, within the page and by the browser.
    await page.getByRole("link", { name: t("app.navigation.history"), exact: true }).click();
    await page.waitForURL(/history/);
    await page.getByRole("table").waitFor();
    await page.goBack();
    await opinion.waitFor();
    expect(await seen(page)).toEqual([]);
    await page.reload();
    await opinion.waitFor();
    await watchForAnswers(page, words);
    await form.submit.click();
    await page.getByText(t("assess.secondReader.missing")).first().waitFor();
    expect(await seen(page)).toEqual([]);
    await opinion.check();
    await form.submit.click();
    await form.record.waitFor();
    expect((await listOver(app.url)).map(({ firstOpinion }) => firstOpinion)).toEqual([
      "not_calcification",
      "not_calcification",
    ]);
  }));

test("an opinion that is given once the answer is there is not taken for one that came before it", () =>
  visit(browser, {}, async ({ page }) => {
    const form = assessPage(page);
    await form.open(app.url);
    const { t } = form;
    await page.getByRole("checkbox", { name: t("assess.secondReader.mode"), exact: true }).check();
    await form.fill();
    await page.getByRole("radio", { name: t("call.calcification"), exact: true }).check();
    await form.submit.click();
    await form.record.waitFor();
    expect(await page.getByRole("radio").count()).toBe(0);
    await page.getByText(t("assess.secondReader.next")).waitFor();
  }));

test("an opinion is stored only while it is asked for, whichever tab stops asking", () =>
  visit(browser, {}, async ({ page }) => {
    const form = assessPage(page);
    await form.open(app.url);
    const { t } = form;
    const mode = { name: t("assess.secondReader.mode"), exact: true };
    await page.getByRole("checkbox", mode).check();
    await form.fill();
    await page.getByRole("radio", { name: t("call.calcification"), exact: true }).check();
    const other = await page.context().newPage();
    await assessPage(other).open(app.url);
    await other.getByRole("checkbox", mode).uncheck();
    await page.getByRole("radio").first().waitFor({ state: "hidden" });
    await form.submit.click();
    await form.record.waitFor();
    expect((await listOver(app.url))[0]?.firstOpinion).toBeNull();
  }));

test("an answer that comes while the next case is entered leaves that case its opinion", () =>
  visit(browser, {}, async ({ page }) => {
    const form = assessPage(page);
    await form.open(app.url);
    const { t } = form;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/predictions.create**", async (route) => {
      await held;
      await route.continue();
    });
    const opinion = page.getByRole("radio", { name: t("call.not_calcification"), exact: true });
    await page.getByRole("checkbox", { name: t("assess.secondReader.mode"), exact: true }).check();
    await form.fill();
    await opinion.check();
    const answered = page.waitForResponse(/predictions\.create/);
    await form.submit.click();
    await form.field("area").fill("0.5");
    await opinion.check();
    release();
    await answered;
    await page.getByText(t("assess.secondReader.earlier"), { exact: true }).waitFor();
    expect(await opinion.isChecked()).toBe(true);
    await form.submit.click();
    await form.record.waitFor();
    const stored = (await listOver(app.url)).slice(0, 2);
    expect(stored.map(({ features, firstOpinion }) => [features.area, firstOpinion])).toEqual([
      [0.5, "not_calcification"],
      [0.41, "not_calcification"],
    ]);
  }));
