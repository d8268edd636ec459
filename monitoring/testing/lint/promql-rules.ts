import { filledIn } from "../filled-in";
import { type Expression, PromqlError, parsePromql, selectorUses } from "../promql";
import { chosenSourceKind, panelsOf } from "./board";
import { type LintRule, type Placed, targetRule } from "./finding";

/** As no board writes it by hand: what has this window was written as `$__rate_interval`. */
const rateInterval = "7919s";

/** `$job` and `$instance` stay as they are: the rules ask for these very words. */
const parsed = ({ target }: Placed): Expression =>
  parsePromql(filledIn(target.expr, { __rate_interval: rateInterval, job: "$job", instance: "$instance" }));

const asksPrometheus = ({ board }: Placed) => chosenSourceKind(board) === "prometheus";

/** A rule of what an expression says; one that cannot be parsed is found by another rule. */
function expressionRule(name: string, messages: (expression: Expression) => string[]): LintRule {
  return targetRule(name, (placed) => {
    if (!asksPrometheus(placed) || findPromql(placed).length > 0 || placed.target.expr === "") return [];
    return messages(parsed(placed));
  });
}

function findPromql(placed: Placed): string[] {
  if (!asksPrometheus(placed)) return [];
  const { panelId, expr } = placed.target;
  if (expr === "" && panelId !== undefined) {
    const there = panelsOf(placed.board).some(({ id }) => id === panelId);
    return there ? [] : [`shows panel ${panelId}, which is not there`];
  }
  try {
    parsed(placed);
    return [];
  } catch (error) {
    if (!(error instanceof PromqlError)) throw error;
    return [error.message];
  }
}

function findRateIntervals(expression: Expression): string[] {
  return selectorUses(expression)
    .filter(
      ({ window, within }) => window !== null && /^i?rate$/.test(within ?? "") && window !== rateInterval,
    )
    .map(({ within, window }) => `${within} over ${window} instead of $__rate_interval`);
}

/** `label=~"$label"` in every selector, so that a board can be narrowed to one job or instance. */
function findMatcher(expression: Expression, label: "job" | "instance"): string[] {
  return selectorUses(expression).flatMap(({ selector: { name, matchers } }) => {
    const own = matchers.filter((matcher) => matcher.label === label);
    if (own.some(({ operator, value }) => operator === "=~" && value === `$${label}`)) return [];
    const written = own.map(({ operator, value }) => `${label}${operator}${value}`);
    return [`${name} is not narrowed by ${label}=~"$${label}"${written.length > 0 ? ` but ${written}` : ""}`];
  });
}

function findBareCounters(expression: Expression): string[] {
  return selectorUses(expression)
    .filter(({ selector }) => selector.name?.endsWith("_total"))
    .filter(({ within }) => within === null || !/^(rate|irate|increase)$/.test(within))
    .map(({ selector }) => `${selector.name} is a counter and not read as a rate or an increase`);
}

export const promqlRules: readonly LintRule[] = [
  targetRule("target-promql-rule", findPromql),
  expressionRule("target-rate-interval-rule", findRateIntervals),
  expressionRule("target-job-rule", (expression) => findMatcher(expression, "job")),
  expressionRule("target-instance-rule", (expression) => findMatcher(expression, "instance")),
  expressionRule("target-counter-agg-rule", findBareCounters),
];
