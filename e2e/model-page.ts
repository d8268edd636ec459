import type { Locator, Page } from "playwright-core";
import { hydrated } from "./assess-page";
import { type Locale, sentences } from "./browser";

/** The model page by the words on it. */
export function modelPage(page: Page, locale: Locale = "en") {
  const t = sentences(locale);
  const section = (key: string) => page.getByRole("region", { name: t(key), exact: true });
  const explorer = section("models.explorer.title");
  const tree = section("models.tree.title");
  const chart = (key: string): Locator =>
    explorer.getByRole("figure").filter({ has: page.getByRole("heading", { name: t(key), exact: true }) });
  return {
    t,
    explorer,
    tree,
    slider: explorer.getByRole("slider", { name: t("models.explorer.slider.label"), exact: true }),
    /** Counts of the calls against truth: found, missed, false alarms, rightly left alone. */
    counts: explorer.getByRole("table", { name: t("models.confusion.caption") }).locator("td strong"),
    figure: (key: string) => explorer.locator(`[data-figure="${key}"]`),
    chart,
    missCost: explorer.getByRole("textbox", { name: t("models.cost.before"), exact: true }),
    steps: tree.getByRole("listitem"),
    field: (key: string) => tree.getByRole("textbox", { name: t(`features.${key}.label`), exact: true }),
    treeNumber: (trees: number) =>
      tree.getByRole("textbox", { name: t("models.tree.number", { trees }), exact: true }),
    button: (key: string) => tree.getByRole("button", { name: t(key), exact: true }),
    async open(url: string, query = ""): Promise<void> {
      await page.goto(`${url}/models${query}`);
      await hydrated(page);
      await explorer.waitFor();
    },
    /** Where a chart's dot stands, in [0, 1] from the left and from the bottom. */
    dot: (key: string) =>
      chart(key)
        .locator("[data-marker]")
        .evaluate((marker: HTMLElement) => ({
          x: Number(marker.style.getPropertyValue("--x")),
          y: Number(marker.style.getPropertyValue("--y")),
        })),
  };
}
