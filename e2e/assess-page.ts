import type { Locator, Page } from "playwright-core";
import { featureKeys } from "../lib/features";
import { type Locale, sentences } from "./browser";

/** Six values as typed, in form order; the same region in both ways of writing. */
export const typed = {
  en: ["0.41", "-0.28", "-0.36", "1.52", "3.1", "1.28"],
  fr: ["0,41", "-0,28", "-0,36", "1,52", "3,1", "1,28"],
} as const satisfies Record<Locale, readonly string[]>;

/** The assess page by the words on it. */
export function assessPage(page: Page, locale: Locale = "en") {
  const t = sentences(locale);
  const form = page.getByRole("region", { name: t("assess.formLabel") });
  const field = (key: string): Locator =>
    page.getByRole("textbox", { name: t(`features.${key}.label`), exact: true });
  const caseReference = page.getByRole("textbox", { name: t("assess.caseReference.label"), exact: true });
  const submit = page.getByRole("button", { name: t("assess.submit"), exact: true });
  return {
    t,
    form,
    field,
    fields: featureKeys.map(field),
    caseReference,
    submit,
    heading: page.getByRole("heading", { name: t("assess.title"), exact: true }),
    /** There once an answer is. */
    record: page.getByRole("link", { name: t("assess.answer.record"), exact: true }),
    async open(url: string): Promise<void> {
      await page.goto(url, { waitUntil: "load" });
      await hydrated(page);
    },
    async fill(values: readonly string[] = typed[locale]): Promise<void> {
      for (const [index, key] of featureKeys.entries()) await field(key).fill(values[index] ?? "");
    },
    values: () => Promise.all(featureKeys.map((key) => field(key).inputValue())),
  };
}

/** Waits until React has taken over all that can be clicked or typed into, and nothing is on its way. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => {
    const all = [...document.querySelectorAll("main input, main form, header button")];
    return all.every((element) => Object.keys(element).some((key) => key.startsWith("__reactProps$")));
  });
}
