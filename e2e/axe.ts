import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Page } from "playwright-core";

const axeFile = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
/** Evaluated by the browser's driver: as a script tag the page's policy would refuse it. */
const axeSource = await readFile(axeFile, "utf8");

/** What axe finds wrong, by all its rules or those named: the rule, and where. */
export async function violations(page: Page, rules: string[] = []): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async (only) => {
    const tool = (window as unknown as { axe: typeof axe }).axe;
    const { violations } = await tool.run(document, {
      resultTypes: ["violations"],
      ...(only.length > 0 && { runOnly: only }),
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
    );
  }, rules);
}
