import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayOf } from "../lib/calendar";
import { type Prediction, predictionRecordSchema } from "../lib/prediction";
import { type App, startApp } from "./app";
import { assessPage, hydrated } from "./assess-page";
import { type Locale, openBrowser, readerZone, sentences, visit } from "./browser";
import { createOver, dataOf, listOver, post } from "./procedures";
import { zoneOfAnotherDay } from "./zone-of-another-day";

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

const recordOf = async (id: string) =>
  dataOf(await post(app.url, "predictions.byId", { id }), predictionRecordSchema);

/** Closes whatever other tests left open, so that the list holds what this one makes. */
async function onlyOpen(count: number): Promise<Prediction[]> {
  for (const { id, outcome } of await listOver(app.url)) {
    if (outcome === null || outcome.outcome === "undetermined")
      await post(app.url, "predictions.recordOutcome", { id, outcome: "not_calcification" });
  }
  const made: Prediction[] = [];
  for (let i = 0; i < count; i++) made.push(await createOver(app.url, { caseReference: `Open ${i}` }));
  return made;
}

const focusedRow = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>("[data-work]")?.dataset.work ?? null);

describe("the work list", () => {
  test.for(["en", "fr"] as const)(
    "is worked through with the keys alone, and the last one taken up again, in %s",
    async (locale) => {
      const [first, second, third] = await onlyOpen(3);
      await visit(browser, { locale }, async ({ page }) => {
        const t = sentences(locale);
        await page.goto(`${app.url}/outcomes`);
        await page.getByText("Open 2", { exact: true }).waitFor();
        const links = page.locator("a[data-row]");
        expect(await links.count()).toBe(3);
        await links.first().focus();
        await page.keyboard.press("1");
        const said = (key: string) =>
          page.getByRole("status").filter({ hasText: t(`prediction.outcome.${key}`) });
        await said("calcification").waitFor();
        await expect.poll(() => focusedRow(page)).toBe(second?.id);
        await page.keyboard.press("ArrowDown");
        expect(await focusedRow(page)).toBe(third?.id);
        await page.keyboard.press("2");
        await said("not_calcification").waitFor();
        await expect.poll(() => focusedRow(page)).toBe(second?.id);

        await page.keyboard.press("u");
        await expect.poll(() => focusedRow(page)).toBe(third?.id);
        await page
          .getByText(t("outcomes.list.held", { outcome: t("prediction.outcome.not_calcification") }))
          .waitFor();
        await page.keyboard.press("1");
        await expect.poll(() => focusedRow(page)).toBe(second?.id);
        await page.keyboard.press("1");
        await page.getByRole("heading", { name: t("outcomes.list.emptyTitle"), exact: true }).waitFor();
      });
      const records = await Promise.all([first, second, third].map((one) => recordOf(one?.id ?? "")));
      expect(records.map(({ outcomes }) => outcomes.map(({ outcome }) => outcome))).toEqual([
        ["calcification"],
        ["calcification"],
        ["calcification", "not_calcification"],
      ]);
      expect(records[0]?.outcome).toMatchObject({
        observedOn: dayOf(new Date(), readerZone),
        timeZone: readerZone,
      });
    },
  );

  test("writes a double click once", async () => {
    const [only] = await onlyOpen(1);
    await visit(browser, {}, async ({ page, requests }) => {
      const t = sentences("en");
      await page.goto(`${app.url}/outcomes?order=probability`);
      await page.getByRole("button", { name: t("prediction.outcome.undetermined"), exact: true }).dblclick();
      await page.getByRole("heading", { name: t("outcomes.list.emptyTitle"), exact: true }).waitFor();
      expect(requests.filter((url) => url.includes("recordOutcome"))).toHaveLength(1);
    });
    expect((await recordOf(only?.id ?? "")).outcomes).toHaveLength(1);
  });

  test("says in words that a day before the prediction is refused, and keeps the row", async () => {
    await onlyOpen(1);
    await visit(browser, { locale: "fr" }, async ({ page, expectTrouble }) => {
      expectTrouble(/400/);
      const t = sentences("fr");
      await page.goto(`${app.url}/outcomes`);
      await page.locator("a[data-row]").first().waitFor();
      await page.locator("input[type=date]").fill("2020-01-31");
      await page.locator("a[data-row]").first().focus();
      await page.keyboard.press("1");
      const today = dayOf(new Date(), readerZone);
      const accepted = { earliest: today, latest: today, timeZone: readerZone };
      await page.getByText(t("errors.outcome_day", { day: "2020-01-31", ...accepted })).waitFor();
      expect(await page.locator("a[data-row]").count()).toBe(1);
    });
  });
});

