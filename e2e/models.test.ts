import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { featureKeys } from "../lib/features";
import type { Evaluation, ModelCard } from "../lib/model/card";
import { modelDetailSchema } from "../lib/model/registry";
import { type TreePath, treePathSchema } from "../lib/model/tree-path";
import { aBody } from "../server/testing/submission";
import { ask } from "./accounts";
import { type App, startApp } from "./app";
import { assessPage, typed } from "./assess-page";
import { type Locale, openBrowser, sentences, visit } from "./browser";
import { modelPage } from "./model-page";
import { createOver, dataOf, post } from "./procedures";

const locales = ["en", "fr"] as const satisfies readonly Locale[];

let app: App;
let browser: Browser;
let card: ModelCard;
let heldOut: Evaluation;
/** The curve's points by rising threshold, as the slider has them. */
let rising: Evaluation["roc"];

beforeAll(async () => {
  app = await startApp();
  browser = await openBrowser();
  const current = await ask(`${app.url}/api/trpc/models.current`);
  card = (await dataOf(current, modelDetailSchema)).card;
  heldOut = card.evaluation.distinct;
  rising = heldOut.roc.toReversed();
});

afterAll(async () => {
  await browser.close();
  await app.remove();
});

function countsAt(step: number) {
  const { truePositiveRate = 0, falsePositiveRate = 0 } = rising[step] ?? {};
  const found = Math.round(truePositiveRate * heldOut.positives);
  const falseAlarms = Math.round(falsePositiveRate * (heldOut.rows - heldOut.positives));
  return {
    found,
    missed: heldOut.positives - found,
    falseAlarms,
    leftAlone: heldOut.rows - heldOut.positives - falseAlarms,
  };
}

/** The step at the very threshold of an operating point. */
function stepOf(name: string): number {
  const threshold = card.operatingPoints.find((point) => point.name === name)?.threshold;
  return rising.findIndex((point) => point.threshold === threshold);
}

