import type { SyntaxNode } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";

export interface Matcher {
  readonly label: string;
  readonly operator: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

export interface Selector {
  readonly kind: "selector";
  /** What stands before the braces; `null` when the name is selected by matchers on `__name__`, or not at all. */
  readonly name: string | null;
  readonly matchers: readonly Matcher[];
}

/** `of[window]`, or a subquery `of[window:step]`. */
interface Range {
  readonly kind: "range";
  readonly of: Expression;
  /** As written, `5m`. */
  readonly window: string;
  readonly subquery: boolean;
}

export interface Call {
  readonly kind: "call";
  readonly name: string;
  readonly args: readonly Expression[];
}

export interface Aggregation {
  readonly kind: "aggregation";
  readonly operator: string;
  readonly modifier: "by" | "without" | null;
  readonly labels: readonly string[];
  readonly of: Expression;
}

export interface Binary {
  readonly kind: "binary";
  readonly operator: string;
  readonly bool: boolean;
  /** `on` or `ignoring` with its labels. */
  readonly matching: { readonly modifier: "on" | "ignoring"; readonly labels: readonly string[] } | null;
  /** The side with many series to one of the other, and the labels it takes over from there. */
  readonly many: { readonly side: "left" | "right"; readonly included: readonly string[] } | null;
  readonly left: Expression;
  readonly right: Expression;
}

/** A number or a text. */
interface Literal {
  readonly kind: "literal";
  readonly value: number | string;
}

/** Parentheses, signs, `offset` and `@` are left out: they change neither names nor labels nor units. */
export type Expression = Selector | Range | Call | Aggregation | Binary | Literal;

/** An expression that Prometheus would refuse. */
export class PromqlError extends Error {}

/** Functions that look back over a range; all others take what is there at one moment. */
const rangeFunctions =
  /^(rate|irate|increase|delta|idelta|deriv|changes|resets|predict_linear|double_exponential_smoothing|\w+_over_time)$/;

const withParameter = /^(topk|bottomk|quantile|count_values|limitk|limit_ratio)$/;

function unquoted(literal: string): string {
  if (literal.startsWith("`")) return literal.slice(1, -1);
  // Escapes are those of JSON; both refuse `\.` and `\d`.
  const inner = literal.slice(1, -1);
  const doubled = literal.startsWith("'") ? inner.replaceAll("\\'", "'").replaceAll('"', '\\"') : inner;
  try {
    return JSON.parse(`"${doubled}"`);
  } catch (cause) {
    throw new PromqlError(`${literal} is no text that Prometheus reads.`, { cause });
  }
}

type Reader = (node: SyntaxNode) => string;

function labelsOf(node: SyntaxNode | null | undefined, read: Reader): string[] {
  const names = [...(node?.getChildren("LabelName") ?? []), ...(node?.getChildren("QuotedLabelName") ?? [])];
  return names.map((name) => (name.name === "LabelName" ? read(name) : unquoted(read(name))));
}

function matchersOf(node: SyntaxNode, read: Reader): Matcher[] {
  const braces = node.getChild("LabelMatchers");
  if (braces === null) return [];
  const written = [
    ...braces.getChildren("UnquotedLabelMatcher"),
    ...braces.getChildren("QuotedLabelMatcher"),
  ].map((matcher) => {
    const [label = ""] = labelsOf(matcher, read);
    const operator = matcher.getChild("MatchOp");
    const value = matcher.getChild("StringLiteral");
    if (operator === null || value === null) throw new PromqlError(`${read(matcher)} matches nothing.`);
    return { label, operator: read(operator) as Matcher["operator"], value: unquoted(read(value)) };
  });
  const names = braces.getChildren("QuotedLabelName").map((name) => unquoted(read(name)));
  return [...names.map((value) => ({ label: "__name__", operator: "=" as const, value })), ...written];
}

function selectorOf(node: SyntaxNode, read: Reader): Selector {
  const identifier = node.getChild("Identifier");
  const matchers = matchersOf(node, read);
  if (identifier === null && matchers.length === 0) throw new PromqlError("{} selects everything.");
  return { kind: "selector", name: identifier && read(identifier), matchers };
}

function callOf(node: SyntaxNode, read: Reader): Call {
  const identifier = node.getChild("FunctionIdentifier");
  const name = identifier === null ? "" : read(identifier);
  const args = (node.getChild("FunctionCallBody")?.getChildren("Expr") ?? []).map((arg) =>
    convert(arg, read),
  );
  const ranges = args.filter(({ kind }) => kind === "range").length;
  if (ranges !== (rangeFunctions.test(name) ? 1 : 0))
    throw new PromqlError(`${read(node)}: ${name} is of ${ranges === 0 ? "ranges" : "single moments"} only.`);
  return { kind: "call", name, args };
}

function aggregationOf(node: SyntaxNode, read: Reader): Aggregation {
  const operator = node.getChild("AggregateOp");
  const modifier = node.getChild("AggregateModifier");
  const args = node.getChild("FunctionCallBody")?.getChildren("Expr") ?? [];
  const of = args.at(-1);
  const name = operator === null ? "" : read(operator).toLowerCase();
  if (of === undefined || args.length !== (withParameter.test(name) ? 2 : 1))
    throw new PromqlError(`${read(node)}: ${name} has ${args.length} arguments.`);
  const converted = convert(of, read);
  if (converted.kind === "range") throw new PromqlError(`${read(node)}: a range cannot be aggregated.`);
  const kind = modifier && (modifier.getChild("By") ? "by" : "without");
  const labels = labelsOf(modifier?.getChild("GroupingLabels"), read);
  return { kind: "aggregation", operator: name, modifier: kind, labels, of: converted };
}

function binaryOf(node: SyntaxNode, read: Reader): Binary {
  const [left, right] = node.getChildren("Expr");
  const operator = left?.nextSibling;
  if (!left || !right || !operator) throw new PromqlError(`${read(node)} has one side only.`);
  const clause = node.getChild("MatchingModifierClause");
  const [matched, included] = clause?.getChildren("GroupingLabels") ?? [];
  const side = clause?.getChild("GroupLeft") ? "left" : clause?.getChild("GroupRight") ? "right" : null;
  return {
    kind: "binary",
    operator: read(operator).toLowerCase(),
    bool: node.getChild("BoolModifier") !== null,
    matching: clause && {
      modifier: clause.getChild("On") ? "on" : "ignoring",
      labels: labelsOf(matched, read),
    },
    many: side && { side, included: labelsOf(included, read) },
    left: convert(left, read),
    right: convert(right, read),
  };
}

function rangeOf(node: SyntaxNode, read: Reader): Range {
  const [window] = node.getChildren("DurationExpr");
  const [of] = node.getChildren("Expr");
  if (!window || !of) throw new PromqlError(`${read(node)} has no window.`);
  const subquery = node.name === "SubqueryExpr";
  return { kind: "range", of: convert(of, read), window: read(window), subquery };
}

const converters: Readonly<Record<string, (node: SyntaxNode, read: Reader) => Expression>> = {
  VectorSelector: selectorOf,
  MatrixSelector: rangeOf,
  SubqueryExpr: rangeOf,
  FunctionCall: callOf,
  AggregateExpr: aggregationOf,
  BinaryExpr: binaryOf,
  NumberDurationLiteral: (node, read) => ({ kind: "literal", value: Number(read(node)) }),
  StringLiteral: (node, read) => ({ kind: "literal", value: unquoted(read(node)) }),
};

function convert(node: SyntaxNode, read: Reader): Expression {
  const converter = converters[node.name];
  if (converter !== undefined) return converter(node, read);
  const [inner] = node.getChildren("Expr");
  if (inner === undefined) throw new PromqlError(`${read(node)} is no expression.`);
  return convert(inner, read);
}

/** Parses PromQL as Prometheus 3 does; throws a {@link PromqlError} that shows the place. */
export function parsePromql(text: string): Expression {
  const tree = parser.parse(text);
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) throw new PromqlError(`${text.slice(0, from)} ⚠ ${text.slice(from)}`);
    },
  });
  const top = tree.topNode.firstChild;
  if (top === null) throw new PromqlError("There is nothing to parse.");
  return convert(top, (node) => text.slice(node.from, node.to));
}

