import type { Page } from "playwright-core";
import { hydrated } from "./assess-page";
import { type Locale, sentences } from "./browser";

/** The page that compares two versions, by the words on it. */
export function comparePage(page: Page, locale: Locale = "en") {
  const t = sentences(locale);
  const part = (key: string) => page.getByRole("region", { name: t(`compare.${key}.title`), exact: true });
  return {
    t,
    part,
    a: page.getByRole("combobox", { name: t("compare.picker.a"), exact: true }),
    b: page.getByRole("combobox", { name: t("compare.picker.b"), exact: true }),
    swap: page.getByRole("button", { name: t("compare.picker.swap"), exact: true }),
    figures: part("figures"),
    agreement: part("agreement"),
    contested: part("contested"),
    shadow: part("shadow"),
    async open(url: string, query = ""): Promise<void> {
      await page.goto(`${url}/models/compare${query}`);
      await hydrated(page);
    },
  };
}
