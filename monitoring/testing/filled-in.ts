import { PromqlError } from "./promql";

/** Values of Grafana's variables by name, without the `$`. */
export type VariableValues = Readonly<Record<string, string>>;

/**
 * What Grafana puts in for its own variables and ours when a board is opened: all jobs and instances, the last six
 * hours. `__rate_interval` is four scrapes of 15 s.
 */
const usualValues: VariableValues = {
  __rate_interval: "1m",
  __interval: "15s",
  __interval_ms: "15000",
  __range: "6h",
  __range_s: "21600",
  __range_ms: "21600000",
  datasource: "microcalc-prometheus",
  job: ".+",
  instance: ".+",
};

/** `label_values(series, label)` and `label_values(label)`, with a series that holds commas of its own. */
const labelValues = /^label_values\((?:(.*),)?\s*(\w+)\s*\)$/s;
const queryResult = /^query_result\((.*)\)$/s;

/**
 * An expression as it reaches Prometheus: variables replaced, by `values` where they name one, and what only Grafana
 * knows, as `label_values(series, label)`, put in PromQL. Throws for a variable that nobody gives a value.
 */
export function filledIn(expr: string, values: VariableValues = {}): string {
  const known = { ...usualValues, ...values };
  const replaced = expr.replaceAll(/\$\{\w+(?::\w+)?\}|\$\w+|\[\[\w+\]\]/g, (variable) => {
    const value = known[/\w+/.exec(variable)?.[0] ?? ""];
    if (value === undefined) throw new PromqlError(`${variable} has no value in: ${expr}`);
    return value;
  });
  const listed = labelValues.exec(replaced.trim());
  if (listed !== null) {
    const [, series = '{__name__=~".+"}', label = ""] = listed;
    return `group by (${label}) (${series.trim()})`;
  }
  return queryResult.exec(replaced.trim())?.[1] ?? replaced;
}
