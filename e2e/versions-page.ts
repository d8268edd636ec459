import type { Page } from "playwright-core";
import { hydrated } from "./assess-page";
import { type Locale, sentences } from "./browser";

/** The page of versions by the words on it. */
export function versionsPage(page: Page, locale: Locale = "en") {
  const t = sentences(locale);
  const dialog = page.getByRole("dialog");
  return {
    t,
    dialog,
    reason: dialog.getByRole("textbox", { name: t("registry.dialog.reason"), exact: true }),
    overrule: dialog.getByRole("textbox", { name: t("registry.promote.overrule"), exact: true }),
    button: (key: string, values: Record<string, string> = {}) =>
      page.getByRole("button", { name: t(key, values), exact: true }),
    said: (key: string, values: Record<string, string>) =>
      page.getByRole("status").filter({ hasText: t(key, values) }),
    champion: page.getByRole("region", { name: t("registry.champion.title"), exact: true }).locator("strong"),
    moves: page.getByRole("region", { name: t("registry.history.title"), exact: true }).getByRole("listitem"),
    async open(url: string): Promise<void> {
      await page.goto(`${url}/models/versions`);
      await hydrated(page);
    },
  };
}
