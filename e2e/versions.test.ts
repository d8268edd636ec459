import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { modelMoveSchema } from "../lib/model/moves";
import { createDb, type Db } from "../server/db/client";
import { registerModel } from "../server/services/model-store";
import { anotherModel } from "../server/testing/another-model";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { type App, startApp } from "./app";
import { assessPage } from "./assess-page";
import { openBrowser, sentences, visit } from "./browser";
import { dataOf, post } from "./procedures";
import { versionsPage } from "./versions-page";

const reason = "A better one.";
let cluster: TestCluster;
let app: App;
let browser: Browser;
let db: Db;
/** The champion of the installation; an equal version; a clearly worse one. */
let [first, equal, worse] = ["", "", ""];

beforeAll(async () => {
  cluster = await createTestCluster();
  app = await startApp({ variables: { DATABASE_URL: cluster.url(preparedDatabase) } });
  browser = await openBrowser();
  db = createDb(cluster.url(preparedDatabase));
  first = (await latest()).toVersion ?? "";
  equal = (await registerModel(db, await anotherModel({ trees: 60 }))).card.version;
  worse = (await registerModel(db, await anotherModel({ trees: 20, said: (p) => p ** 3 }))).card.version;
});

afterAll(async () => {
  await db.$disconnect();
  await browser.close();
  await app.remove();
  await cluster.remove();
});

const latest = () =>
  db.modelMove.findFirstOrThrow({ where: { name: "champion" }, orderBy: { sequence: "desc" } });
const moveCount = () => db.modelMove.count();

/** Makes a version champion past all dialogs. */
async function promoteTo(version: string): Promise<void> {
  const expectedChampion = (await latest()).toVersion;
  if (expectedChampion === version) return;
  const input = { version, expectedChampion, reason, overruleReason: reason };
  await dataOf(await post(app.url, "models.promote", input), modelMoveSchema);
}

