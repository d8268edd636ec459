/** One metric as a query uses it, with the labels it is selected by. */
export interface MetricUse {
  readonly name: string;
  readonly labels: readonly string[];
  /** The function the selector stands in directly, as `rate`; `null` when there is none. */
  readonly within: string | null;
}

const keywords = new Set(
  "and or unless on ignoring group_left group_right bool offset by without inf nan".split(" "),
);

/** Text in quotes made empty, so that nothing in it is taken for a name. */
const withoutTexts = (query: string) => query.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');

/** The lists of labels after `by`, `on` and the like. */
const grouping = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/g;

/** Labels that a query groups or joins by. */
export function groupedLabels(query: string): string[] {
  return [...withoutTexts(query).matchAll(grouping)]
    .flatMap(([, list = ""]) => list.split(","))
    .map((label) => label.trim())
    .filter((label) => label !== "");
}

/** Every metric that a PromQL query or a Grafana `label_values(…)` names. */
export function metricUses(query: string): MetricUse[] {
  const labelValues = /^label_values\((.*),\s*\w+\)$/.exec(query);
  const plain = withoutTexts(labelValues?.[1] ?? query).replaceAll(grouping, "");
  const uses: MetricUse[] = [];
  for (const match of plain.matchAll(/(?<![\w:$])([a-zA-Z_:][\w:]*)(?![\w:])(\s*\()?(\{[^}]*\})?/g)) {
    const [, name = "", call, selector = ""] = match;
    if (call !== undefined || keywords.has(name.toLowerCase())) continue;
    const before = plain.slice(0, match.index);
    if (
      before.lastIndexOf("{") > before.lastIndexOf("}") ||
      before.lastIndexOf("[") > before.lastIndexOf("]")
    ) {
      continue;
    }
    const labels = [...selector.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = ""]) => label);
    uses.push({ name, labels, within: /(\w+)\s*\(\s*$/.exec(before)?.[1] ?? null });
  }
  return uses;
}
