import pg from "pg";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createNumbers } from "../app/_numbers/create-numbers";
import { nearCasesSchema } from "../lib/cases/nearest-cases";
import { type FeatureKey, type Features, featureKeys } from "../lib/features";
import { modelDetailSchema } from "../lib/model/registry";
import type { Prediction } from "../lib/prediction";
import { createDb } from "../server/db/client";
import { loadReferenceSet } from "../server/services/reference-sets";
import { aDatasetFile } from "../server/testing/made-up-file";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { ask } from "./accounts";
import { type App, startApp } from "./app";
import { assessPage, hydrated } from "./assess-page";
import { type Locale, openBrowser, sentences, visit } from "./browser";
import { createOver, dataOf, listOver, post } from "./procedures";

let cluster: TestCluster;
let app: App;
let browser: Browser;
let database: pg.Client;

beforeAll(async () => {
  cluster = await createTestCluster();
  app = await startApp({ variables: { DATABASE_URL: cluster.url(preparedDatabase) } });
  browser = await openBrowser();
  database = new pg.Client({ connectionString: cluster.url(preparedDatabase) });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await browser.close();
  await app.remove();
  await cluster.remove();
});

const currentModel = async () => dataOf(await ask(`${app.url}/api/trpc/models.current`), modelDetailSchema);

const ordinary: Features = {
  area: 0.41,
  greyLevel: -0.28,
  gradientStrength: -0.36,
  noiseFluctuation: 1.52,
  contrast: 3.1,
  shapeDescriptor: 1.28,
};

/** Types a region into the form, as it is written in the language, and waits until all of the answer is there. */
async function assess(page: Page, locale: Locale, features: Features): Promise<Prediction> {
  const form = assessPage(page, locale);
  const reference = `Explained ${locale} ${Object.values(features).join(" ")}`
    .replaceAll(/[^\w ]/g, "_")
    .slice(0, 64);
  await form.open(app.url);
  await form.caseReference.fill(reference);
  await form.fill(
    featureKeys.map((key) =>
      locale === "fr" ? String(features[key]).replace(".", ",") : String(features[key]),
    ),
  );
  await form.submit.click();
  await form.record.waitFor();
  await page.waitForLoadState("networkidle");
  const [stored] = await listOver(app.url, { caseReference: reference });
  if (stored === undefined) throw new Error("The answer was not stored.");
  return stored;
}

/** Tenths of a percentage point, from "+31.0", "−0,4" or "87.1%". */
const tenths = (text: string) =>
  Math.round(
    Number(
      text
        .replace("−", "-")
        .replace(",", ".")
        .replaceAll(/[^\d.+-]/g, ""),
    ) * 10,
  );

/** The figures of the reasons as they stand there: the base first, the probability last. */
async function shownReasons(page: Page, locale: Locale): Promise<[name: string, tenths: number][]> {
  const table = page.getByRole("table", {
    name: sentences(locale)("explanation.reasons.caption"),
    exact: true,
  });
  const rows = await table.locator("tbody tr").all();
  return Promise.all(
    rows.map(async (row) => {
      const [name, figure] = [row.getByRole("rowheader"), row.locator("td").last()];
      return [(await name.textContent()) ?? "", tenths((await figure.textContent()) ?? "")] as [
        string,
        number,
      ];
    }),
  );
}

async function expectReasons(
  page: Page,
  locale: Locale,
  { probability, explanation }: Prediction,
): Promise<void> {
  const t = sentences(locale);
  const shown = await shownReasons(page, locale);
  const [base, ...rest] = shown.map(([, figure]) => figure);
  const end = rest.pop();
  expect(rest.reduce((sum, figure) => sum + figure, base ?? Number.NaN)).toBe(end);
  expect(end).toBe(Math.round(probability * 1000));
  const byName = new Map(shown);
  for (const [key, contribution] of Object.entries(explanation?.reasons.contributions ?? {})) {
    const figure = byName.get(t(`features.${key as FeatureKey}.label`)) ?? Number.NaN;
    expect(Math.abs(figure - contribution * 1000)).toBeLessThan(1.5);
  }
}

