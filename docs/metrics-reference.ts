// Writes the tables of metrics in ops.md anew, from the list the server declares: `npm run docs:metrics`.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { LabelValues, MetricDeclaration } from "../server/observability/declaration";
import { keeperMetrics } from "../server/observability/keeper-metrics";
import { processMetrics } from "../server/observability/metrics";

export const page = path.join(import.meta.dirname, "ops.md");
const [begin, end] = ["<!-- metrics: written by `npm run docs:metrics` -->", "<!-- end of metrics -->"];

const valuesOf = (values: LabelValues) => ("form" in values ? values.what : values.join(", "));

type Row = readonly [name: string, type: string, labels: string, help: string];

function rowOf({ name, type, help, labels = {}, buckets }: MetricDeclaration): Row {
  const labelled = Object.entries(labels).map(([label, values]) => `\`${label}\`: ${valuesOf(values)}`);
  const bounds = buckets === undefined ? "" : `<br>Buckets to ${buckets.join(", ")}.`;
  return [`\`${name}\``, type, labelled.join("<br>"), help + bounds];
}

/** With columns of one width, as the formatter wants them. */
function tableOf(metrics: Readonly<Record<string, MetricDeclaration>>): string {
  const head: Row = ["metric", "type", "labels and their values", "is"];
  const rows = [head, ...Object.values(metrics).map(rowOf)];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const [first = [], ...others] = rows.map((row) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)),
  );
  const line = widths.map((width) => "-".repeat(width));
  return [first, line, ...others].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** The text of a page with the tables between its two marks as the list has them. */
export function withReference(text: string): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`The page lacks the marks ${begin} and ${end}.`);
  const reference = [
    begin,
    "#### Of each process",
    tableOf(processMetrics),
    "#### The keeper's",
    tableOf(keeperMetrics),
    end,
  ].join("\n\n");
  return text.slice(0, from) + reference + text.slice(to + end.length);
}

if (process.argv[1] === import.meta.filename) writeFileSync(page, withReference(readFileSync(page, "utf8")));