describe("the reader's day", () => {
  test.for(["en", "fr"] as const)(
    "is the one that is offered, judged, kept and shown, in %s",
    async (locale) => {
      const timezoneId = zoneOfAnotherDay(new Date());
      const { id } = await createOver(app.url);
      const t = sentences(locale);
      await visit(browser, { locale, timezoneId }, async ({ page }) => {
        await page.goto(`${app.url}/history/${id}`);
        await page.getByText(t("prediction.outcomeForm.observedOnHint", { timeZone: timezoneId })).waitFor();
        const today = dayOf(new Date(), timezoneId);
        expect(await page.getByLabel(t("prediction.outcomeForm.observedOn")).inputValue()).toBe(today);
        await page.getByRole("radio", { name: t("prediction.outcome.calcification"), exact: true }).check();
        await page.getByRole("button", { name: t("prediction.outcomeForm.record"), exact: true }).click();
        const written = new Intl.DateTimeFormat({ en: "en-GB", fr: "fr" }[locale], {
          ...{ dateStyle: "medium", timeZone: timezoneId },
        }).format(new Date());
        await page
          .getByText(t("prediction.outcomeHistory.observedOn", { day: written }), { exact: true })
          .waitFor();
        expect((await recordOf(id)).outcome).toMatchObject({ observedOn: today, timeZone: timezoneId });
      });
      await visit(browser, { locale, timezoneId: "UTC" }, async ({ page }) => {
        await page.goto(`${app.url}/history/${id}`);
        await page.getByText(`(${timezoneId})`).waitFor();
      });
    },
  );
});

describe("the import", () => {
  const choose = (page: Page, text: string | Buffer) =>
    page
      .locator("input[type=file]")
      .setInputFiles({ name: "constats.csv", mimeType: "text/csv", buffer: Buffer.from(text as string) });

  test.for(["en", "fr"] as const)(
    "shows what is wrong with each line, records the rest only on purpose, and the same file again changes nothing, in %s",
    async (locale) => {
      const [a, b, c] = await onlyOpen(3);
      const [good, corrected, early] = [a?.id ?? "", b?.id ?? "", c?.id ?? ""];
      await post(app.url, "predictions.recordOutcome", { id: corrected, outcome: "undetermined" });
      const unknown = "0190a3c0-0000-7000-8000-000000000000";
      const text = [
        "\ufeffid;outcome;date;note;reader",
        `${good};calcification;;"a note; on\r\ntwo lines";x`,
        `${corrected};not_calcification;;;`,
        `${early};calcification;2020-01-31;;`,
        `${unknown};calcification;;;`,
        "17;benign;31/01/26;;",
        "",
      ].join("\r\n");
      await visit(browser, { locale }, async ({ page, expectTrouble }) => {
        expectTrouble(/400|422/);
        const t = sentences(locale);
        await page.goto(`${app.url}/outcomes/import`);
        await hydrated(page);
        await choose(page, Buffer.from(`id,outcome,note\n${good},calcification,\u0081`, "latin1"));
        const why = t("errors.file.encoding.not_utf8");
        await page.getByText(t("errors.file_encoding", { file: "constats.csv", why })).waitFor();
        await choose(page, `id,result\n${good},calcification\n`);
        await page.getByText(t("errors.outcome_file.missing_column", { columns: "outcome" })).waitFor();

        await choose(page, text);
        await page
          .getByRole("heading", { name: t("outcomes.import.preview", { name: "constats.csv" }) })
          .waitFor();
        const faults = page
          .getByRole("region", { name: t("outcomes.import.faults", { count: 3 }) })
          .getByRole("row");
        const today = dayOf(new Date(), readerZone);
        const fault = (key: string, limit = "") => t(`outcomes.import.fault.${key}`, { limit });
        expect(await faults.filter({ has: page.getByRole("cell") }).allTextContents()).toEqual([
          `5date2020-01-31${fault("before_prediction", today)}`,
          `6id${unknown}${fault("unknown_id")}`,
          `7id17${fault("malformed_id")}`,
          `7outcomebenign${fault("unknown_outcome")}`,
          `7date31/01/26${fault("short_year")}`,
        ]);
        await page.getByText(t("outcomes.import.ignored", { columns: "reader" })).waitFor();
        const names = (outcome: string) => t(`prediction.outcome.${outcome}`);
        const change = { from: names("undetermined"), to: names("not_calcification"), lines: 1 };
        await page.getByText(t("outcomes.import.correction", change)).waitFor();
        const record = page.getByRole("button", {
          name: t("outcomes.import.record", { count: 2 }),
          exact: true,
        });
        expect(await record.isDisabled()).toBe(true);
        expect((await recordOf(good)).outcome).toBe(null);

        await page.getByRole("checkbox").check();
        await record.click();
        const counts = { new: 1, corrections: 1, unchanged: 0, faulty: 3 };
        await page.getByText(t("outcomes.import.result", counts)).waitFor();

        await choose(page, text);
        await page.getByText(t("outcomes.import.nothingElse")).waitFor();
        await choose(page, `id,outcome\n${corrected},not_calcification\n`);
        await page.getByText(t("outcomes.import.nothing")).waitFor();
        await choose(page, `id,outcome\n${unknown},calcification\n17,benign\n`);
        await page.getByText(t("outcomes.import.nothingGood")).waitFor();
      });
      const { outcome } = await recordOf(good);
      expect(outcome).toMatchObject({
        outcome: "calcification",
        note: "a note; on\ntwo lines",
        observedOn: null,
      });
      const { outcomes } = await recordOf(corrected);
      expect(outcomes.map((one) => one.outcome)).toEqual(["not_calcification", "undetermined"]);
      expect((await recordOf(early)).outcome).toBe(null);
    },
  );
});

