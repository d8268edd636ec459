import { expect } from "vitest";
import { assessPage, typed } from "./assess-page";
import { soon, type Walk } from "./walk";

/** Submits a region with this contrast, as typed, and gives the version that the answer on the page names. */
export async function versionThatAnswers(walk: Walk, contrast: string): Promise<string> {
  const { page, locale, t } = walk;
  await walk.to("assess");
  const form = assessPage(page, locale);
  await form.fill(typed[locale]);
  await form.field("contrast").fill(contrast);
  const answered = page.waitForResponse(/predictions\.create/);
  await form.submit.click();
  const { result } = (await (await answered).json()) as { result: { data: { id: string } } };
  await expect.poll(() => form.record.getAttribute("href"), soon).toBe(`/history/${result.data.id}`);
  const model = page
    .getByText(t("assess.answer.model"), { exact: true })
    .locator("xpath=following-sibling::dd[1]");
  return (await model.textContent()) ?? "";
}
