import { parser } from "@prometheus-io/lezer-promql";

/** Functions and aggregations of 3.x that 2.42 does not know; `holt_winters` went the other way and is refused. */
const newerNames = new Set(
  [
    "first_over_time mad_over_time double_exponential_smoothing info",
    "histogram_avg histogram_stddev histogram_stdvar histogram_quantiles",
    "sort_by_label sort_by_label_desc limitk limit_ratio",
    "ts_of_first_over_time ts_of_last_over_time ts_of_min_over_time ts_of_max_over_time",
    "start_timestamp start end step range min_of max_of",
  ].flatMap((line) => line.split(" ")),
);

/** What else the grammar has that 2.42 refuses: names in quotes, windows that are computed, and the like. */
const newerNodes =
  /^(Anchored|Smoothed|Fill|FillLeft|FillRight|TrimUpper|TrimLower|QuotedLabelName|DurationStep|DurationRange|DurationMinOf|DurationMaxOf)$/;

/** Parts of an expression that 3.x reads and 2.42 refuses. */
export function newerThan242(text: string): string[] {
  const found: string[] = [];
  parser.parse(text).iterate({
    enter: ({ name, from, to, node }) => {
      const part = text.slice(from, to);
      const named = name === "FunctionIdentifier" || name === "AggregateOp";
      // `5m` for 300, `1_000`, and windows without a unit.
      const numeral =
        (name === "NumberDurationLiteral" && /\d[smhdwy_]/.test(part) && !part.startsWith("0x")) ||
        (name === "NumberDurationLiteralInDurationContext" && !/[smhdwy]$/.test(part));
      const computed = name === "DurationExpr" && node.parent?.name === "DurationExpr";
      if ((named && newerNames.has(part)) || newerNodes.test(name) || numeral || computed) found.push(part);
    },
  });
  return found;
}
