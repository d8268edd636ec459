import { expect } from "vitest";
import { trendsPage } from "./trends-page";
import { soon, type Walk } from "./walk";

const counted = ["predictions", "outcomes", "positives", "waiting", "undetermined"] as const;
type Totals = Record<(typeof counted)[number], number>;

/** A number as written, with whatever parts its thousands. */
const numberIn = (text: string | null) => Number(text?.replace(/\D/g, ""));

/** All days together, once the page says that everything is counted and this one figure is what it ought to be. */
export async function totalsOnce(walk: Walk, expected: Partial<Totals>): Promise<Totals> {
  const { page, t, to } = walk;
  await to("trends");
  const [complete = ""] = t("trends.counted.complete", { ago: "|" }).split("|");
  const read = async (): Promise<Totals | null> => {
    if ((await page.getByText(complete).count()) === 0) return null;
    const entries = counted.map(async (key) => {
      const entry = page
        .locator("dl > div")
        .filter({ has: page.getByText(t(`trends.total.${key}`), { exact: true }) });
      return [key, numberIn(await entry.locator("dd").textContent())] as const;
    });
    return Object.fromEntries(await Promise.all(entries)) as Totals;
  };
  await page.locator("[data-figure]").first().waitFor(soon);
  // Kept: asked again, the page may be drawing what came in meanwhile.
  let last: Totals | null = null;
  const readOnce = async () => {
    last = await read();
    return last;
  };
  await expect.poll(readOnce, soon).toMatchObject(expected);
  if (last === null) throw new Error("The page has no figures.");
  return last;
}

export async function seesNothingYet({ page, t, to }: Walk): Promise<void> {
  await to("trends");
  await page.getByRole("heading", { name: t("trends.empty.title"), exact: true }).waitFor();
}

interface Move {
  readonly version: string;
  readonly reason: string;
}

/** The moves since the installation are told in words, in their order, and the last one is marked in every chart. */
export async function seesMoves(walk: Walk, moves: readonly Move[]): Promise<void> {
  const { page, locale, t, to } = walk;
  await to("trends");
  const told = page
    .getByRole("region", { name: t("trends.promotions.title"), exact: true })
    .getByRole("listitem");
  await expect.poll(() => told.count(), soon).toBe(1 + moves.length);
  const [, ...texts] = await told.allTextContents();
  moves.forEach(({ version, reason }, i) => {
    expect(texts[i]).toContain(version);
    expect(texts[i]).toContain(t("trends.promotions.reason", { reason }));
  });
  // Those of one window share a mark: "1–3".
  const last = new RegExp(`(^|–)${1 + moves.length}$`);
  const view = trendsPage(page, locale);
  for (const title of ["trends.chart.called.title", "trends.chart.scores.title", "trends.metric.f1.label"]) {
    const labels = view.chart(title).locator(".recharts-label");
    await expect.poll(() => labels.last().textContent(), soon).toMatch(last);
  }
}
