import { describe, expect, test } from "vitest";
import { type Board, boardSchema } from "./board";
import { exampleBoard } from "./example-board";
import { changed, expr, loki, narrow, ofLoki, panel, target, variable } from "./example-changes";
import { lintRules } from "./lint-rules";
import { logqlWindows } from "./logql";

type Example = [what: string, board: Board];

/** By rule: boards that it finds fault with, and some on its edge that it must not. */
const examples: Record<string, { readonly wrong: Example[]; readonly right: Example[] }> = {
  "template-datasource-rule": {
    wrong: [
      ["none", variable("datasource", null)],
      ["another name", variable("datasource", { name: "source" })],
      ["another label", variable("datasource", { label: "Source" })],
    ],
    right: [
      [
        "the long form",
        variable("datasource", { name: "prometheus_datasource", label: "Prometheus data source" }),
      ],
    ],
  },
  ...Object.fromEntries(
    (["job", "instance"] as const).map((name) => [
      `template-${name}-rule`,
      {
        wrong: [
          ["none", variable(name, null)],
          ["a fixed data source", variable(name, { datasource: { type: "prometheus", uid: "fixed" } })],
          ["no query", variable(name, { type: "custom" })],
          ["another label", variable(name, { label: name })],
          ["one only", variable(name, { multi: false })],
          ["another value for all", variable(name, { allValue: ".*" })],
        ] as Example[],
        right: [["none where it is Loki", loki('{app="a"}')]] as Example[],
      },
    ]),
  ),
  "template-label-promql-rule": {
    wrong: [
      ["no function", variable("job", { query: "up" })],
      ["an unknown function", variable("job", { query: "label_value(up, job)" })],
      ["no PromQL within", variable("job", { query: "label_values(up{, job)" })],
    ],
    right: [["a result", variable("job", { query: "query_result(sum by (job) (up))" })]],
  },
  "template-on-time-change-reload-rule": {
    wrong: [
      ["never", variable("job", { refresh: 0 })],
      ["on load only", variable("instance", { refresh: 1 })],
    ],
    right: [["what is no query", variable("job", { type: "custom", refresh: 0 })]],
  },
  "uneditable-dashboard-rule": {
    wrong: [["editable", changed((board) => void Object.assign(board, { editable: true }))]],
    right: [],
  },
  "panel-datasource-rule": {
    wrong: [
      ["a fixed one", panel({ datasource: { type: "prometheus", uid: "fixed" } })],
      ["none", panel({ datasource: null })],
    ],
    right: [["the short form", panel({ datasource: "$datasource" })]],
  },
  "panel-title-description-rule": {
    wrong: [
      ["no title", panel({ title: " " })],
      ["no description", panel({ description: "" })],
    ],
    right: [["a text", panel({ type: "text", title: "", description: "" })]],
  },
  "panel-units-rule": {
    wrong: [
      ["none", panel({ fieldConfig: { defaults: {} } })],
      ["an unknown one", panel({ fieldConfig: { defaults: { unit: "requests" } } })],
      [
        "an unknown one for a field",
        panel({
          fieldConfig: {
            defaults: { unit: "s" },
            overrides: [{ matcher: { id: "byName" }, properties: [{ id: "unit", value: "sec" }] }],
          },
        }),
      ],
    ],
    right: [["words for values", panel({ fieldConfig: { defaults: { mappings: [{ type: "value" }] } } })]],
  },
  "panel-no-targets-rule": {
    wrong: [["none", panel({ targets: [] })]],
    right: [["a text", panel({ type: "text", targets: [] })]],
  },
  "target-promql-rule": {
    wrong: [
      ["an open brace", expr(`up${narrow.slice(0, -1)}`)],
      ["nothing", expr("")],
      ["an unknown variable", expr(`up${narrow}[$window]`)],
      ["another panel's that is not there", target({ expr: "", panelId: 9 })],
    ],
    right: [["another panel's", target({ expr: "", panelId: 1 })]],
  },
  "target-rate-interval-rule": {
    wrong: [
      ["a fixed window", expr(`sum(rate(a_total${narrow}[5m]))`)],
      ["the step", expr(`sum(irate(a_total${narrow}[$__interval]))`)],
      ["the same length by hand", expr(`sum(rate(a_total${narrow}[1m]))`)],
      ["within a subquery", expr(`max_over_time(rate(a_total${narrow}[5m])[1h:1m])`)],
    ],
    right: [["an increase over the whole range", expr(`sum(increase(a_total${narrow}[$__range]))`)]],
  },
  "target-job-rule": {
    wrong: [
      ["none", expr('up{instance=~"$instance"}')],
      ["a fixed one", expr('up{job="a",instance=~"$instance"}')],
      ["no regular expression", expr('up{job="$job",instance=~"$instance"}')],
      ["none on the right side", expr(`up${narrow} * up{instance=~"$instance"}`)],
    ],
    right: [["one more", expr('up{job=~"$job",job!="a",instance=~"$instance"}')]],
  },
  "target-instance-rule": {
    wrong: [
      ["none", expr('up{job=~"$job"}')],
      ["a negated one", expr('up{job=~"$job",instance!~"$instance"}')],
    ],
    right: [],
  },
  "target-counter-agg-rule": {
    wrong: [
      ["bare", expr(`sum(a_total${narrow})`)],
      ["another function", expr(`max_over_time(a_total${narrow}[1h])`)],
      ["as a subquery", expr(`rate(a_total${narrow}[1h:1m])`)],
    ],
    right: [["what is no counter", expr(`sum(a_seconds${narrow})`)]],
  },
  "target-logql-rule": {
    wrong: [
      ["an open brace", loki('{app="a"')],
      ["no text", loki("{app=a}")],
      ["an unknown function", loki('speed({app="a"}[1m])')],
      ["no range", loki('rate({app="a"})')],
      ["no end", loki('sum(rate({app="a"} |= "x" [$__auto]) by (level)')],
      ["a target of Loki on a board of Prometheus", target({ ...ofLoki, expr: "{app}" })],
      ["another panel's that is not there", loki("", { panelId: 9 })],
    ],
    right: [
      [
        "lines",
        loki('{app="a",env=~"b|c"} |= "x" or "y" != `z` | json | status >= 500 | line_format "{{.x}} | ["'),
      ],
      ["what is hidden", loki("{", { hide: true })],
      ["PromQL", expr(`up${narrow}`)],
    ],
  },
  "target-logql-auto-rule": {
    wrong: [
      ["a fixed window", loki('sum(count_over_time({app="a"} |= "x" [5m]))')],
      ["the step", loki('sum by (level) (rate({app="a"} | logfmt [$__interval]))')],
      ["one of two", loki('rate({app="a"}[$__auto]) / on (x) rate({app="b"}[1h])')],
    ],
    right: [
      ["lines", loki('{app="a"}')],
      [
        "the window of the query",
        loki('quantile_over_time(0.9, {app="a"} | unwrap seconds(took) [$__auto]) by (x)'),
      ],
    ],
  },
};

