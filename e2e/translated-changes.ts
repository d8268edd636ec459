import type { Page } from "playwright-core";
import { assessPage } from "./assess-page";
import { sentences } from "./browser";
import { type FilledPages, longReference } from "./fill-pages";
import { createOver } from "./procedures";

/** Changes what a page says, without a reload. */
type Change = (page: Page) => Promise<void>;

/** What changes on a page; none where nothing does but by language and theme. */
interface Changing {
  /** Without it the route. */
  readonly path?: (filled: FilledPages) => string | Promise<string>;
  readonly changes: readonly Change[];
}

const t = sentences("en");
const button = (page: Page, key: string) => page.getByRole("button", { name: t(key), exact: true });
const click =
  (key: string): Change =>
  (page) =>
    button(page, key).first().click();
const choose =
  (label: string, value: string): Change =>
  async (page) => {
    await page.getByLabel(t(label), { exact: true }).selectOption(value);
  };
const type =
  (label: string, text: string): Change =>
  (page) =>
    // Fields may be folded away.
    page.getByLabel(t(label), { exact: true }).fill(text, { force: true });
/** Several that are one change for the reader. */
const inTurn =
  (...all: readonly Change[]): Change =>
  async (page) => {
    for (const each of all) await each(page);
  };
const file =
  (name: string, text: string): Change =>
  (page) =>
    page
      .locator("input[type=file]")
      .first()
      .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

const assess =
  (values: readonly string[]): Change =>
  async (page) => {
    const form = assessPage(page);
    await form.fill(values);
    await Promise.all([page.waitForResponse(/predictions\.create/), form.submit.click()]);
    await form.record.waitFor();
  };
const signIn =
  (password: string): Change =>
  async (page) => {
    await page.getByLabel(t("session.signIn.email"), { exact: true }).fill("nobody@example.org");
    await page.getByLabel(t("session.signIn.password"), { exact: true }).fill(password);
    await click("session.signIn.submit")(page);
  };

/** The second of the explorer's operating points, then the third. */
const operatingPoints: readonly Change[] = [0, 2].map(
  (index) => (page) => page.locator("#thresholds fieldset").first().getByRole("button").nth(index).click(),
);

