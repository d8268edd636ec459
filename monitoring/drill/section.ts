import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { table } from "../../server/text-table";
import { projectRoot } from "../testing/project-file";

const page = path.join(projectRoot, "docs", "ops.md");

/** What was measured, and its value, a line each. */
export type Lines = readonly (readonly [what: string, value: string])[];

export const textOf = (lines: Lines): string => table(lines);

/** The page with what stands between the two markers of a drill replaced; throws where they are not there. */
export function withSection(text: string, drill: string, lines: Lines): string {
  const markers = [
    `<!-- measured by npm run drill -- ${drill} -->`,
    `<!-- end of drill ${drill} -->`,
  ] as const;
  const [begin, end] = markers.map((marker) => text.indexOf(marker)) as [number, number];
  if (begin === -1 || end < begin) throw new Error(`The page has no lines ${markers.join(" and ")}.`);
  const rows = [["measured", ""], ["---", "---"], ...lines].map(([what, value]) => `| ${what} | ${value} |`);
  return `${text.slice(0, begin + markers[0].length)}\n\n${rows.join("\n")}\n\n${text.slice(end)}`;
}

/** Writes it into docs/ops.md. */
export async function writeSection(drill: string, lines: Lines): Promise<void> {
  await writeFile(page, withSection(await readFile(page, "utf8"), drill, lines));
}