test("each of the linter's seventeen rules is tried", () => {
  expect(lintRules.map(({ name }) => name).sort()).toEqual(Object.keys(examples).sort());
  expect(lintRules).toHaveLength(17);
});

describe.each(lintRules.map((rule) => [rule.name, rule] as const))("%s", (name, rule) => {
  const { wrong = [], right = [] } = examples[name] ?? {};

  test("finds nothing on the example", () => {
    expect(rule.find(boardSchema.parse(exampleBoard))).toEqual([]);
  });

  test.each(wrong)("finds: %s", (_, board) => {
    expect(rule.find(board)).not.toEqual([]);
  });

  test.each([...right])("lets through: %s", (_, board) => {
    expect(rule.find(board)).toEqual([]);
  });
});

test("a finding names the panel and the target", () => {
  const [rule] = lintRules.filter(({ name }) => name === "target-job-rule");
  const [finding] = rule?.find(expr('up{instance=~"$instance"}')) ?? [];
  expect(finding).toEqual({
    panel: "Requests",
    target: "A",
    message: 'up is not narrowed by job=~"$job"',
  });
});

test("panels in folded rows are looked at", () => {
  const [row, timeseries] = exampleBoard.panels;
  const folded = boardSchema.parse({
    ...exampleBoard,
    panels: [{ ...row, collapsed: true, panels: [{ ...timeseries, title: "" }] }],
  });
  expect(lintRules.flatMap((rule) => rule.find(folded))).toHaveLength(1);
});

test("the windows of a LogQL query are found in their order", () => {
  expect(logqlWindows('sum(rate({a="b"}[5m])) - max_over_time({a="b"} | unwrap x [1h] offset 1d)')).toEqual([
    "5m",
    "1h",
  ]);
});
