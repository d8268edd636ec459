"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ChartFrame } from "@/app/_charts/chart-frame";
import { LazyTrendFigureChart, LazyTrendStackChart } from "@/app/_charts/lazy-charts";
import { prepareBasis, prepareMetric } from "@/app/_charts/prepare-trends";
import { CsvDownload } from "@/app/_components/csv-download";
import type { MetricName } from "@/lib/trends/figure";
import type { TrendSummary } from "@/lib/trends/trends";
import { basisFills } from "./basis-fills";
import { ChartLegend } from "./chart-legend";
import type { ShownTrends } from "./shown-trends";
import { useTrendText } from "./use-trend-text";

interface MetricChartProps extends ShownTrends {
  name: MetricName;
  total: TrendSummary;
}

/** One figure of merit over time: from outcomes, beside it what the probabilities promise, below what it rests on. */
export function MetricChart({ name, windows, marks, total }: MetricChartProps) {
  const t = useTranslations("trends.chart");
  const metric = useTranslations("trends.metric");
  const text = useTrendText();
  const points = useMemo(() => prepareMetric(windows, name), [windows, name]);
  const basis = useMemo(() => prepareBasis(windows), [windows]);
  const legend = [
    { mark: "realised", name: t("realised") },
    { mark: "estimated", name: t("estimated") },
    ...(marks.length > 0 ? [{ mark: "promotion", name: t("promotion") } as const] : []),
    { mark: { fill: basisFills[0] }, name: t("positives") },
    { mark: { fill: basisFills[1] }, name: t("otherOutcomes") },
    { mark: { fill: basisFills[2] }, name: t("waiting") },
  ] as const;
  const columns = [
    "window",
    "outcomes",
    "positives",
    "waiting",
    "value",
    "interval",
    "why",
    "estimate",
    "estimateInterval",
  ];
  const gaps = windows.filter((window) => window.realised[name].value === null).length;

  return (
    <ChartFrame
      title={metric(`${name}.label`)}
      summary={t("metricSummary", {
        help: metric(`${name}.help`, {
          alwaysNo: total.outcomes === 0 ? "–" : text.rate(1 - total.positives / total.outcomes),
        }),
        total: text.whole(total.realised[name], name),
        estimate: text.whole(total.estimated[name], name),
        gaps,
        windows: windows.length,
      })}
      table={{
        columns: columns.map((column) => t(`column.${column}`)),
        rows: windows.map((window) => {
          const [realised, estimated] = [window.realised[name], window.estimated[name]];
          return [
            text.days(window.from, window.to),
            ...[window.outcomes, window.positives, window.waiting].map(text.count),
            ...[text.value(realised, name), text.interval(realised, name), text.missing(realised)],
            ...[text.value(estimated, name), text.interval(estimated, name)],
          ];
        }),
      }}
      controls={
        <ChartLegend entries={legend}>
          <CsvDownload
            fileName={`trends-${name}.csv`}
            columns={[
              "from",
              "to",
              "versions",
              "outcomes",
              "positives",
              "waiting",
              "undetermined",
              name,
              `${name}Low`,
              `${name}High`,
              "missing",
              "estimated",
              "estimatedLow",
              "estimatedHigh",
            ]}
            rows={windows.map((window) => {
              const [realised, estimated] = [window.realised[name], window.estimated[name]];
              return [
                ...[window.from, window.to, window.versions.join(" ")],
                ...[window.outcomes, window.positives, window.waiting, window.undetermined],
                ...[realised.value, realised.low, realised.high, realised.missing],
                ...[estimated.value, estimated.low, estimated.high],
              ];
            })}
          />
        </ChartLegend>
      }
    >
      <LazyTrendFigureChart points={points} marks={marks} top="one" />
      <LazyTrendStackChart stacks={basis} fills={basisFills} marks={marks} size="foot" />
    </ChartFrame>
  );
}
