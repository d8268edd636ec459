import { filledIn } from "../filled-in";
import { PromqlError, parsePromql } from "../promql";
import { type Board, chosenSourceKind, type Variable } from "./board";
import { boardRule, type LintRule } from "./finding";

const capitalised = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();

function findDataSource({ templating }: Board): string[] {
  const sources = templating.list.filter(({ type }) => type === "datasource");
  if (sources.length === 0) return ["has no variable for the data source"];
  return sources.flatMap(({ name, label, query }) => {
    const alone = sources.length === 1;
    const names = [`${query.toLowerCase()}_datasource`, ...(alone ? ["datasource"] : [])];
    const labels = [`${capitalised(query)} data source`, ...(alone ? ["Data source"] : [])];
    return [
      ...(names.includes(name) ? [] : [`variable ${name} should be called ${names.join(" or ")}`]),
      ...(labels.includes(label) ? [] : [`variable ${name} should be labelled ${labels.join(" or ")}`]),
    ];
  });
}

const chosenSource = /^\$(\{(prometheus_)?datasource\}|(prometheus_)?datasource)$/;

/** What is wrong with the variable `job` or `instance`, by which every board of Prometheus can be narrowed. */
function findScrapeVariable(board: Board, name: "job" | "instance"): string[] {
  if (chosenSourceKind(board) !== "prometheus") return [];
  const variable = board.templating.list.find((one) => one.name === name);
  if (variable === undefined) return [`has no variable ${name}`];
  const expected: [holds: boolean, message: string][] = [
    [chosenSource.test(variable.datasource?.uid ?? ""), "should ask the data source that is chosen"],
    [variable.type === "query", "should be a query"],
    [variable.label === capitalised(name), `should be labelled ${capitalised(name)}`],
    [variable.multi, "should let one choose several"],
    [variable.allValue === ".+", "should have .+ for all"],
  ];
  return expected.filter(([holds]) => !holds).map(([, message]) => `variable ${name} ${message}`);
}

const grafanaFunction = /^(label_names|label_values|metrics|query_result)\((.+)\)$/s;

function findVariableQuery(variable: Variable): string[] {
  const [, name, inner = ""] = grafanaFunction.exec(variable.query.trim()) ?? [];
  if (name === undefined)
    return [`variable ${variable.name} asks what Grafana does not know: ${variable.query}`];
  // These two take no PromQL.
  if (name === "label_names" || name === "metrics") return inner === "" ? ["asks for nothing"] : [];
  try {
    parsePromql(filledIn(variable.query));
    return [];
  } catch (error) {
    if (!(error instanceof PromqlError)) throw error;
    return [`variable ${variable.name}: ${error.message}`];
  }
}

const queryVariables = ({ templating }: Board) => templating.list.filter(({ type }) => type === "query");

export const boardRules: readonly LintRule[] = [
  boardRule("template-datasource-rule", findDataSource),
  boardRule("template-job-rule", (board) => findScrapeVariable(board, "job")),
  boardRule("template-instance-rule", (board) => findScrapeVariable(board, "instance")),
  boardRule("template-label-promql-rule", (board) =>
    chosenSourceKind(board) === "prometheus" ? queryVariables(board).flatMap(findVariableQuery) : [],
  ),
  boardRule("template-on-time-change-reload-rule", (board) =>
    // 2: whenever the time range changes, so that what was there at that time can be chosen.
    queryVariables(board)
      .filter(({ refresh }) => refresh !== 2)
      .map(({ name }) => `variable ${name} should be read anew when the time range changes`),
  ),
  boardRule("uneditable-dashboard-rule", ({ editable }) => (editable ? ["can be edited"] : [])),
];
