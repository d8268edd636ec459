import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder as AnyPanel } from "@grafana/grafana-foundation-sdk/dashboard";
import { TextMode, PanelBuilder as TextPanel } from "@grafana/grafana-foundation-sdk/text";

/** Not known to the builders: what Grafana's own panel for alerts is told. */
const alertListOptions = {
  alertInstanceLabelFilter: "",
  alertName: "Microcalc",
  dashboardAlerts: false,
  groupBy: [],
  groupMode: "default",
  maxItems: 20,
  sortOrder: 3,
  stateFilter: { error: true, firing: true, noData: true, normal: false, pending: true, recovering: true },
  viewMode: "list",
};

const alertList = new AnyPanel()
  .type("alertlist")
  .title("Open alerts")
  .description(
    "Alerts of Microcalc that fire or are about to, the most important first. None is normal. Each names its section of the runbook; all data sources that Grafana takes rules from are asked, whatever is chosen above.",
  )
  .span(12)
  .height(7);

/** The rules are Prometheus' own; Grafana reads their state where the data source says so. */
export const openAlerts: Builder<Panel> = {
  build: () => ({ ...alertList.build(), options: alertListOptions }),
};

const advice = `
1. **Not served, or canary failing:** people see an error. Row *Replicas*: is a process down, or not ready? Row *The database* on the board Platform: does it answer?
2. **Served, but budget being spent:** *Failures by route*, then *Latency by route*. If it began with a start or a promotion (marked on the pictures), go back one.
3. **Model does not hold:** board *Model*. Nothing is urgent within the hour; roll back if it began with a promotion.

Every alert names its section of \`docs/runbook.md\`. The link Runbook above leads there once its address is set, and to the page Status until then.
`.trim();

export const whatToDo: Builder<Panel> = new TextPanel()
  .title("What to do")
  .description("The three questions of somebody who was just called, in their order.")
  .mode(TextMode.Markdown)
  .content(advice)
  .span(8)
  .height(7);