const pointLine = (page: Page, name: string): Locator =>
  page.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });

async function expectPoints(page: Page, locale: Locale, { probability }: Prediction): Promise<void> {
  const t = sentences(locale);
  const { card } = await currentModel();
  expect(card.operatingPoints.length).toBeGreaterThan(1);
  for (const { name, threshold } of card.operatingPoints) {
    const line = pointLine(page, t(`operatingPoint.${name}`));
    const call = probability >= threshold ? "calcification" : "not_calcification";
    await line.getByText(t(`call.${call}`), { exact: true }).waitFor();
    expect(await line.getByText(t("explanation.points.inUse"), { exact: true }).count()).toBe(
      name === card.operatingPoint ? 1 : 0,
    );
  }
}

describe.for(["en", "fr"] as const)("in %s", (locale) => {
  const t = sentences(locale);

  async function stratumText({ explanation }: Prediction): Promise<string> {
    const { all } = (await currentModel()).card.evaluation;
    const own = all.strata.find(({ stratum }) => stratum === explanation?.stratum);
    if (own === undefined) throw new Error("The card does not know this pattern.");
    const { percent } = createNumbers(locale);
    return t(`explanation.stratum.text.${own.stratum}`, {
      rows: own.rows,
      candidates: all.rows,
      positives: own.positives,
      share: percent(own.positives / own.rows),
    });
  }

  test("an answer comes with its interval, reasons that add up, and the call at every operating point; its record too", () =>
    visit(browser, { locale }, async ({ page }) => {
      const answer = await assess(page, locale, ordinary);
      expect(answer.explanation?.support.verdict).toBe("inside");
      const check = async () => {
        await page.getByText(await stratumText(answer)).waitFor();
        await page
          .getByText(t("explanation.interval.between", percents(locale, answer)))
          .first()
          .waitFor();
        await expectReasons(page, locale, answer);
        await expectPoints(page, locale, answer);
        expect(await page.getByText(t("explanation.call.needsPerson")).count()).toBe(0);
      };
      await check();
      await page.goto(`${app.url}/history/${answer.id}`);
      await hydrated(page);
      await check();
    }));

  test("outside what the model knows, a person is asked for in place of the call, here and on the record, beside it in the history", () =>
    visit(browser, { locale }, async ({ page }) => {
      const answer = await assess(page, locale, { ...ordinary, noiseFluctuation: 99 });
      expect(answer.explanation?.support.verdict).toBe("outside");
      const check = async () => {
        await page.getByText(t("explanation.call.needsPerson"), { exact: true }).waitFor();
        expect(await page.getByText(t(`explanation.call.${answer.label}`), { exact: true }).count()).toBe(0);
        const cause = { count: 1, features: t("features.noiseFluctuation.label") };
        await page.getByText(t("explanation.verdict.cause.outside.range", cause)).waitFor();
        const values = { probability: "*", threshold: "*", point: t("operatingPoint.balanced") };
        const [alone = ""] = t(`explanation.modelAlone.${answer.label}`, values).split("*");
        await page.getByText(alone).waitFor();
        await page.getByRole("heading", { name: t("explanation.points.titleAlone"), exact: true }).waitFor();
        const figures = { recall: "*", recallInterval: "*", precision: "*", precisionInterval: "*" };
        const quality = t("explanation.points.quality", { positives: 0, ...figures })
          .split("*")
          .at(-1);
        expect(await page.getByText(quality ?? "").count()).toBe(0);
      };
      await check();
      const told = page.getByRole("status").filter({ hasText: t("explanation.call.needsPerson") });
      expect(await told.textContent()).toMatch(
        new RegExp(`^${t("explanation.call.needsPerson")}. ${t("explanation.verdict.title.outside")}. `),
      );
      await page.goto(`${app.url}/history/${answer.id}`);
      await check();
      await page.getByRole("link", { name: t("app.navigation.history"), exact: true }).click();
      const line = page.getByRole("row").filter({ hasText: answer.caseReference ?? "" });
      await line.getByText(t("explanation.call.needsPerson"), { exact: true }).waitFor();
    }));

  test("at the edge of what the model knows, the call stands with a word of caution, which is told at once too", () =>
    visit(browser, { locale }, async ({ page }) => {
      const answer = await assess(page, locale, { ...ordinary, shapeDescriptor: -0.5 });
      expect(answer.explanation?.support.verdict).toBe("borderline");
      const title = t("explanation.verdict.title.borderline");
      await page.getByText(title, { exact: true }).waitFor();
      await page.getByText(t("explanation.verdict.advice.borderline")).waitFor();
      const call = t(`explanation.call.${answer.label}`);
      await page.getByText(call, { exact: true }).waitFor();
      const told = page.getByRole("status").filter({ hasText: call });
      expect(await told.textContent()).toContain(`${call}. ${title}.`);
    }));

  test("with all values at their minimum, the answer says that it says nothing about this region", () =>
    visit(browser, { locale }, async ({ page }) => {
      const { reference } = await currentModel();
      const lowest = Object.fromEntries(reference.features.map(({ feature, min }) => [feature, min]));
      const answer = await assess(page, locale, lowest as Features);
      expect(answer.explanation?.stratum).toBe("all_at_minimum");
      await page.getByText(await stratumText(answer)).waitFor();
      await page.getByText(t("explanation.stratum.allAdvice")).waitFor();
      const told = page.getByRole("status").filter({ hasText: t(`explanation.call.${answer.label}`) });
      expect(await told.textContent()).toContain(`${t("explanation.stratum.allTitle")}.`);
    }));

  test("a prediction from before explanations were kept says so, and still shows every operating point", () =>
    visit(browser, { locale }, async ({ page }) => {
      const recent = await createOver(app.url);
      const { rows } = await database.query<{ id: string }>(
        `INSERT INTO predictions
         SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'explanation', NULL))).*
         FROM predictions p WHERE id = $1 RETURNING id`,
        [recent.id],
      );
      await page.goto(`${app.url}/history/${rows[0]?.id}`);
      await page.getByText(t("explanation.notKept")).waitFor();
      await expectPoints(page, locale, recent);
      expect(await page.getByRole("heading", { name: t("explanation.reasons.title") }).count()).toBe(0);
    }));
});

