import { expect, test } from "vitest";
import { aBody } from "../../server/testing/submission";
import { hydrated } from "../assess-page";
import { visit } from "../browser";
import { call, dataIn, makeKey, sessionOf } from "../callers";
import { createPerson } from "../people";
import type { Target } from "./target";

const image = "<img src=x onerror=alert(1)>";
const script = '"></textarea><script>alert(document.domain)</script>';
const templates = "{{7*7}} <%= 7*7 %> <b>bold</b> {count, plural, other {x}}";

/** Leaves the texts wherever people's text is shown, and gives the pages on which it is. */
async function leaveTexts({ url, db }: Target): Promise<readonly [path: string, texts: string[]][]> {
  const person = await createPerson(db, "administrator");
  await db.user.update({ where: { id: person.id }, data: { name: image } });
  const as = await sessionOf(url, person);
  const ask = async <Data>(procedure: string, body: unknown) =>
    dataIn<Data>(await call(url, procedure, { as, body }));
  const { id, modelVersion } = await ask<{ id: string; modelVersion: string }>("predictions.create", aBody());
  await ask("predictions.recordOutcome", { id, outcome: "undetermined", note: script });
  await ask("predictions.review", { id, verdict: "dismissed", reason: templates });
  await ask("models.assign", { name: "night", version: modelVersion, reason: script, expected: null });
  await ask("apiKeys.create", { name: templates, role: "service" });
  await makeKey(url, { role: "service" });
  return [
    ["/history", [image]],
    [`/history/${id}`, [image, script, templates]],
    ["/audit", [image]],
    ["/accounts", [image]],
    ["/api-keys", [templates, image]],
    ["/models/versions", [script]],
  ];
}

export function shownText(target: () => Target): void {
  test("is shown as text on every page, runs nowhere and breaks no policy", async () => {
    const pages = await leaveTexts(target());
    const { browser, url } = target();
    await visit(browser, {}, async ({ page }) => {
      const dialogs: string[] = [];
      page.on("dialog", (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      for (const [path, texts] of pages) {
        await page.goto(url + path);
        await hydrated(page);
        for (const text of texts) await page.getByText(text, { exact: false }).first().waitFor();
        expect(await page.locator("img[src=x], main b").count()).toBe(0);
      }
      expect(dialogs).toEqual([]);
    });
  });
}