/** A selector where it stands. */
export interface SelectorUse {
  readonly selector: Selector;
  /** `null` where it is read at one moment. */
  readonly window: string | null;
  /** The function it is the argument of, itself or its range; `null` where there is none. */
  readonly within: string | null;
  /** The aggregations around it, innermost first. */
  readonly aggregations: readonly Aggregation[];
}

type Place = Omit<SelectorUse, "selector">;

/** Every selector of an expression, from left to right. */
export function selectorUses(
  expression: Expression,
  place: Place = { window: null, within: null, aggregations: [] },
): SelectorUse[] {
  const { kind } = expression;
  const { aggregations } = place;
  const bare = { window: null, within: null, aggregations };
  if (kind === "selector") return [{ selector: expression, ...place }];
  if (kind === "literal") return [];
  if (kind === "range") {
    const inner = expression.subquery ? bare : { ...place, window: expression.window };
    return selectorUses(expression.of, inner);
  }
  if (kind === "call")
    return expression.args.flatMap((arg) => selectorUses(arg, { ...bare, within: expression.name }));
  if (kind === "aggregation")
    return selectorUses(expression.of, { ...bare, aggregations: [expression, ...aggregations] });
  return [expression.left, expression.right].flatMap((side) => selectorUses(side, bare));
}

/** Every window an expression looks back over, those of subqueries included, as written. */
export function windowsOf(expression: Expression): string[] {
  const { kind } = expression;
  if (kind === "selector" || kind === "literal") return [];
  if (kind === "range") return [expression.window, ...windowsOf(expression.of)];
  if (kind === "call") return expression.args.flatMap(windowsOf);
  if (kind === "aggregation") return windowsOf(expression.of);
  return [expression.left, expression.right].flatMap(windowsOf);
}
