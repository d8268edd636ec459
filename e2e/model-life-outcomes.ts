import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { expect } from "vitest";
import { type ExportedPrediction, type KnownOutcome, outcomeFile, outcomesFor } from "./outcome-file";
import { soon, type Walk } from "./walk";

const recordedHere = 200;

/** What the history's export holds of predictions that wait for their outcome. */
async function exportOpen({ page, locale, t, to }: Walk): Promise<ExportedPrediction[]> {
  await to("history");
  await page
    .getByRole("combobox", { name: t("history.filter.outcome"), exact: true })
    .selectOption("pending");
  await page.waitForURL(/outcome=pending/);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: t("history.export.button"), exact: true }).click(),
  ]);
  const rows: (ExportedPrediction & { outcome: string })[] = parse(
    await readFile(await download.path(), "utf8"),
    { bom: true, columns: true, delimiter: locale === "fr" ? ";" : "," },
  );
  expect(rows.filter(({ outcome }) => outcome !== "")).toEqual([]);
  return rows;
}

/**
 * Finds open predictions, imports what they turned out to be from a file with one faulty line, which is left out on
 * purpose, and gives what was recorded.
 */
export async function importOutcomes(walk: Walk): Promise<KnownOutcome[]> {
  const { page, locale, t } = walk;
  const open = await exportOpen(walk);
  const known = outcomesFor(open.slice(0, recordedHere));
  expect(known).toHaveLength(recordedHere);
  const separator = locale === "fr" ? ";" : ",";
  const buffer = outcomeFile(known, { faultyId: open[recordedHere]?.id ?? "", separator });

  await walk.to("outcomes");
  await walk.follow("outcomes.import.link");
  const name = "constats.csv";
  await page.getByText(t("outcomes.import.choose")).waitFor();
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer });
  await page.getByRole("heading", { name: t("outcomes.import.preview", { name }) }).waitFor();
  await page
    .getByRole("region", { name: t("outcomes.import.faults", { count: 1 }) })
    .getByRole("row")
    .filter({ hasText: t("outcomes.import.fault.unknown_outcome") })
    .waitFor();
  const count = known.length;
  const record = page.getByRole("button", { name: t("outcomes.import.record", { count }), exact: true });
  expect(await record.isDisabled()).toBe(true);
  await page.getByRole("checkbox", { name: t("outcomes.import.leaveOut", { count: 1 }) }).check();
  await record.click();
  const counts = { new: count, corrections: 0, unchanged: 0, faulty: 1 };
  await page.getByText(t("outcomes.import.result", counts)).waitFor(soon);
  return known;
}
