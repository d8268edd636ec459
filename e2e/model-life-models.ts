import { expect } from "vitest";
import { trainingData } from "./training-data";
import { versionsPage } from "./versions-page";
import { soon, type Walk } from "./walk";

const versionPattern = /rf-[0-9a-f]{12}/;
const rows = (walk: Walk, text: string) => walk.page.getByRole("listitem").filter({ hasText: text });

const cardVersion = ({ page, t }: Walk) =>
  page
    .getByRole("region", { name: t("models.identity.title"), exact: true })
    .locator("strong")
    .first();

/** The version that the page of the model in use shows. */
export async function versionOnCard(walk: Walk): Promise<string> {
  await walk.to("model");
  return (await cardVersion(walk).textContent()) ?? "";
}

/** The page of the model in use has this version's card. */
export async function seesCardOf(walk: Walk, version: string): Promise<void> {
  await walk.to("model");
  await expect.poll(() => cardVersion(walk).textContent(), soon).toBe(version);
}

/** Sends a file to the data explorer and goes on from there to training on it. */
export async function takeData(walk: Walk): Promise<void> {
  const { page, t, to } = walk;
  await to("data");
  const { name, buffer } = await trainingData();
  const chooser = page.locator("input[type=file]");
  await chooser.waitFor({ state: "attached" });
  await chooser.setInputFiles({ name, mimeType: "text/csv", buffer });
  await page.getByRole("heading", { name: t("data.summary.title", { name }), exact: true }).waitFor(soon);
  const onward = page.getByRole("link", { name: t("data.sets.train"), exact: true });
  await onward.waitFor(soon);
  const sha256 = (await page.locator("code").first().textContent()) ?? "";
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  await onward.click();
  const choice = page.getByRole("combobox", { name: t("training.form.dataset"), exact: true });
  await expect.poll(() => choice.inputValue()).toBe(sha256);
}

/** Trains a small forest on the data set that stands in the form, watches the run, and gives the version it made. */
export async function train(walk: Walk, outcomes: "with outcomes" | "without outcomes"): Promise<string> {
  const { page, t } = walk;
  if (outcomes === "with outcomes") {
    await page.getByRole("checkbox", { name: t("training.form.outcomes"), exact: true }).check();
    await page.getByText(t("training.form.caveatTitle"), { exact: true }).waitFor();
  }
  await page.getByText(t("training.form.options"), { exact: true }).click();
  await page.getByLabel(t("training.form.trees.label"), { exact: true }).fill("30");
  await page.getByLabel(t("training.form.seed.label"), { exact: true }).fill("7");
  await page.getByRole("button", { name: t("training.form.start"), exact: true }).click();
  await page.waitForURL(/\/models\/training\/[0-9a-f-]{36}$/);
  await page.getByRole("progressbar", { name: t("training.progress.label") }).waitFor(soon);
  for (const phase of ["growing", "holding_out", "registering"])
    await rows(walk, t(`training.phase.${phase}`)).waitFor(soon);
  const result = page.getByRole("region", { name: t("training.result.title"), exact: true });
  await result.getByText(t("training.result.notPromoted")).waitFor(soon);
  const version = versionPattern.exec((await result.textContent()) ?? "")?.[0] ?? "";
  await rows(walk, t("training.log.succeeded", { version })).waitFor();
  await walk.follow("training.result.versions");
  return version;
}

/** Promotes a version on the page one is on, past the gate or, where that refuses, over it. */
export async function promote({ page, locale }: Walk, version: string, reason: string): Promise<void> {
  const versions = versionsPage(page, locale);
  await versions.button("registry.table.promoteOf", { version }).click();
  const refuses = versions.dialog.getByText(versions.t("registry.gate.refuses"));
  await versions.dialog.getByText(versions.t("registry.gate.passes")).or(refuses).waitFor(soon);
  await versions.reason.fill(reason);
  if (await refuses.isVisible()) {
    await versions.overrule.fill("A forest of thirty trees, for the journey.");
    await versions.button("registry.promote.overruleConfirm").click();
  } else await versions.button("registry.promote.confirm").click();
  await versions.said("registry.promote.done", { version }).waitFor();
  await expect.poll(() => versions.champion.textContent()).toBe(version);
  await expect.poll(() => versions.moves.first().textContent()).toContain(reason);
}

/** One step back, to the version that has to be the one before. */
export async function rollBack(walk: Walk, version: string, reason: string): Promise<void> {
  const { page, locale } = walk;
  await walk.to("model");
  await walk.follow("models.navigation.versions");
  const versions = versionsPage(page, locale);
  await versions.button("registry.champion.rollBack", { version }).click();
  await versions.reason.fill(reason);
  await versions.button("registry.rollBack.confirm").click();
  await versions.said("registry.rollBack.done", { version }).waitFor();
  await expect.poll(() => versions.champion.textContent()).toBe(version);
}
