import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createNumbers } from "../app/_numbers/create-numbers";
import { falsePositiveRates } from "../lib/evaluation/ranked-predictions";
import { minimum } from "../lib/trends/figure";
import { probabilityEdges } from "../lib/trends/probability-edges";
import { trendsSchema } from "../lib/trends/trends";
import { readModelFiles } from "../server/services/model-files";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { type App, startApp } from "./app";
import { hydrated } from "./assess-page";
import { openBrowser, sentences, visit } from "./browser";
import { fillPages } from "./fill-pages";
import { createOver, dataOf, post } from "./procedures";
import { routes } from "./routes";

const locales = ["en", "fr"] as const;
const { card } = (await readModelFiles("data/model")).model;
/** One that the interval of the example reaches across, and two clear ones. */
const vectors = [
  [0.35, -0.29, -0.34, 1.48, 2.89, 1.2],
  [0.41, -0.28, -0.36, 1.52, 3.1, 1.28],
  [-0.21, -0.35, -0.3, -0.85955255, -0.37786573, -0.94572324],
] as const;

let cluster: TestCluster;
let app: App;
let browser: Browser;
let other: string;
let record: string;
let trained: string;

beforeAll(async () => {
  cluster = await createTestCluster();
  app = await startApp({ variables: { DATABASE_URL: cluster.url(preparedDatabase) } });
  browser = await openBrowser();
  ({ other, trained } = await fillPages(app.url, cluster.url(preparedDatabase)));
  record = await predicted(0);
  // As many as the trends need to tell a figure.
  for (let index = 0; index < minimum.outcomes; index++) {
    const id = await predicted(index % vectors.length);
    const outcome = index % 2 === 0 ? "calcification" : "not_calcification";
    await post(app.url, "predictions.recordOutcome", { id, outcome });
  }
  await vi.waitFor(async () => expect(await countedOutcomes()).toBeGreaterThanOrEqual(minimum.outcomes), {
    timeout: 30_000,
  });
});

async function predicted(index: number): Promise<string> {
  const [area, greyLevel, gradientStrength, noiseFluctuation, contrast, shapeDescriptor] =
    vectors[index] ?? vectors[0];
  const features = { area, greyLevel, gradientStrength, noiseFluctuation, contrast, shapeDescriptor };
  return (await createOver(app.url, { features })).id;
}

async function countedOutcomes(): Promise<number | undefined> {
  const { total } = await dataOf(await post(app.url, "trends.windows", { by: "month" }), trendsSchema);
  return total?.outcomes;
}

afterAll(async () => {
  await browser.close();
  await app.remove();
  await cluster.remove();
});

interface Spelled {
  /** Exact values of percentages that stand there, each as it is spelled. */
  readonly exact: readonly (readonly [value: number, text: string])[];
  /** Every percentage in the page's text, drawings left out. */
  readonly percentages: readonly string[];
}

const spelledOn = (page: Page): Promise<Spelled> =>
  page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent?.closest("svg, script, style, select") === null) texts.push(node.textContent ?? "");
    }
    return {
      exact: [...document.querySelectorAll("data")].map((element) => [
        Number(element.value),
        element.textContent ?? "",
      ]),
      percentages: texts.flatMap((text) => text.match(/(?:[<>]\s*)?\d+(?:[.,]\d+)?\s?%/g) ?? []),
    };
  });

const digitsOf = (text: string) => text.replace(",", ".").replace(/[^\d.]/g, "");

/** Whether a percentage is what a value becomes when it is rounded to as many decimals. */
function rounds(text: string, value: number): boolean {
  const digits = digitsOf(text);
  const decimals = digits.split(".")[1]?.length ?? 0;
  return !/[<>]/.test(text) && Math.abs(Number(digits) - 100 * value) <= 0.5 * 10 ** -decimals + 1e-9;
}

