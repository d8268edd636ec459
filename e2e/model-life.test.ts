import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { hydrated } from "./assess-page";
import { openBrowser, visit } from "./browser";
import { versionThatAnswers } from "./model-life-assess";
import { seesDrift, seesNoDrift } from "./model-life-drift";
import { promote, rollBack, seesCardOf, takeData, train, versionOnCard } from "./model-life-models";
import { importOutcomes } from "./model-life-outcomes";
import { seesMoves, seesNothingYet, totalsOnce } from "./model-life-trends";
import { seedDatabase } from "./seed-database";
import { walk as walkOf } from "./walk";

/** The pages' own journeys are made in both languages; this one in that which the others' helpers know less. */
const locale = "fr";
const journeyMilliseconds = 240_000;
const promoted = "Trained on what there is by now.";
const takenBack = "The device has to be looked at first.";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe("a model's life from an empty database", () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.remove());

  const seed = (scenario: "steady" | "drifted") => seedDatabase(scenario, { MICROCALC_HOME: app.home });

  test(
    "outcomes by CSV, a run, a promotion, drift and the way back are each seen on the pages they concern",
    () =>
      visit(browser, { locale }, async ({ page }) => {
        const walk = walkOf(page, locale);
        await page.goto(app.url);
        await hydrated(page);
        await seesNothingYet(walk);
        expect(await seed("steady")).toContain("Added 2000 made-up predictions");
        const before = await totalsOnce(walk, { predictions: 2000 });

        const recorded = await importOutcomes(walk);
        const positives = recorded.filter(({ outcome }) => outcome === "calcification").length;
        const waiting = before.waiting - recorded.length;
        expect(await totalsOnce(walk, { waiting })).toEqual({
          ...before,
          waiting,
          outcomes: before.outcomes + recorded.length,
          positives: before.positives + positives,
        });

        const shipped = await versionOnCard(walk);
        await takeData(walk);
        const trained = await train(walk, "with outcomes");
        expect(trained).not.toBe(shipped);
        await promote(walk, trained, promoted);
        await seesMoves(walk, [{ version: trained, reason: promoted }]);
        await seesCardOf(walk, trained);
        await seesNoDrift(walk, trained);

        expect(await seed("drifted")).toContain("Added 1500 made-up predictions");
        await totalsOnce(walk, { predictions: 3500 });
        await seesDrift(walk, trained);
        // Only now: nothing made up is added to what people have entered.
        expect(await versionThatAnswers(walk, "3")).toBe(trained);

        await rollBack(walk, shipped, takenBack);
        await seesMoves(walk, [
          { version: trained, reason: promoted },
          { version: shipped, reason: takenBack },
        ]);
        await seesCardOf(walk, shipped);
        expect(await versionThatAnswers(walk, "4")).toBe(shipped);
        await seesDrift(walk, shipped);
      }),
    journeyMilliseconds,
  );
});