describe("a file that has been through a spreadsheet", () => {
  const choose = (page: Page, lines: readonly string[]) =>
    page.locator("input[type=file]").setInputFiles({
      ...{ name: "constats.csv", mimeType: "text/csv" },
      buffer: Buffer.from(lines.join("\r\n"), "latin1"),
    });

  test("is read as it was saved, and the preview says how, in French", async () => {
    const [a, b] = await onlyOpen(2);
    const today = dayOf(new Date(), readerZone).replaceAll("-", "/");
    await visit(browser, { locale: "fr" }, async ({ page }) => {
      const t = sentences("fr");
      await page.goto(`${app.url}/outcomes/import`);
      await hydrated(page);
      const word = t("prediction.outcome.undetermined");
      await choose(page, [
        "sep=;",
        "id;outcome;date;note;",
        `${a?.id};${word};${today};é;`,
        `${b?.id};;;;`,
        ";;;;",
      ]);
      for (const said of [
        "outcomes.import.separator.semicolon",
        "outcomes.import.encoding.windows-1252",
        "outcomes.import.count.blank",
      ])
        await page.getByText(t(said), { exact: true }).waitFor();
      await page.getByText(readerZone, { exact: true }).waitFor();
      await page
        .getByRole("button", { name: t("outcomes.import.record", { count: 1 }), exact: true })
        .click();
      await page.getByRole("heading", { name: t("outcomes.import.done"), exact: true }).waitFor();
    });
    expect((await recordOf(a?.id ?? "")).outcome).toMatchObject({ outcome: "undetermined", note: "é" });
  });

  test("whose dates may be either asks which is meant, and is read so until something else is said", async () => {
    const [made] = await onlyOpen(1);
    await visit(browser, {}, async ({ page }) => {
      const t = sentences("en");
      await page.goto(`${app.url}/outcomes/import`);
      await hydrated(page);
      await choose(page, ["id,outcome,date", `${made?.id},calcification,02/01/2020`]);
      await page.getByText(t("outcomes.import.fault.ambiguous_date")).waitFor();
      await page
        .getByRole("button", { name: t("outcomes.import.dateForm.month_first"), exact: true })
        .click();
      // February, and before the prediction.
      await page.getByRole("cell", { name: "2020-02-01", exact: true }).waitFor();
      const dayFirst = page.getByRole("button", {
        ...{ name: t("outcomes.import.dateForm.day_first"), exact: true, pressed: false },
      });
      await dayFirst.click();
      await page.getByRole("cell", { name: "2020-01-02", exact: true }).waitFor();
    });
  });

  test("with a fault in every line is not said to hold nothing new, in either language", async () => {
    for (const locale of ["en", "fr"] as const) {
      await visit(browser, { locale }, async ({ page }) => {
        const t = sentences(locale);
        await page.goto(`${app.url}/outcomes/import`);
        await hydrated(page);
        await choose(page, ["id;outcome", "17;calcification", "18;calcification"]);
        await page.getByText(t("outcomes.import.nothingGood")).waitFor();
        expect(await page.getByText(t("outcomes.import.nothing")).count()).toBe(0);
      });
    }
  });
});