/** Percentages that are set and not measured: in the sentences, edges of bins, levels, rates that recall is told at. */
function settled(locale: (typeof locales)[number]): ReadonlySet<string> {
  const t = sentences(locale);
  const { percentMark } = createNumbers(locale);
  const bins = card.evaluation.all.reliability.flatMap(({ from, to }) => [from, to]);
  const quantiles = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1];
  const marks = [...bins, ...probabilityEdges, ...falsePositiveRates, ...quantiles].map(percentMark);
  const written = [t("models.metrics.interval"), t("models.calibration.title")].flatMap(
    (text) => text.match(/\d+\s?%/g) ?? [],
  );
  return new Set([...marks, ...written].map(digitsOf));
}

/** Where it is to be found, of routes with a part that changes. */
const addresses = (): Readonly<Record<string, string>> => ({
  "/history/[id]": `/history/${record}`,
  "/models/versions/[version]": `/models/versions/${other}`,
  "/models/compare": `/models/compare?a=${card.version}&b=${other}`,
  "/models/training/[id]": `/models/training/${trained}`,
});
/** All that one sees once one is signed in. */
const pages = routes.filter((route) => !["/sign-in", "/setup"].includes(route));

async function expectOneSpelling(page: Page, path: string, locale: (typeof locales)[number]) {
  const { exact, percentages } = await spelledOn(page);
  const known = settled(locale);
  for (const [value, spelling] of exact) {
    const others = percentages.filter(
      (text) => text !== spelling && rounds(text, value) && !known.has(digitsOf(text)),
    );
    expect(new Set(others), `${path}: ${value} is ${spelling}`).toEqual(new Set());
  }
}

describe.for(locales)("in %s", (locale) => {
  test("a quantity is spelled one way on each page, and so it is printed", () =>
    visit(browser, { locale }, async ({ page }) => {
      const withFigures: string[] = [];
      for (const route of pages) {
        const path = addresses()[route] ?? route;
        if (path.includes("[")) throw new Error(`Say in this file where ${route} is.`);
        await page.goto(`${app.url}${path}`);
        await hydrated(page);
        await expectOneSpelling(page, path, locale);
        if ((await page.locator("main data").count()) > 0) withFigures.push(route);
      }
      expect(withFigures.length).toBeGreaterThan(5);
      await page.goto(`${app.url}/history/${record}`);
      await page.emulateMedia({ media: "print" });
      await page.locator("main data").first().waitFor();
      await expectOneSpelling(page, "print", locale);
    }));

  test("an answer spells its quantities one way, headline, breakdown, interval and thresholds", () =>
    visit(browser, { locale }, async ({ page }) => {
      const t = sentences(locale);
      await page.goto(app.url);
      await hydrated(page);
      await page.getByRole("button", { name: t("assess.examples.borderline"), exact: true }).click();
      await page.getByRole("button", { name: t("assess.submit"), exact: true }).click();
      await page.getByRole("link", { name: t("assess.answer.record"), exact: true }).waitFor();
      await page.waitForLoadState("networkidle");
      await expectOneSpelling(page, "/", locale);
    }));

  test("no two thresholds that one can step to are spelled alike, and an operating point as in the table", () =>
    visit(browser, { locale }, async ({ page }) => {
      await page.goto(`${app.url}/models`);
      await hydrated(page);
      const slider = page.locator("#thresholds input[type=range]");
      const named = page.locator("#thresholds output");
      const points = page.locator("#operating-points tbody th[scope=rowgroup]");
      for (const [index, button] of (
        await page.locator("#thresholds fieldset").first().getByRole("button").all()
      ).entries()) {
        await button.click();
        expect(await points.nth(index).textContent()).toContain(await named.textContent());
      }
      const steps = Number(await slider.getAttribute("max"));
      const seen = new Set<string | null>();
      await slider.press("Home");
      for (let step = 0; step <= steps; step++) {
        seen.add(await named.textContent());
        await slider.press("ArrowRight");
      }
      expect(seen.size).toBe(steps + 1);
    }));
});
