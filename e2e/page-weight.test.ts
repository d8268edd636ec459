import { readdir } from "node:fs/promises";
import { posix, resolve } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { isPublicPage } from "../app/_session/page-operations";
import { createDb, type Db } from "../server/db/client";
import { registerModel } from "../server/services/model-store";
import { loadReferenceSet } from "../server/services/reference-sets";
import { anotherModel } from "../server/testing/another-model";
import { nameChallenger } from "../server/testing/challenger";
import { dependenciesOn } from "../server/testing/dependencies-on";
import { aDatasetFile } from "../server/testing/made-up-file";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { aStoredDataset, aTrainingRequest, ended, startRun } from "../server/testing/training";
import { signedIn } from "./accounts";
import { type App, startApp } from "./app";
import { openBrowser, visit } from "./browser";
import { brokenLimits, floorPage, overBudget, readBudgets, rewriteBudgets, underBudget } from "./page-weight";
import { seedDatabase } from "./seed-database";
import { filesOf, type PageWeight, serve, weigh } from "./weigh-page";

/** `[id]` and the like. */
const parameter = /\[\w+\]/;
/** In every module of zod's that makes a schema. */
const ofZod = /\b_zod\b/;

let cluster: TestCluster;
let app: App;
let browser: Browser;
const weights: Record<string, PageWeight> = {};
const withZod: string[] = [];
/** Routes whose page was asked for more than once. */
const askedAgain: string[] = [];

/** Every page in the folder of pages, by its route. */
async function routes(): Promise<string[]> {
  const files = await readdir(resolve(import.meta.dirname, "../app"), { recursive: true });
  const pages = files.filter((file) => posix.basename(file) === "page.tsx");
  return pages.map((file) => posix.join("/", posix.dirname(file)));
}

/** Fills the database with something to show on every page, and gives addresses of pages about one thing. */
async function fill(db: Db): Promise<Record<string, string>> {
  const url = cluster.url(preparedDatabase);
  await seedDatabase("steady", { DATABASE_URL: url });
  const version = (await registerModel(db, await anotherModel({ trees: 20, threshold: 0.1 }))).card.version;
  await nameChallenger(db, version, new Date(0));
  await loadReferenceSet(db, aDatasetFile(400, 1), new Date());
  const deps = await dependenciesOn({ db, url });
  const run = await startRun(deps, aTrainingRequest(await aStoredDataset(deps)));
  await ended(deps, run);
  await deps.trainingQueue.stop();
  const isCounted = async () => expect(await db.rollupDay.count({ where: { stale: true } })).toBe(0);
  await vi.waitFor(isCounted, { timeout: 60_000, interval: 500 });
  const prediction = await db.prediction.findFirstOrThrow({ select: { id: true } });
  return {
    [floorPage]: "/nowhere",
    "/history/[id]": `/history/${prediction.id}`,
    "/models/versions/[version]": `/models/versions/${version}`,
    "/models/training/[id]": `/models/training/${run}`,
  };
}

/** As an administrator, who may open every page; where nobody has to sign in, as a stranger. */
function weighRoute(route: string, path: string): Promise<void> {
  return visit(browser, {}, async ({ page, requests, expectTrouble }) => {
    expectTrouble(/status of 401|status of 404 .*\/nowhere/);
    const isPublic = isPublicPage(path);
    if (isPublic) await page.context().clearCookies();
    const files = await filesOf(page, `${app.url}${path}`);
    if (requests.filter((url) => new URL(url).pathname === path).length > 1) askedAgain.push(route);
    weights[route] = await weigh(files, isPublic ? {} : { ...signedIn(app.url) });
    for (const { kind, url } of files)
      if (kind === "script" && ofZod.test((await serve(url)).text)) withZod.push(`${route}: ${url}`);
  });
}

beforeAll(async () => {
  cluster = await createTestCluster();
  app = await startApp({ variables: { DATABASE_URL: cluster.url(preparedDatabase) } });
  browser = await openBrowser();
  const db = createDb(cluster.url(preparedDatabase));
  const paths = await fill(db);
  await db.$disconnect();
  for (const route of [floorPage, ...(await routes())]) {
    const path = paths[route] ?? route;
    if (parameter.test(path)) throw new Error(`Which ${path} is to be weighed?`);
    await weighRoute(route, path);
  }
  if (process.env.PAGE_WEIGHT === "rewrite") rewriteBudgets(weights);
}, 600_000);

afterAll(async () => {
  await browser.close();
  await app.remove();
  await cluster.remove();
});

/** What is said of the pages that a fault is found with, by route. */
function faults(find: typeof overBudget): Record<string, string[]> {
  const budgets = readBudgets();
  const found = Object.entries(weights).map(([route, weight]): [string, string[]] => {
    const budget = budgets[route];
    return [route, budget === undefined ? [] : find(weight, budget)];
  });
  return Object.fromEntries(found.filter(([, said]) => said.length > 0));
}

test("every page has a budget, and every budget a page", () => {
  expect(Object.keys(readBudgets()).sort()).toEqual(Object.keys(weights).sort());
});

test("no page downloads more than its budget", () => {
  expect(faults(overBudget)).toEqual({});
});

test("no budget allows a page much more than it downloads", () => {
  expect(faults(underBudget)).toEqual({});
});

test("the floor, and what the sign-in page and Assess add to it, stay within their limits", () => {
  expect(brokenLimits(weights)).toEqual([]);
});

test("no page downloads zod", () => {
  expect(withZod).toEqual([]);
});

test("no page is asked for twice on a first visit", () => {
  expect(askedAgain).toEqual([]);
});
