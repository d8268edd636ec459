import { describe, expect, test } from "vitest";
import { filledIn } from "./filled-in";
import { type Expression, PromqlError, parsePromql, selectorUses, windowsOf } from "./promql";

/** A selector use in short: `function(name{matchers}[window]) < innermost < outer aggregation`. */
function inShort(text: string): string[] {
  return selectorUses(parsePromql(text)).map(({ selector, window, within, aggregations }) => {
    const matchers = selector.matchers.map(({ label, operator, value }) => `${label}${operator}${value}`);
    const braces = matchers.length === 0 ? "" : `{${matchers.join(",")}}`;
    const series = `${selector.name ?? ""}${braces}${window === null ? "" : `[${window}]`}`;
    const around = aggregations.map(({ operator, modifier, labels }) =>
      modifier === null ? operator : `${operator} ${modifier} ${labels.join(",")}`,
    );
    return [within === null ? series : `${within}(${series})`, ...around].join(" < ");
  });
}

describe("of an expression are found", () => {
  test.each<[text: string, found: string[]]>([
    ["up", ["up"]],
    ["job:errors:ratio_rate5m > 0.05", ["job:errors:ratio_rate5m"]],
    ['rate(a_total{x="1"}[5m] offset 1h)', ["rate(a_total{x=1}[5m])"]],
    ["rate(a_total[5m] @ end())", ["rate(a_total[5m])"]],
    ["sum by (job) (rate(a_total[5m]))", ["rate(a_total[5m]) < sum by job"]],
    ["sum(rate(a_total[5m])) by (job)", ["rate(a_total[5m]) < sum by job"]],
    ["max(sum by (job, x) (a))", ["a < sum by job,x < max"]],
    ["sum without (instance) (max by (job) (a))", ["a < max by job < sum without instance"]],
    ["max_over_time(rate(a_total[5m])[30m:1m])", ["rate(a_total[5m])"]],
    ["max_over_time(a[30m:])", ["a"]],
    ["topk(3, a)", ["a < topk"]],
    ["quantile by (x) (0.5, a)", ["a < quantile by x"]],
    ["a / on (job) group_left (version) b", ["a", "b"]],
    ["-a and ignoring (x) (b unless c)", ["a", "b", "c"]],
    ["histogram_quantile(0.9, sum by (le) (rate(d_bucket[1m])))", ["rate(d_bucket[1m]) < sum by le"]],
    ["absent(up{job='microcalc'})", ["absent(up{job=microcalc})"]],
    ["clamp_min(a, 1) + time() - vector(0)", ["clamp_min(a)"]],
    // What a reader by patterns trips over.
    ['a{path="{id}[5m]",by="on (x)"}', ["a{path={id}[5m],by=on (x)}"]],
    [String.raw`a{x="say \"sum(b)\" \\d"}`, [String.raw`a{x=say "sum(b)" \d}`]],
    ["a{x=`\\d+`}", ["a{x=\\d+}"]],
    ["sum by (on, bool, offset, group_left) (a)", ["a < sum by on,bool,offset,group_left"]],
    ['a{offset="1",by=~"x|y",without!="",sum!~"z"}', ["a{offset=1,by=~x|y,without!=,sum!~z}"]],
    ["sum(sum)", ["sum < sum"]],
    ['{__name__=~"a|b",job="c"}', ["{__name__=~a|b,job=c}"]],
    ['{__name__="a"}', ["{__name__=a}"]],
    ['{"a.b",c="d"}', ["{__name__=a.b,c=d}"]],
    ["sum(a) # by (job) (b)", ["a < sum"]],
    ["1 + 1", []],
  ])("the selectors of %s", (text, found) => {
    expect(inShort(text)).toEqual(found);
  });

  test.each<[text: string, found: string[]]>([
    ["rate(a_total[5m]) / rate(b_total[1h])", ["5m", "1h"]],
    ["max_over_time(rate(a_total[5m])[1d:1m])", ["1d", "5m"]],
    ["a offset 1h", []],
  ])("the windows of %s", (text, found) => {
    expect(windowsOf(parsePromql(text))).toEqual(found);
  });

  test("how two sides are matched", () => {
    const expression = parsePromql("a * on (job, x) group_right (version) b > bool 1");
    expect(expression).toMatchObject({
      operator: ">",
      bool: true,
      left: {
        operator: "*",
        matching: { modifier: "on", labels: ["job", "x"] },
        many: { side: "right", included: ["version"] },
      } satisfies Partial<Extract<Expression, { kind: "binary" }>>,
    });
  });
});

test.each([
  "",
  "a{",
  'a{x="1"',
  "a{x=1}",
  "sum by job (a)",
  "a b",
  "rate(a[5m]",
  "rate(a[x])",
  "holt_winters(a[5m], 0.5, 0.5)",
  "no_such_function(a)",
  "rate(a)",
  "abs(a[5m])",
  "sum(a[5m])",
  "topk(a)",
  "sum(2, a)",
  "{}",
  String.raw`a{x=~"\d"}`,
  "rate(a[$__rate_interval])",
])("%s is refused", (text) => {
  expect(() => parsePromql(text)).toThrow(PromqlError);
});

describe("Grafana's variables", () => {
  test.each<[expr: string, filled: string]>([
    ['rate(a{job=~"$job"}[$__rate_interval])', 'rate(a{job=~".+"}[1m])'],
    [`a{instance=~"\${instance:regex}"}[\${__range}]`, 'a{instance=~".+"}[6h]'],
    ["a[[[__range]]]", "a[6h]"],
    ["label_values(up, job)", "group by (job) (up)"],
    ['label_values(up{job=~"$job", x="a,b"}, instance)', 'group by (instance) (up{job=~".+", x="a,b"})'],
    ['label_values({__name__=~"a|b"},job)', 'group by (job) ({__name__=~"a|b"})'],
    ["label_values(job)", 'group by (job) ({__name__=~".+"})'],
    ["query_result(sum(a))", "sum(a)"],
    ["a > 1", "a > 1"],
  ])("%s become PromQL", (expr, filled) => {
    expect(filledIn(expr)).toBe(filled);
  });

  test("have the value that is given", () => {
    expect(filledIn('a{job="$job"}', { job: "microcalc" })).toBe('a{job="microcalc"}');
  });

  test("that nobody gives a value are refused", () => {
    expect(() => filledIn('a{x="$version"}')).toThrow("$version has no value");
  });
});