export const changing: Readonly<Record<string, Changing>> = {
  "/": {
    changes: [
      assess(["0.2", "-0.3", "-0.45", "1.5", "5.2", "1.6"]),
      assess(["0.1", "0.2", "0.3", "0.4", "0.5", "0.6"]),
      assess(["0.1", "0.2", "0.3", "99", "0.5", "0.6"]),
      click("assess.examples.borderline"),
      click("assess.undo"),
      click("assess.clear"),
      click("assess.submit"),
      type("features.area.label", "much"),
    ],
  },
  "/history": {
    changes: [
      click("history.pager.older"),
      click("history.pager.newest"),
      choose("history.filter.call", "calcification"),
      choose("history.filter.call", "not_calcification"),
      (page) => page.locator("[data-row]").first().click(),
      async (page) => void (await page.goBack()),
      inTurn(type("history.filter.caseReference", longReference), (page) => page.keyboard.press("Enter")),
      (page) =>
        page
          .getByLabel(t("history.filter.model"), { exact: true })
          .selectOption({ index: 1 })
          .then(() => {}),
    ],
  },
  "/history/[id]": {
    path: ({ recorded }) => `/history/${recorded}`,
    changes: [
      click("prediction.outcomeForm.recordCorrection"),
      type("prediction.outcomeForm.note", "Seen."),
      inTurn(
        (page) => page.getByRole("radio").nth(1).check(),
        click("prediction.outcomeForm.recordCorrection"),
      ),
      (page) => page.getByRole("dialog").getByRole("button").last().click(),
    ],
  },
  // On a Monday the week so far is the day.
  "/drift": { changes: [choose("drift.windows.by", "day"), choose("drift.windows.by", "count")] },
  "/outcomes": {
    changes: [
      choose("outcomes.list.order", "disagreement"),
      choose("outcomes.list.order", "age"),
      async (page) => {
        await page.locator("a[data-row]").first().focus();
        await page.keyboard.press("3");
        await button(page, "outcomes.list.correct").waitFor();
      },
      async (page) =>
        void (await Promise.all([page.waitForResponse(/recordOutcome/), page.keyboard.press("2")])),
      click("outcomes.list.correct"),
    ],
  },
  "/outcomes/import": {
    changes: [
      file("first.csv", "id;outcome\n17;benign\n0190a3c0-0000-7000-8000-000000000000;calcification\n"),
      file("second.csv", "id;outcome\n18;malign\n"),
      file("third.csv", "nothing"),
    ],
  },
  "/models": {
    changes: [
      ...operatingPoints,
      type("models.cost.before", "0"),
      (page) => page.locator("#thresholds input[type=range]").press("ArrowRight"),
    ],
  },
  "/models/versions": {
    changes: [
      (page) =>
        page
          .getByRole("button", { name: t("registry.table.assignOf", { version: "rf-" }) })
          .first()
          .click(),
      click("registry.assign.confirm"),
      (page) => page.keyboard.press("Escape"),
      (page) =>
        page
          .getByRole("button", { name: t("registry.table.promoteOf", { version: "rf-" }) })
          .first()
          .click(),
      (page) => page.keyboard.press("Escape"),
    ],
  },
  "/models/versions/[version]": {
    path: ({ other }) => `/models/versions/${other}`,
    changes: operatingPoints,
  },
  "/models/compare": { changes: [click("compare.picker.swap")] },
  "/models/training": {
    changes: ["50", "20", "30"].map((trees) =>
      inTurn(
        (page) =>
          page
            .locator("details:has(input) > summary")
            .evaluate((one) => one.parentElement?.setAttribute("open", "")),
        type("training.form.trees.label", trees),
      ),
    ),
  },
  "/models/training/[id]": {
    path: async ({ begin }) => `/models/training/${await begin()}`,
    changes: [
      (page) =>
        page
          .getByRole("heading", { name: t("training.result.title"), exact: true })
          .waitFor({ timeout: 60_000 }),
    ],
  },
  "/trends": { changes: [choose("trends.controls.by", "day"), choose("trends.controls.by", "count")] },
  "/data": { changes: [file("bad.csv", "1e308,2,3,4,5,6,yes\n1,2\n"), file("other.csv", "1,2\n")] },
  "/status": {
    changes: [
      async (page) => {
        await createOver(new URL(page.url()).origin);
        await page.waitForResponse(/status\.current/, { timeout: 20_000 });
      },
    ],
  },
  "/sign-in": {
    changes: [
      click("session.signIn.submit"),
      signIn(""),
      signIn("one that is wrong"),
      signIn("another wrong one"),
    ],
  },
  "/setup": { path: () => "/setup#of-no-use", changes: [] },
  "/account": {
    changes: [
      click("account.password.submit"),
      inTurn(type("account.password.current", "wrong"), click("account.password.submit")),
      inTurn(type("account.password.next", "a password that is long"), click("account.password.submit")),
    ],
  },
  "/accounts": {
    changes: [
      click("accounts.create.open"),
      click("accounts.create.confirm"),
      (page) => page.keyboard.press("Escape"),
    ],
  },
  "/api-keys": {
    changes: [
      click("apiKeys.create.open"),
      click("apiKeys.create.confirm"),
      inTurn(
        (page) => page.getByRole("dialog").getByRole("textbox").first().fill("A key"),
        click("apiKeys.create.confirm"),
      ),
    ],
  },
  "/audit": {
    changes: [
      inTurn(choose("audit.filter.result", "denied"), click("audit.filter.apply")),
      click("audit.filter.clear"),
      inTurn(type("audit.filter.actor", "nobody"), click("audit.filter.apply")),
    ],
  },
  "/cases": {
    changes: [
      inTurn(type("caseRecords.reference", "not one"), click("caseRecords.look")),
      inTurn(type("caseRecords.reference", longReference), click("caseRecords.look")),
      click("caseRecords.erase.open"),
      (page) => page.getByRole("dialog").getByRole("button").last().click(),
    ],
  },
};
