import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDb } from "../server/db/client";
import { loadReferenceSet } from "../server/services/reference-sets";
import { dependenciesOn } from "../server/testing/dependencies-on";
import { aDatasetFile } from "../server/testing/made-up-file";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { aStoredDataset, aTrainingRequest, ended, startRun } from "../server/testing/training";
import { type App, startApp } from "./app";
import { assessPage, hydrated } from "./assess-page";
import { type Locale, openBrowser, sentences, visit } from "./browser";
import { createOver, post } from "./procedures";

const axeFile = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

let cluster: TestCluster;
let app: App;
let browser: Browser;
let recorded: string;
let trained: string;

beforeAll(async () => {
  cluster = await createTestCluster();
  app = await startApp({ variables: { DATABASE_URL: cluster.url("postgres") } });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await app.remove();
  await cluster.remove();
});

/** What axe finds wrong: the rule, and where. */
async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axeFile });
  return page.evaluate(async () => {
    const tool = (window as unknown as { axe: typeof axe }).axe;
    const { violations } = await tool.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
    );
  });
}

interface Sight {
  readonly name: string;
  readonly path: () => string;
  /** Brings the page into the state; done when what is to be looked at is there. */
  readonly reach: (page: Page, locale: Locale) => Promise<void>;
}

const heading = (key: string) => async (page: Page, locale: Locale) => {
  await page
    .getByRole("heading", { name: sentences(locale)(key), exact: true })
    .first()
    .waitFor();
};

const beforeTheFirst: readonly Sight[] = [
  { name: "the form", path: () => "/", reach: heading("assess.title") },
  { name: "the empty history", path: () => "/history", reach: heading("history.empty.title") },
  { name: "a page that is not there", path: () => "/nowhere", reach: heading("app.notFound.title") },
  { name: "the model card", path: () => "/models", reach: heading("models.identity.title") },
  {
    name: "training without a data set",
    path: () => "/models/training",
    reach: heading("training.form.empty.title"),
  },
  {
    name: "the form with errors",
    path: () => "/",
    reach: async (page, locale) => {
      const form = assessPage(page, locale);
      await form.fill(["x", "1001", "", "40", "", "1"]);
      await form.caseReference.focus();
      await form.submit.click();
      await page
        .getByRole("alert")
        .filter({ has: page.getByRole("link") })
        .waitFor();
    },
  },
];

const afterTheFirst: readonly Sight[] = [
  {
    name: "the form with an answer outside the model's experience",
    path: () => "/",
    reach: async (page, locale) => {
      const form = assessPage(page, locale);
      await form.fill(["0.41", "-0.28", "-0.36", "99", "3.1", "1.28"]);
      await form.submit.click();
      await form.record.waitFor();
      await page.getByText(form.t("cases.legend")).waitFor();
    },
  },
  {
    name: "the history",
    path: () => "/history?call=calcification",
    reach: async (page) => page.getByRole("table").waitFor(),
  },
  {
    name: "the form of a training run, opened",
    path: () => "/models/training",
    reach: async (page, locale) => {
      const t = sentences(locale);
      await page.getByText(t("training.form.options")).click();
      await page.getByLabel(t("training.form.trees.label")).fill("5");
      await page.getByRole("checkbox").check();
      await page.getByRole("link", { name: /^rf-/ }).waitFor();
    },
  },
  {
    name: "a training run that has ended",
    path: () => `/models/training/${trained}`,
    reach: heading("training.result.title"),
  },
  {
    name: "a prediction with outcomes",
    path: () => `/history/${recorded}`,
    reach: heading("prediction.inputs.title"),
  },
];

function sights(all: readonly Sight[]): void {
  const modes = [
    ["light", "en"],
    ["dark", "en"],
    ["dark", "fr"],
  ] as const;
  const cases = all.flatMap((sight) => modes.map(([scheme, locale]) => ({ ...sight, scheme, locale })));
  test.for(cases)("axe finds nothing wrong with $name, $scheme, $locale", ({ path, reach, scheme, locale }) =>
    visit(
      browser,
      { locale, colorScheme: scheme, reducedMotion: "reduce" },
      async ({ page, expectTrouble }) => {
        expectTrouble(/404 .*\/nowhere/);
        await page.goto(`${app.url}${path()}`);
        await hydrated(page);
        await reach(page, locale);
        await page.waitForLoadState("networkidle");
        expect(await violations(page)).toEqual([]);
      },
    ),
  );

  const narrow = all.flatMap((sight) => (["en", "fr"] as const).map((locale) => ({ ...sight, locale })));
  test.for(narrow)(
    "$name needs no scrolling sideways at 390 and 320 px, $locale",
    ({ path, reach, locale }) =>
      visit(browser, { locale, viewport: { width: 390, height: 844 } }, async ({ page, expectTrouble }) => {
        expectTrouble(/404 .*\/nowhere/);
        await page.goto(`${app.url}${path()}`);
        await hydrated(page);
        await reach(page, locale);
        for (const width of [390, 320]) {
          await page.setViewportSize({ width, height: 844 });
          // Charts take the new width over in the frame after it.
          const needed = () => page.evaluate(() => document.documentElement.scrollWidth);
          await expect.poll(needed).toBeLessThanOrEqual(width);
        }
      }),
  );
}

test("axe would find something wrong: it does in a page with a fault", () =>
  visit(browser, {}, async ({ page }) => {
    await page.goto(app.url);
    await hydrated(page);
    await page.evaluate(() => document.querySelector("label")?.remove());
    expect((await violations(page)).join()).toMatch(/label/);
  }));

describe("before the first prediction", () => sights(beforeTheFirst));

describe("after the first prediction", () => {
  beforeAll(async () => {
    recorded = (
      await createOver(app.url, { caseReference: "A case/of some-length_with.a long name 0123456789" })
    ).id;
    for (const outcome of ["undetermined", "calcification"])
      await post(app.url, "predictions.recordOutcome", { id: recorded, outcome, note: "Seen again later." });
    const db = createDb(cluster.url("postgres"));
    await loadReferenceSet(db, aDatasetFile(400, 1), new Date());
    const deps = await dependenciesOn({ db, url: cluster.url("postgres") });
    trained = await startRun(deps, aTrainingRequest(await aStoredDataset(deps)));
    await ended(deps, trained);
    await deps.trainingQueue.stop();
    await db.$disconnect();
  });
  sights(afterTheFirst);
});
