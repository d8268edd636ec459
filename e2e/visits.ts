import type { Browser, Locator, Page } from "playwright-core";
import { hydrated } from "./assess-page";
import { sentences, type Visit, visit } from "./browser";
import { type Person, signInBrowser } from "./people";

export const t = sentences("en");
export const heading = (page: Page, key: string, values = {}) =>
  page.getByRole("heading", { name: t(key, values), exact: true });
export const button = (page: Page, key: string, values = {}) =>
  page.getByRole("button", { name: t(key, values), exact: true });
export const mainNavigation = (page: Page) =>
  page.getByRole("navigation", { name: t("app.navigation.label"), exact: true });
export const textOf = async (locator: Locator) => (await locator.textContent()) ?? "";

type Steps = (visit: Visit) => Promise<void>;

/** Visits to one server in one browser. */
export interface Visits {
  /** By somebody who is not signed in; answers of 401 and 403 are part of what is tested. */
  stranger(steps: Steps): Promise<void>;
  /** The same, signed in. */
  as(person: Person, steps: Steps): Promise<void>;
  open(page: Page, path: string): Promise<void>;
}

export function visitsTo({ url, browser }: { readonly url: string; readonly browser: Browser }): Visits {
  const stranger = (steps: Steps) =>
    visit(browser, {}, async (given) => {
      given.expectTrouble(/status of (401|403)/);
      await given.page.context().clearCookies();
      await steps(given);
    });
  return {
    stranger,
    as: (person, steps) =>
      stranger(async (given) => {
        await signInBrowser(given.page, url, person);
        await steps(given);
      }),
    open: async (page, path) => {
      await page.goto(`${url}${path}`);
      await hydrated(page);
    },
  };
}
