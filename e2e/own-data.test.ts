import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { descriptionFacts } from "../lib/dataset/dataset-description";
import { trainingRunSchema } from "../lib/training/training-run";
import { readModelFiles } from "../server/services/model-files";
import { madeUpFileText } from "../server/testing/made-up-file";
import { aTrainingRequest } from "../server/testing/training";
import { type App, startApp } from "./app";
import { hydrated } from "./assess-page";
import { openBrowser, sentences, visit } from "./browser";
import { dataOf, post } from "./procedures";

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

/** Sentences of the shipped data's description with the numbers in it, and the data's own counts. */
async function publishedFacts(locale: "en" | "fr") {
  const { data, evaluation } = (await readModelFiles("data/model")).model.card;
  const sentencesOf = descriptionFacts.flatMap((fact) => {
    const text = data.description[fact][locale];
    expect(text, fact).not.toBe("");
    return text.split(/(?<=\.)\s/);
  });
  const numbers = sentencesOf.flatMap((text) => text.match(/\d{2,}/g) ?? []);
  const point = evaluation.all.strata.find(({ stratum }) => stratum === "all_at_minimum")?.rows ?? 0;
  const counts = [data.rows, data.distinctRows, data.distinctPositives, point].map((count) =>
    new Intl.NumberFormat(locale).format(count),
  );
  return { said: [...sentencesOf, ...numbers.map((number) => ` ${number} `)], counts };
}

/** Each text by itself: end to end, the digits of two cells would make numbers that nobody wrote. */
const textsOf = (main: Locator) =>
  main.evaluate((element) => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      texts.push(node.textContent ?? "");
    return texts.join("\n");
  });

/** A count as it stands by itself, in no longer number and in no hash. */
const alone = (count: string) => new RegExp(`(?<!\\w|\\d[.,])${count}(?!\\w|[.,]\\d)`);

test("a model of one's own data says what was said of these data, and nothing of the published ones", async () => {
  const name = "own-hospital.csv";
  const said = { en: "Digital images of our own hospital.", fr: "" };
  await visit(browser, {}, async ({ page }) => {
    const t = sentences("en");
    await page.goto(`${app.url}/data`);
    await hydrated(page);
    await page.getByText(t("dataDescription.onUpload"), { exact: true }).click();
    await page.getByRole("textbox", { name: t("dataDescription.fact.source"), exact: true }).fill(said.en);
    const buffer = Buffer.from(madeUpFileText(600, 77));
    await page.locator('input[type="file"]').setInputFiles({ name, mimeType: "text/csv", buffer });
    // The words stand in their field before they are sent, and on the page of the data set once it is there.
    await page.waitForURL(({ searchParams }) => searchParams.has("dataset"));
    await page.getByText(said.en, { exact: true }).waitFor();
    const sha256 = new URL(page.url()).searchParams.get("dataset") ?? "";

    const request = aTrainingRequest(sha256, {
      options: { variant: "extra-trees-root", trees: 10, folds: 2, seed: 1 },
    });
    const { id } = await dataOf(await post(app.url, "training.start", request), trainingRunSchema);
    let version: string | null = null;
    await expect
      .poll(
        async () => {
          const run = await dataOf(await post(app.url, "training.byId", { id }), trainingRunSchema);
          version = run.resultVersion;
          return run.status;
        },
        { timeout: 120_000 },
      )
      .toBe("succeeded");

    for (const locale of ["en", "fr"] as const) {
      await visit(browser, { locale }, async ({ page: card }) => {
        await card.goto(`${app.url}/models/versions/${version}`);
        await hydrated(card);
        await card.getByText(said.en, { exact: true }).waitFor();
        const text = await textsOf(card.locator("main"));
        expect(text).toContain(sentences(locale)("dataDescription.unknown"));
        const published = await publishedFacts(locale);
        for (const fact of published.said) expect(text).not.toContain(fact);
        for (const count of published.counts) expect(text).not.toMatch(alone(count));
      });
    }
  });
}, 240_000);

test("what is known of a data set can be said later, in either language", () =>
  visit(browser, { locale: "fr" }, async ({ page }) => {
    const t = sentences("fr");
    const text = "Deux radiologues, d'un commun accord.";
    await page.goto(`${app.url}/data`);
    await hydrated(page);
    await page.getByRole("button", { name: t("dataDescription.edit"), exact: true }).click();
    const dialog = page.getByRole("dialog");
    const field = dialog.getByRole("textbox", { name: t("dataDescription.fact.labelling"), exact: true });
    expect(await field.inputValue()).not.toBe("");
    await field.fill(text);
    await dialog.getByRole("button", { name: t("dataDescription.save"), exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText(text, { exact: true }).waitFor();
  }));