describe("the threshold explorer", () => {
  test.for(locales)(
    "moves counts, figures and both dots by keyboard, and they are the card's, in %s",
    (locale) =>
      visit(browser, { locale }, async ({ page }) => {
        const { open, slider, counts, figure, dot } = modelPage(page, locale);
        const number = (value: number, digits = 0) =>
          new Intl.NumberFormat(locale, {
            minimumFractionDigits: digits,
            maximumFractionDigits: digits,
          }).format(value);
        async function expectStep(step: number): Promise<void> {
          await expect.poll(() => slider.inputValue()).toBe(String(step));
          const { found, missed, falseAlarms, leftAlone } = countsAt(step);
          expect(await counts.allTextContents()).toEqual(
            [found, missed, falseAlarms, leftAlone].map((count) => number(count)),
          );
          const alerts = (1000 * (found + falseAlarms)) / heldOut.rows;
          expect(await figure("alertsPerThousand").textContent()).toContain(number(alerts, 1));
          const { x, y } = await dot("models.charts.roc.title");
          expect(x).toBeCloseTo(rising[step]?.falsePositiveRate ?? -1, 6);
          expect(y).toBeCloseTo(rising[step]?.truePositiveRate ?? -1, 6);
          const precisionRecall = await dot("models.charts.precisionRecall.title");
          expect(precisionRecall.x).toBeCloseTo(found / heldOut.positives, 6);
          expect(precisionRecall.y).toBeCloseTo(found / (found + falseAlarms), 6);
        }
        await open(app.url);
        const start = stepOf(card.operatingPoint);
        await expectStep(start);
        await slider.focus();
        for (const key of ["ArrowLeft", "ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
        await expectStep(start - 3);
        await page.keyboard.press("ArrowRight");
        await expectStep(start - 2);
        await page.keyboard.press("Home");
        await expectStep(0);
      }),
  );

  test("says to whoever cannot see it what each move means", () =>
    visit(browser, {}, async ({ page }) => {
      const { open, slider, t } = modelPage(page);
      await open(app.url);
      await slider.focus();
      const before = await slider.getAttribute("aria-valuetext");
      expect(before).toMatch(/recall \d+\.\d%, precision \d+\.\d%/);
      await page.keyboard.press("ArrowLeft");
      await expect.poll(() => slider.getAttribute("aria-valuetext")).not.toBe(before);
      await page.keyboard.press("End");
      await expect.poll(() => slider.getAttribute("aria-valuetext")).toContain(t("models.explorer.aboveAll"));
    }));

  test.for(locales)("goes to each operating point by its name, in %s", (locale) =>
    visit(browser, { locale }, async ({ page }) => {
      const { open, slider, explorer, t } = modelPage(page, locale);
      await open(app.url);
      for (const { name } of card.operatingPoints) {
        const button = explorer.getByRole("button", { name: t(`operatingPoint.${name}`) });
        await button.click();
        await expect.poll(() => slider.inputValue()).toBe(String(stepOf(name)));
        expect(await button.getAttribute("aria-pressed")).toBe("true");
      }
    }),
  );

  test.for(locales)("has at each operating point the figures of the table, in %s", (locale) =>
    visit(browser, { locale }, async ({ page }) => {
      const { open, explorer, figure, t } = modelPage(page, locale);
      await open(app.url);
      const table = page.getByRole("table").filter({ hasText: t("models.points.heldOut") });
      const [recallColumn, precisionColumn] = [0, 1];
      for (const { name } of card.operatingPoints) {
        await explorer.getByRole("button", { name: t(`operatingPoint.${name}`) }).click();
        const row = table
          .locator("tbody")
          .filter({ hasText: t(`operatingPoint.${name}`) })
          .getByRole("row", { name: t("models.points.heldOut") });
        for (const [key, column] of [
          ["recall", recallColumn],
          ["precision", precisionColumn],
        ] as const) {
          const inTable = row.locator("td").nth(column).locator("data");
          await expect
            .poll(() => figure(key).locator("data").textContent())
            .toBe(await inTable.textContent());
        }
      }
    }),
  );

  test("finds the cheapest threshold for what the reader says a miss costs", () =>
    visit(browser, {}, async ({ page }) => {
      const { open, slider, explorer, missCost, t } = modelPage(page);
      await open(app.url);
      const jump = explorer.getByRole("button", { name: t("models.cost.jump", { threshold: "" }) });
      for (const cost of [5, 100]) {
        await missCost.fill(String(cost));
        await jump.click();
        const costs = rising.map((_, step) => countsAt(step).falseAlarms + cost * countsAt(step).missed);
        await expect.poll(() => slider.inputValue()).toBe(String(costs.lastIndexOf(Math.min(...costs))));
      }
      await missCost.fill("plenty");
      await explorer
        .getByText(t("models.cost.refused", { min: 1, max: 1000, held: 100 }), { exact: true })
        .waitFor();
    }));

  test("moves the dots without drawing a curve again", () =>
    visit(browser, {}, async ({ page }) => {
      const { open, slider, explorer } = modelPage(page);
      await open(app.url);
      await expect.poll(() => explorer.locator("svg .recharts-line-curve").count()).toBe(3);
      const changes = await explorer.evaluateHandle((section) => {
        const seen: string[] = [];
        const watch = new MutationObserver((records) => {
          for (const { target } of records) seen.push(target.nodeName);
        });
        for (const drawing of section.querySelectorAll("svg.recharts-surface")) {
          watch.observe(drawing, { subtree: true, childList: true, attributes: true });
        }
        return seen;
      });
      await slider.focus();
      const start = Number(await slider.inputValue());
      for (let press = 0; press < 20; press++) await page.keyboard.press("ArrowLeft");
      await expect.poll(() => slider.inputValue()).toBe(String(start - 20));
      expect(await changes.evaluate((seen) => seen.length)).toBe(0);
    }));
});

describe("following one tree", () => {
  const { features } = aBody();
  const pathOf = async (tree: number): Promise<TreePath> =>
    dataOf(await post(app.url, "models.path", { tree, features }), treePathSchema);

  test.for(locales)("shows the steps of the tree chosen, down to the leaf that answers, in %s", (locale) =>
    visit(browser, { locale }, async ({ page }) => {
      const { id } = await createOver(app.url);
      const { open, tree, steps, treeNumber, button, t } = modelPage(page, locale);
      await open(app.url, `?prediction=${id}`);
      const percent = (share: number) =>
        new Intl.NumberFormat(locale, {
          style: "percent",
          minimumFractionDigits: 1,
          maximumFractionDigits: 1,
        }).format(share);
      async function expectTree(number: number): Promise<void> {
        const path = await pathOf(number);
        const leaf = path.steps.at(-1)?.to ?? path.root;
        const answer = percent(leaf.positiveFraction);
        const summary = { tree: number, steps: path.steps.length, answer };
        await tree.getByText(t("models.tree.summary", summary), { exact: true }).waitFor();
        expect(await steps.count()).toBe(path.steps.length + 1);
        const last = await steps.last().textContent();
        expect(last).toContain(t(`features.${path.steps.at(-1)?.feature}.label`));
        expect(last).toContain(answer);
      }
      await expectTree(1);
      await button("models.tree.next").click();
      await expectTree(2);
      const { trees } = await pathOf(1);
      await treeNumber(trees).fill(String(trees));
      await expectTree(trees);
      expect(await button("models.tree.next").isDisabled()).toBe(true);
      await treeNumber(trees).fill(String(trees + 1));
      await tree.getByText(t("models.tree.numberRefused", { trees }), { exact: true }).waitFor();
    }),
  );

  test.for(locales)("takes over what was last entered on the assess page, in %s", (locale) =>
    visit(browser, { locale }, async ({ page }) => {
      const form = assessPage(page, locale);
      await form.open(app.url);
      await form.fill();
      const { open, field, button } = modelPage(page, locale);
      await open(app.url);
      await field("contrast").fill("0");
      await button("models.tree.draft").click();
      for (const [index, key] of featureKeys.entries()) {
        expect(await field(key).inputValue()).toBe(typed[locale][index]);
      }
    }),
  );

  test("asks for nothing while a field holds no number, and says which", () =>
    visit(browser, {}, async ({ page, requests }) => {
      const { open, tree, field, t } = modelPage(page);
      await open(app.url);
      await tree.getByRole("listitem").last().waitFor();
      const before = requests.length;
      await field("contrast").fill("much");
      await tree.getByText(t("models.tree.incomplete"), { exact: true }).waitFor();
      expect(await field("contrast").getAttribute("aria-invalid")).toBe("true");
      expect(await field("area").getAttribute("aria-invalid")).toBeNull();
      await page.waitForTimeout(400);
      expect(requests.slice(before).filter((url) => url.includes("models.path"))).toEqual([]);
    }));

  test.for(locales)("refuses a tree that is not there in the reader's words, in %s", async (locale) => {
    const tree = card.artefacts.forest.trees + 1;
    const answer = await ask(`${app.url}/api/trpc/models.path`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Accept-Language": locale },
      body: JSON.stringify({ tree, features }),
    });
    expect(answer.status).toBe(404);
    const { error } = (await answer.json()) as { error: { message: string } };
    expect(error.message).toBe(sentences(locale)("errors.unknown_tree", { tree, trees: tree - 1 }));
  });
});

test.for(locales)("every part of the page can be reached from the links at its top, in %s", (locale) =>
  visit(browser, { locale }, async ({ page }) => {
    const { open, t } = modelPage(page, locale);
    await open(app.url);
    const links = page.getByRole("navigation", { name: t("models.sections.label"), exact: true });
    const targets = await links
      .getByRole("link")
      .evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    expect(targets).toContain("#thresholds");
    const anchors = await page
      .locator("main section[id]")
      .evaluateAll((all) => all.map(({ id }) => `#${id}`));
    expect(targets).toEqual(anchors);
  }),
);
