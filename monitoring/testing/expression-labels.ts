import type { Catalogue } from "./known-metric";
import { namesOf } from "./metric-names";
import type { Aggregation, Binary, Call, Expression, Selector } from "./promql";

/** What an expression's series are labelled by, and what of its own labels can never be. */
export interface ResultLabels {
  /** Empty where there is one series, or a number, that has none. */
  readonly labels: ReadonlySet<string>;
  /** Not of series but of one number, which goes with any of them. */
  readonly scalar: boolean;
  readonly problems: readonly string[];
}

const number: ResultLabels = { labels: new Set(), scalar: true, problems: [] };

const missing = (wanted: readonly string[], { labels }: ResultLabels) =>
  wanted.filter((label) => !labels.has(label));

const without = (labels: Iterable<string>, dropped: readonly string[]) =>
  new Set([...labels].filter((label) => !dropped.includes(label)));

const listed = (labels: Iterable<string>) => [...labels].sort().join(", ") || "nothing";

function ofSelector(selector: Selector, catalogue: Catalogue): ResultLabels {
  const names = namesOf(selector, catalogue);
  const metrics = names.map((name) => catalogue.get(name));
  const matched = selector.matchers.map(({ label }) => label).filter((label) => label !== "__name__");
  const problems = names.flatMap((name, i) => {
    const known = metrics[i]?.labels;
    if (known === undefined) return [`${name} is no metric`];
    return matched.filter((label) => !known.has(label)).map((label) => `${name} has no label ${label}`);
  });
  if (names.length === 0) problems.push(`no metric is selected by ${listed(matched)}`);
  return {
    labels: new Set(metrics.flatMap((metric) => [...(metric?.labels.keys() ?? [])])),
    scalar: false,
    problems,
  };
}

/** `absent` makes up a series from what the selector pins down. */
function ofAbsent(selectors: readonly Expression[]): ReadonlySet<string> {
  return new Set(
    selectors.flatMap((one) => {
      const selector = one.kind === "range" ? one.of : one;
      if (selector.kind !== "selector") return [];
      return selector.matchers
        .filter(({ label, operator }) => operator === "=" && label !== "__name__")
        .map(({ label }) => label);
    }),
  );
}

function ofCall({ name, args }: Call, catalogue: Catalogue): ResultLabels {
  const results = args.map((arg) => resultLabels(arg, catalogue));
  const problems = results.flatMap((result) => result.problems);
  if (name === "time" || name === "scalar" || name === "pi") return { ...number, problems };
  if (name === "vector") return { labels: new Set(), scalar: false, problems };
  if (name.startsWith("absent")) return { labels: ofAbsent(args), scalar: false, problems };
  const series = results.find(({ scalar }) => !scalar);
  const labels = new Set(series?.labels ?? []);
  if (name.startsWith("histogram_")) {
    if (series !== undefined && !labels.delete("le") && /quantile|fraction/.test(name))
      problems.push(`${name} of what has no label le`);
  }
  if (name === "label_replace" || name === "label_join") {
    const target = args[1];
    if (target?.kind === "literal") labels.add(String(target.value));
  }
  return { labels, scalar: false, problems };
}

function ofAggregation({ operator, modifier, labels, of }: Aggregation, catalogue: Catalogue): ResultLabels {
  const inner = resultLabels(of, catalogue);
  const unknown = missing(labels, inner).map(
    (label) => `${operator} ${modifier} ${label}, of what has ${listed(inner.labels)} alone`,
  );
  const problems = [...inner.problems, ...unknown];
  // These choose among series and leave them as they are.
  if (/^(topk|bottomk|limitk|limit_ratio)$/.test(operator)) return { ...inner, problems };
  if (modifier === "without") return { labels: without(inner.labels, labels), scalar: false, problems };
  return { labels: new Set(labels), scalar: false, problems };
}

/** Labels to match by that are not there, and sides whose labels differ, so that none of their series ever match. */
function findUnmatched(binary: Binary, left: ResultLabels, right: ResultLabels): string[] {
  const { operator, matching, many } = binary;
  if (left.scalar || right.scalar || operator === "or") return [];
  const asked = matching?.labels ?? [];
  if (matching?.modifier === "on")
    return [left, right].flatMap((side) =>
      missing(asked, side).map(
        (label) => `${operator} on ${label}, of what has ${listed(side.labels)} alone`,
      ),
    );
  const [one, other] = [left, right].map(({ labels }) => listed(without(labels, asked)));
  if (one === other || many !== null) return [];
  return [`${operator} between what is labelled by ${one} and by ${other}`];
}

function ofBinary(binary: Binary, catalogue: Catalogue): ResultLabels {
  const left = resultLabels(binary.left, catalogue);
  const right = resultLabels(binary.right, catalogue);
  const problems = [...left.problems, ...right.problems, ...findUnmatched(binary, left, right)];
  if (left.scalar && right.scalar) return { ...number, problems };
  if (left.scalar || right.scalar) return { ...(left.scalar ? right : left), problems };
  const labels = joined(binary, left.labels, right.labels);
  return { labels, scalar: false, problems };
}

function joined({ operator, matching, many }: Binary, left: ReadonlySet<string>, right: ReadonlySet<string>) {
  if (operator === "or") return new Set([...left, ...right]);
  if (operator === "and" || operator === "unless") return left;
  if (many !== null) return new Set([...(many.side === "left" ? left : right), ...many.included]);
  if (matching === null) return left;
  return matching.modifier === "on" ? new Set(matching.labels) : without(left, matching.labels);
}

/** Labels of an expression's series, by those of its metrics. Unknown metrics and labels are problems. */
export function resultLabels(expression: Expression, catalogue: Catalogue): ResultLabels {
  if (expression.kind === "literal") return number;
  if (expression.kind === "selector") return ofSelector(expression, catalogue);
  if (expression.kind === "range") return resultLabels(expression.of, catalogue);
  if (expression.kind === "call") return ofCall(expression, catalogue);
  if (expression.kind === "aggregation") return ofAggregation(expression, catalogue);
  return ofBinary(expression, catalogue);
}
