import type { Page } from "playwright-core";
import type { MetricName } from "../lib/trends/figure";
import { hydrated } from "./assess-page";
import { type Locale, sentences } from "./browser";

/** The trends page by the words on it. */
export function trendsPage(page: Page, locale: Locale = "en") {
  const t = sentences(locale);
  const chart = (title: string) =>
    page.getByRole("figure").filter({ has: page.getByRole("heading", { name: t(title), exact: true }) });
  return {
    t,
    chart,
    by: page.getByLabel(t("trends.controls.by"), { exact: true }),
    version: page.getByLabel(t("trends.controls.version"), { exact: true }),
    from: page.getByLabel(t("trends.controls.from"), { exact: true }),
    to: page.getByLabel(t("trends.controls.to"), { exact: true }),
    overTime: page.getByRole("heading", { name: t("trends.overTime.title"), exact: true }),
    zoom: page.getByRole("region", { name: t("trends.zoom.label"), exact: true }),
    /** What is written for all days shown, from outcomes. */
    realised: (name: MetricName) => page.locator(`[data-figure="${name}"] td:nth-of-type(1) [data-value]`),
    download: (title: string) =>
      chart(title).getByRole("button", { name: t("figures.downloadNamed", { fileName: "" }) }),
    async open(url: string, query = ""): Promise<void> {
      await page.goto(`${url}/trends${query}`);
      await hydrated(page);
    },
  };
}
