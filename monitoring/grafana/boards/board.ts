import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  type AnnotationQuery,
  AnnotationQueryBuilder,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DatasourceVariableBuilder,
  type Panel,
  QueryVariableBuilder,
  RowBuilder,
  TextBoxVariableBuilder,
  VariableHide,
  VariableRefresh,
  VariableSort,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { addresses } from "./addresses";
import { boardLinks, inSight } from "./links";
import { dataSource } from "./panel-content";

export interface Row {
  readonly title: string;
  readonly panels: readonly Builder<Panel>[];
}

/** Moments drawn over all panels: series whose value is the moment, in seconds since the epoch. */
export interface Moments {
  readonly name: string;
  readonly timestamps: string;
  readonly color: string;
  /** `{{label}}` stands for the label's value. */
  readonly text: string;
}

interface Board {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** Until now, as `6h`. */
  readonly range: string;
  readonly moments: readonly Moments[];
  readonly rows: readonly Row[];
}

/** Grafana 11 writes this version; later ones read it, and add what they need when they load it. */
const schemaVersion = 39;

/** What a process of Microcalc and the exporter of its database both say of themselves. */
const sources = '__name__=~"microcalc_build_info|pg_up"';

function choice(name: "job" | "instance", query: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(name === "job" ? "Job" : "Instance")
    .datasource(dataSource)
    .query({ query, refId: name })
    .definition(query)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue(".+")
    .current({ text: "All", value: "$__all" });
}

/** An address that links are made of: in the board's own address, and nowhere on the screen. */
function address(name: "app_url" | "runbook_url", value: string): TextBoxVariableBuilder {
  return new TextBoxVariableBuilder(name)
    .defaultValue(value)
    .current({ text: value, value })
    .hide(VariableHide.HideVariable);
}

function annotation({ name, timestamps, color, text }: Moments): Builder<AnnotationQuery> {
  const builder = new AnnotationQueryBuilder()
    .name(name)
    .datasource(dataSource)
    .enable(true)
    .iconColor(color)
    .expr(`${timestamps} * 1000`)
    .useValueForTime(true)
    .titleFormat(name)
    .textFormat(text)
    .step("60s");
  return inSight(builder);
}

export function createBoard({ uid, title, description, range, moments, rows }: Board): Dashboard {
  const board = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags(["microcalc"])
    .readonly()
    .timezone("browser")
    .tooltip(DashboardCursorSync.Crosshair)
    .refresh("30s")
    .time({ from: `now-${range}`, to: "now" })
    .version(1)
    .annotations(moments.map(annotation))
    .links([...boardLinks])
    .variables([
      new DatasourceVariableBuilder("datasource")
        .label("Data source")
        .type("prometheus")
        .current({ text: "Prometheus", value: "microcalc-prometheus" }),
      choice("job", `label_values({${sources}}, job)`),
      choice("instance", `label_values({${sources},job=~"$job"}, instance)`),
      address("app_url", addresses.application),
      address("runbook_url", addresses.runbook),
    ]);
  let id = 0;
  for (const row of rows) {
    id += 1;
    board.withRow(new RowBuilder(row.title).id(id));
    for (const panel of row.panels) {
      id += 1;
      const numbered = { ...panel.build(), id };
      board.withPanel({ build: () => numbered });
    }
  }
  return { ...board.build(), schemaVersion };
}
