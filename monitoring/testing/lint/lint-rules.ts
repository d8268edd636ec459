import { boardRules } from "./board-rules";
import type { LintRule } from "./finding";
import { logqlRules } from "./logql-rules";
import { panelRules } from "./panel-rules";
import { promqlRules } from "./promql-rules";

/**
 * The rules of grafana/dashboard-linter, under their names there, each held as strictly as it can be: its warnings
 * are findings, and its rules of panels look at every kind of panel that shows data.
 */
export const lintRules: readonly LintRule[] = [...boardRules, ...panelRules, ...promqlRules, ...logqlRules];
