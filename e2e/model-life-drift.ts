import { expect } from "vitest";
import { type FeatureKey, featureKeys } from "../lib/features";
import { driftShift } from "../prisma/seed-rows";
import { soon, type Walk } from "./walk";

const shifted = Object.keys(driftShift) as FeatureKey[];
const steady = featureKeys.filter((key) => !shifted.includes(key));
/** Days before today on which the first window with an alarm may begin: windows of 200 are up to a week long. */
const sinceDaysAgo = { most: 18, least: 6 };
const dayMilliseconds = 86_400_000;

/**
 * Waits for the report of this champion, with no day left to be counted. What was shown before may stand there first.
 */
async function openCounted({ page, t, to }: Walk, version: string): Promise<void> {
  await to("drift");
  const [, behind = ""] = t("drift.summary.behind", { days: 2, version: "|" }).split("|");
  const isCounted = async () => {
    const said = (await page.locator("[data-kind]").first().textContent()) ?? "";
    return said.includes(version) && !said.includes(behind);
  };
  await expect.poll(isCounted, soon).toBe(true);
}

const verdictOf = ({ page }: Walk, measure: string) =>
  page.locator(`[data-measure="${measure}"] [data-verdict]`).first().getAttribute("data-verdict");

export async function seesNoDrift(walk: Walk, version: string): Promise<void> {
  await openCounted(walk, version);
  await walk.page.locator('[data-kind="steady"]').waitFor(soon);
  for (const key of featureKeys) expect(await verdictOf(walk, key), key).toMatch(/^(steady|slight)$/);
}

/**
 * The sentence names what the seed has shifted and no other feature; each says since when, and unfolds its histograms.
 */
export async function seesDrift(walk: Walk, version: string): Promise<void> {
  const { page, locale, t } = walk;
  await openCounted(walk, version);
  const sentence = page.locator('[data-kind="moved"] p').first();
  await sentence.waitFor(soon);
  const said = (await sentence.textContent()) ?? "";
  for (const key of featureKeys)
    expect(said.includes(t(`features.${key}.label`)), `${key} in: ${said}`).toBe(shifted.includes(key));
  for (const key of steady) expect(await verdictOf(walk, key), key).toMatch(/^(steady|slight)$/);
  const day = new Intl.DateTimeFormat({ en: "en-GB", fr: "fr" }[locale], {
    dateStyle: "long",
    timeZone: "UTC",
  });
  const { most, least } = sinceDaysAgo;
  const days = Array.from({ length: most - least + 1 }, (_, i) =>
    t("drift.measures.since", { date: day.format(Date.now() - (least + i) * dayMilliseconds) }),
  );
  for (const key of shifted) {
    expect(await verdictOf(walk, key), key).toMatch(/^(moved|far)$/);
    const row = page.locator(`[data-measure="${key}"]`);
    const summary = (await row.locator("summary").first().textContent()) ?? "";
    expect(
      days.filter((since) => summary.includes(since)),
      summary,
    ).toHaveLength(1);
    await row.locator("summary").first().click();
    const figure = row.getByRole("figure").first();
    await expect.poll(() => figure.locator(".recharts-bar-rectangle").count(), soon).toBeGreaterThan(8);
  }
}