describe("the second reader", () => {
  const reader = (page: Page, locale: Locale) => {
    const form = assessPage(page, locale);
    const { t } = form;
    return {
      ...form,
      mode: page.getByRole("checkbox", { name: t("assess.secondReader.mode"), exact: true }),
      opinion: (key: string) => page.getByRole("radio", { name: t(`call.${key}`), exact: true }),
      agree: page.getByRole("button", { name: t("review.agree"), exact: true }),
      dismiss: page.getByRole("button", { name: t("review.dismiss"), exact: true }),
      reason: page.getByRole("textbox", { name: t("review.reason"), exact: true }),
      send: page.getByRole("button", { name: t("review.send"), exact: true }),
      verdict: (key: string) => page.getByText(t(`review.done.${key}`), { exact: true }),
    };
  };

  test.for(["en", "fr"] as const)(
    "gives the opinion before the answer is there, sees both, dismisses with a reason and agrees later, in %s",
    (locale) =>
      visit(browser, { locale }, async ({ page, requests }) => {
        const form = reader(page, locale);
        await form.open(app.url);
        expect(await form.mode.isChecked()).toBe(false);
        await form.mode.check();
        await form.caseReference.fill(`Reader ${locale}`);
        await form.fill();
        await form.submit.click();
        await page.getByRole("alert").getByText(form.t("assess.secondReader.missing")).waitFor();
        // Neither asked for nor on the page.
        expect(requests.filter((url) => url.includes("predictions.create"))).toEqual([]);
        expect(await form.record.count()).toBe(0);

        await form.opinion("not_calcification").check();
        await page.reload();
        await hydrated(page);
        await expect.poll(() => form.opinion("not_calcification").isChecked()).toBe(true);
        await form.submit.click();
        await form.record.waitFor();
        await page.getByText(form.t("review.different"), { exact: true }).waitFor();
        // The next case is asked for anew, once it is begun.
        expect(await form.opinion("not_calcification").count()).toBe(0);

        await form.dismiss.click();
        await form.send.click();
        await page.getByText(form.t("review.reasonMissing")).waitFor();
        await form.reason.fill("A vessel wall.");
        await form.send.click();
        await form.verdict("dismissed").waitFor();
        await page.getByText("A vessel wall.", { exact: true }).waitFor();

        await form.record.click();
        // What the next lines look for is on the page before, too.
        await page.waitForURL(/\/history\/[0-9a-f-]{36}$/);
        await page.getByText("A vessel wall.", { exact: true }).waitFor();
        await form.agree.click();
        await form.verdict("agreed").waitFor();
        await page.getByText(form.t("review.history", { count: 2 })).waitFor();

        const [stored] = await listOver(app.url, { caseReference: `Reader ${locale}` });
        expect(stored).toMatchObject({ firstOpinion: "not_calcification", review: { verdict: "agreed" } });
        expect((await recordOf(stored?.id ?? "")).reviews.map(({ reason }) => reason)).toEqual([
          null,
          "A vessel wall.",
        ]);
      }),
  );

  test("is asked by the keyboard after the last field, and Enter then sends", () =>
    visit(browser, {}, async ({ page }) => {
      const form = reader(page, "en");
      await form.open(app.url);
      await form.mode.check();
      await form.fill();
      await form.fields.at(-1)?.press("Enter");
      const focused = () => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name);
      expect(await focused()).toBe("firstOpinion");
      await page.keyboard.press("Space");
      await page.keyboard.press("Enter");
      await form.record.waitFor();
      await page.getByText(form.t("review.same"), { exact: true }).waitFor();
      const title = page.getByRole("heading", { name: form.t("assess.answer.title"), exact: true });
      expect(await title.evaluate((heading) => heading === document.activeElement)).toBe(true);
    }));

  test("is not asked unless switched on, and nothing of it is sent", () =>
    visit(browser, {}, async ({ page }) => {
      const form = reader(page, "en");
      await form.open(app.url);
      await form.caseReference.fill("No reader");
      await form.fill();
      await form.submit.click();
      await form.record.waitFor();
      expect(await listOver(app.url, { caseReference: "No reader" })).toMatchObject([{ firstOpinion: null }]);
      expect(await page.getByRole("heading", { name: form.t("review.title"), exact: true }).count()).toBe(0);
    }));
});
