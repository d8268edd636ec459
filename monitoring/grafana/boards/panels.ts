import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  GraphDrawStyle,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  HeatmapCellLayout,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import {
  CellValuesBuilder,
  PanelBuilder as HeatmapPanel,
  RowsHeatmapOptionsBuilder,
  YAxisConfigBuilder,
} from "@grafana/grafana-foundation-sdk/heatmap";
import { PromQueryFormat } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder as StatPanel } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as StateTimelinePanel } from "@grafana/grafana-foundation-sdk/statetimeline";
import { PanelBuilder as TimeSeriesPanel } from "@grafana/grafana-foundation-sdk/timeseries";
import { type Content, fill, targets } from "./panel-content";

/** One line of states in words for each series, over time. */
export function stateTimeline(content: Content): Builder<Panel> {
  const panel = new StateTimelinePanel().showValue(VisibilityMode.Auto).mergeValues(true).rowHeight(0.8);
  return fill(panel, content);
}

/** A process that is gone must not look as it did when it was last seen: asked for this moment, not for the range. */
function atThisMoment(content: Content): StatPanel {
  const panel = new StatPanel()
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]).values(false))
    .graphMode(BigValueGraphMode.None);
  return fill(panel, content).targets(targets(content).map((target) => target.instant()));
}

/** The value of this moment, large. */
export function stat(content: Content): Builder<Panel> {
  return atThisMoment(content)
    .colorMode(content.states === undefined ? BigValueColorMode.Value : BigValueColorMode.Background)
    .textMode(
      Object.keys(content.queries).length > 1 ? BigValueTextMode.ValueAndName : BigValueTextMode.Auto,
    );
}

/** The names of the series that there are, large; their values say nothing. */
export function names(content: Content): Builder<Panel> {
  return atThisMoment(content).colorMode(BigValueColorMode.None).textMode(BigValueTextMode.Name);
}

function timeSeries(content: Content): TimeSeriesPanel {
  const panel = new TimeSeriesPanel()
    .lineWidth(1)
    .fillOpacity(0)
    .showPoints(VisibilityMode.Auto)
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .showLegend(true)
        .calcs([]),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
  const style = content.steps === undefined ? GraphThresholdsStyleMode.Off : GraphThresholdsStyleMode.Dashed;
  panel.thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(style));
  return fill(panel, content);
}

/** Values that are compared with each other. */
export function lines(content: Content): Builder<Panel> {
  return timeSeries(content);
}

/** Parts of a whole, one on top of the other. */
export function stack(content: Content): Builder<Panel> {
  return timeSeries(content)
    .fillOpacity(40)
    .stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group("A"));
}

/** Names of the legend that belong together: a value, the ends of its interval, and counts of another unit. */
interface Band {
  readonly low: string;
  readonly high: string;
  readonly counts: readonly string[];
}

/** A value in its interval, with what it was counted from on an axis of its own at the right. */
export function band(content: Content, { low, high, counts }: Band): Builder<Panel> {
  const panel = timeSeries(content)
    .overrideByName(low, [{ id: "custom.lineWidth", value: 0 }])
    .overrideByName(high, [
      { id: "custom.lineWidth", value: 0 },
      { id: "custom.fillBelowTo", value: low },
      { id: "custom.fillOpacity", value: 20 },
    ]);
  for (const name of counts) {
    panel.overrideByName(name, [
      { id: "unit", value: "short" },
      { id: "max", value: null },
      { id: "decimals", value: 0 },
      { id: "custom.axisPlacement", value: "right" },
      { id: "custom.drawStyle", value: GraphDrawStyle.Bars },
      { id: "custom.fillOpacity", value: 10 },
      { id: "custom.lineWidth", value: 0 },
    ]);
  }
  return panel;
}

/** How often values fell into the buckets of a histogram, one column for each step. */
export function heatmap(content: Content): Builder<Panel> {
  const panel = new HeatmapPanel()
    .calculate(false)
    .rowsFrame(new RowsHeatmapOptionsBuilder().layout(HeatmapCellLayout.Auto))
    .yAxis(new YAxisConfigBuilder().unit(content.unit))
    .cellValues(new CellValuesBuilder().unit("short").decimals(0));
  const buckets = targets(content).map((target) => target.format(PromQueryFormat.Heatmap));
  return fill(panel, content).targets(buckets);
}