describe("the page of versions", () => {
  test.for(["en", "fr"] as const)(
    "promotes past the gate, shows it at once here and on the card, and rolls back in one step, in %s",
    async (locale) => {
      await promoteTo(first);
      await visit(browser, { locale }, async ({ page }) => {
        const versions = versionsPage(page, locale);
        await versions.open(app.url);
        await versions.button("registry.table.promoteOf", { version: equal }).click();
        await versions.dialog.getByText(versions.t("registry.gate.passes")).waitFor();
        await versions.reason.fill(reason);
        // Twice, as impatient fingers do.
        const before = await moveCount();
        await versions.button("registry.promote.confirm").dblclick();
        await versions.said("registry.promote.done", { version: equal }).waitFor();
        expect(await moveCount()).toBe(before + 1);
        await expect.poll(() => versions.champion.textContent()).toBe(equal);
        await expect.poll(() => versions.moves.first().textContent()).toContain(reason);

        await page.getByRole("link", { name: versions.t("models.navigation.card"), exact: true }).click();
        await page
          .getByRole("region", { name: versions.t("models.identity.title") })
          .getByText(equal)
          .waitFor();

        await versions.open(app.url);
        await versions.button("registry.champion.rollBack", { version: first }).click();
        await versions.button("registry.rollBack.confirm").click();
        // Without a reason nothing happens.
        await versions.dialog.getByText(versions.t("registry.dialog.reasonMissing")).waitFor();
        await versions.reason.fill("It was not better.");
        await versions.button("registry.rollBack.confirm").click();
        await versions.said("registry.rollBack.done", { version: first }).waitFor();
        expect(await latest()).toMatchObject({ kind: "roll_back", toVersion: first });
      });
    },
  );

  test("lets a version that the gate refuses pass only with a reason for overruling it", async () => {
    await promoteTo(first);
    await visit(browser, {}, async ({ page }) => {
      const versions = versionsPage(page);
      await versions.open(app.url);
      await versions.button("registry.table.promoteOf", { version: worse }).click();
      await versions.dialog.getByText(versions.t("registry.gate.refuses")).waitFor();
      await versions.reason.fill(reason);
      await versions.button("registry.promote.overruleConfirm").click();
      await versions.dialog.getByText(versions.t("registry.promote.overruleMissing")).waitFor();
      expect((await latest()).toVersion).toBe(first);
      await versions.overrule.fill("For the lesson.");
      await versions.button("registry.promote.overruleConfirm").click();
      await versions.said("registry.promote.done", { version: worse }).waitFor();
      expect((await latest()).gate).toMatchObject({
        overruleReason: "For the lesson.",
        finding: { passes: false },
      });
      await expect.poll(() => versions.moves.first().textContent()).toContain("For the lesson.");
    });
  });

  test("tells a second tab in words that the first one was quicker, writes nothing, and then shows what holds", async () => {
    await promoteTo(first);
    await visit(browser, {}, async ({ page, expectTrouble }) => {
      expectTrouble(/409/);
      const versions = versionsPage(page);
      await versions.open(app.url);
      await versions.button("registry.table.promoteOf", { version: equal }).click();
      await versions.dialog.getByText(versions.t("registry.gate.passes")).waitFor();
      await versions.reason.fill(reason);
      await promoteTo(worse);
      const before = await moveCount();
      await versions.button("registry.promote.confirm").click();
      const conflict = versions.t("errors.name_moved", { name: "champion", version: worse });
      await versions.dialog.getByRole("alert").getByText(conflict).waitFor();
      expect(await moveCount()).toBe(before);
      await versions.button("dialog.cancel").click();
      await expect.poll(() => versions.champion.textContent()).toBe(worse);
    });
  });

  test("gives a name, shows it beside the version, and takes it off", async () => {
    await visit(browser, {}, async ({ page }) => {
      const versions = versionsPage(page);
      await versions.open(app.url);
      await versions.button("registry.table.assignOf", { version: equal }).click();
      await versions.dialog.getByRole("textbox", { name: versions.t("registry.assign.name") }).fill("night");
      await versions.reason.fill("For the night shift.");
      await versions.button("registry.assign.confirm").click();
      await versions.said("registry.assign.done", { name: "night", version: equal }).waitFor();
      await page.getByRole("row").filter({ hasText: equal }).getByText("night", { exact: true }).waitFor();
      await versions.button("registry.names.clearOf", { name: "night", version: equal }).click();
      await versions.reason.fill("No night shift any more.");
      await versions.button("registry.clear.confirm").click();
      await versions.said("registry.clear.done", { name: "night" }).waitFor();
      expect(await db.modelMove.count({ where: { name: "night" } })).toBe(2);
    });
  });

  test("leads to the card of any version, which does not pretend to be in use", async () => {
    await promoteTo(first);
    await visit(browser, {}, async ({ page }) => {
      const { t, open } = versionsPage(page);
      await open(app.url);
      await page.getByRole("link", { name: t("registry.table.card", { version: worse }) }).click();
      await page
        .getByRole("region", { name: t("models.identity.otherTitle") })
        .getByText(worse)
        .waitFor();
      expect(await page.getByRole("region", { name: t("models.tree.title") }).count()).toBe(0);
    });
  });

  test("says of a version that is not there that it is not there", async () => {
    await visit(browser, {}, async ({ page, expectTrouble }) => {
      expectTrouble(/404/);
      await page.goto(`${app.url}/models/versions/rf-000000000000`);
      await page.getByRole("alert").getByText(sentences("en")("errors.not_found")).waitFor();
    });
  });
});

test("the assess page asks for the model again once an answer comes from another one", async () => {
  await promoteTo(first);
  await visit(browser, {}, async ({ page, requests }) => {
    const form = assessPage(page);
    await form.open(app.url);
    const asked = () => requests.filter((url) => url.includes("models.current")).length;
    const before = asked();
    expect(before).toBeGreaterThan(0);
    await form.fill();
    await form.submit.click();
    await form.record.waitFor();
    expect(asked()).toBe(before);
    await promoteTo(equal);
    await form.fill(["0.5", "0.1", "0.2", "1.1", "2.1", "1.2"]);
    await form.submit.click();
    await expect.poll(asked).toBeGreaterThan(before);
  });
});

test("the examples are named for the model they are true of alone, numbered until it is known, and nothing moves", async () => {
  await promoteTo(first);
  await visit(browser, {}, async ({ page }) => {
    const form = assessPage(page);
    const button = (key: string, values = {}) =>
      page.getByRole("button", { name: form.t(key, values), exact: true });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/models.current**", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(app.url);
    const numbered = button("assess.examples.numbered", { number: 3 });
    const before = await numbered.boundingBox();
    release();
    const named = button("assess.examples.borderline");
    await named.waitFor();
    expect(await named.boundingBox()).toEqual(before);
    await promoteTo(equal);
    await form.open(app.url);
    await numbered.waitFor();
    expect(await named.count()).toBe(0);
  });
});
