import { chosenSourceKind, panelsOf } from "./board";
import { type LintRule, type Placed, targetRule } from "./finding";
import { LogqlError, logqlWindows } from "./logql";

/** As no board writes it by hand: what has this window was written as `$__auto`. */
const auto = "7919s";

const filledIn = (expr: string) =>
  expr.replaceAll(/\$(\{__auto\}|__auto)/g, auto).replaceAll(/\$(\{__\w+\}|__\w+)/g, "1m");

const asksLoki = ({ board, target }: Placed) =>
  chosenSourceKind(board) === "loki" || target.datasource?.type === "loki";

/** A rule of the targets that ask Loki and are shown. */
function lokiRule(name: string, messages: (placed: Placed) => string[]): LintRule {
  return targetRule(name, (placed) => (asksLoki(placed) && !placed.target.hide ? messages(placed) : []));
}

function findLogql({ board, target: { expr, panelId } }: Placed): string[] {
  if (expr === "") {
    const there = panelId === undefined || panelsOf(board).some(({ id }) => id === panelId);
    return there ? [] : [`shows panel ${panelId}, which is not there`];
  }
  try {
    logqlWindows(filledIn(expr));
    return [];
  } catch (error) {
    if (!(error instanceof LogqlError)) throw error;
    return [error.message];
  }
}

function findFixedWindows(placed: Placed): string[] {
  if (placed.target.expr === "" || findLogql(placed).length > 0) return [];
  return logqlWindows(filledIn(placed.target.expr))
    .filter((window) => window !== auto)
    .map((window) => `looks back over ${window} instead of $__auto`);
}

export const logqlRules: readonly LintRule[] = [
  lokiRule("target-logql-rule", findLogql),
  lokiRule("target-logql-auto-rule", findFixedWindows),
];