/** The interval's ends as they are written. */
function percents(locale: Locale, { explanation }: Prediction): Record<"low" | "high", string> {
  const { low = Number.NaN, high = Number.NaN } = explanation?.interval ?? {};
  const { percent } = createNumbers(locale);
  return { low: percent(low), high: percent(high) };
}

test("what a screen reader is told at once is the probability, its interval and the call, and no more", () =>
  visit(browser, {}, async ({ page }) => {
    const t = sentences("en");
    const answer = await assess(page, "en", ordinary);
    const told = page.getByRole("status").filter({ hasText: t("explanation.call.calcification") });
    const interval = t("explanation.interval.between", percents("en", answer));
    const probability = createNumbers("en").percent(answer.probability);
    expect(await told.textContent()).toBe(
      `${t("assess.answer.announcement.withInterval", { probability, interval })} ${t("explanation.call.calcification")}.`,
    );
  }));

describe("known candidates like this one", () => {
  test("are missing until a file is loaded, which the page says how to do", () =>
    visit(browser, { locale: "fr" }, async ({ page }) => {
      const { id } = await assess(page, "fr", ordinary);
      await page.getByText("node dist/cli/data.js load FILE", { exact: true }).waitFor();
      await page.goto(`${app.url}/history/${id}`);
      await page.getByText("node dist/cli/data.js load FILE", { exact: true }).waitFor();
    }));

  test("are shown with what they were and counted among the nearest, once one is; on the record too", async () => {
    const db = createDb(cluster.url(preparedDatabase));
    await loadReferenceSet(db, aDatasetFile(400, 1), new Date());
    await db.$disconnect();
    await visit(browser, {}, async ({ page }) => {
      const t = sentences("en");
      const { id, features } = await assess(page, "en", ordinary);
      const { cases, neighbours } = await nearest(features);
      const check = async () => {
        const { percent } = createNumbers("en");
        const counted = { ...neighbours, share: percent(neighbours.positives / neighbours.rows) };
        await page.getByText(t("cases.neighbours", counted), { exact: true }).waitFor();
        const shown = page.getByRole("listitem").filter({ has: page.locator("dl") });
        expect(await shown.count()).toBe(6);
        for (const [index, { positives, negatives }] of cases.entries()) {
          const kind = positives === 0 ? "negatives" : negatives === 0 ? "positives" : "mixed";
          const words = t(`cases.outcome.${kind}`, { positives, rows: positives + negatives });
          expect(await shown.nth(index).textContent()).toContain(words);
        }
      };
      await check();
      const note = page.getByText(t("cases.lookedUpNow", { date: "*" }).split("*").at(-1) ?? "");
      expect(await note.count()).toBe(0);
      await page.goto(`${app.url}/history/${id}`);
      await check();
      await note.waitFor();
    });
  });

  test("are not called near where a value lies beyond all of them", () =>
    visit(browser, {}, async ({ page }) => {
      const t = sentences("en");
      await assess(page, "en", { ...ordinary, contrast: 400 });
      await page.getByText(t("cases.beyond", { features: t("features.contrast.label") })).waitFor();
      const shown = page.getByRole("listitem").filter({ has: page.locator("dl") });
      expect(await shown.count()).toBe(6);
      for (const word of ["same", "very_near", "near", "apart", "far"] as const)
        expect(await shown.getByText(t(`cases.nearness.${word}`), { exact: true }).count()).toBe(0);
    }));

  async function nearest(features: Features) {
    return dataOf(await post(app.url, "cases.nearest", { features, limit: 6 }), nearCasesSchema);
  }
});

