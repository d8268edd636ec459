import type { Page } from "playwright-core";
import { type Locale, sentences } from "./browser";

/** One reader's way through the pages in one language, by the links a reader has. */
export interface Walk {
  readonly page: Page;
  readonly locale: Locale;
  readonly t: ReturnType<typeof sentences>;
  /** Follows a link of the main navigation, by the last part of its key. */
  to(key: "assess" | "history" | "outcomes" | "trends" | "drift" | "model" | "data"): Promise<void>;
  /** Follows the link, among those of a page, that says this. */
  follow(key: string, values?: Record<string, string>): Promise<void>;
}

export function walk(page: Page, locale: Locale): Walk {
  const t = sentences(locale);
  const main = page.getByRole("navigation", { name: t("app.navigation.label"), exact: true });
  return {
    page,
    locale,
    t,
    async to(key) {
      const link = main.getByRole("link", { name: t(`app.navigation.${key}`), exact: true });
      await link.click();
      await page.locator("main h1").waitFor();
    },
    follow: (key, values = {}) => page.getByRole("link", { name: t(key, values), exact: true }).click(),
  };
}

/** A page that draws, or waits for a job, on a busy machine. */
export const soon = { timeout: 30_000 };