test("the answer stands there though the known candidates cannot be had", () =>
  visit(browser, {}, async ({ page, expectTrouble }) => {
    expectTrouble(/500/);
    const t = sentences("en");
    const problem = { code: "internal", message: "Away.", requestId: "" };
    const error = {
      error: { message: "Away.", code: -32603, data: { code: "INTERNAL_SERVER_ERROR", problem } },
    };
    await page.route("**/cases.nearest**", (route) => route.fulfill({ status: 500, json: error }));
    const answer = await assess(page, "en", ordinary);
    await expectReasons(page, "en", answer);
    await page.getByText(t("cases.failed")).waitFor();
  }));

test("the reasons lead to the prediction's way through a tree, there and on the record", () =>
  visit(browser, {}, async ({ page }) => {
    const t = sentences("en");
    const { id } = await assess(page, "en", ordinary);
    const link = page.getByRole("link", { name: t("explanation.reasons.followTree"), exact: true });
    expect(await link.getAttribute("href")).toBe(`/models?prediction=${id}#tree`);
    await page.goto(`${app.url}/history/${id}`);
    await link.click();
    await page.waitForURL(`**/models?prediction=${id}#tree`);
  }));

test("the call and its interval stand there though the files with the reasons cannot be had, until they can", () =>
  visit(browser, {}, async ({ page, expectTrouble }) => {
    expectTrouble(/ERR_FAILED|Failed to load/);
    const form = assessPage(page);
    await form.open(app.url);
    await page.route("**/_next/static/**", (route) => route.abort());
    await form.fill();
    await form.submit.click();
    await page.getByText(form.t("assess.answer.partsFailed")).waitFor();
    const [answer] = await listOver(app.url);
    if (answer === undefined) throw new Error("The answer was not stored.");
    await page
      .getByText(form.t(`explanation.call.${answer.label}`), { exact: true })
      .last()
      .waitFor();
    await page
      .getByText(form.t("explanation.interval.between", percents("en", answer)))
      .last()
      .waitFor();
    await page.unroute("**/_next/static/**");
    await page.getByRole("button", { name: form.t("notice.retry"), exact: true }).click();
    await page.getByRole("heading", { name: form.t("explanation.reasons.title"), exact: true }).waitFor();
  }));
