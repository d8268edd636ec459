"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ChartFrame } from "@/app/_charts/chart-frame";
import { LazyTrendStackChart } from "@/app/_charts/lazy-charts";
import { prepareVolume } from "@/app/_charts/prepare-trends";
import { CsvDownload } from "@/app/_components/csv-download";
import type { TrendSummary } from "@/lib/trends/trends";
import { ChartLegend } from "./chart-legend";
import type { ShownTrends } from "./shown-trends";
import { useTrendText } from "./use-trend-text";

const fills = ["var(--mc-positive-fill)", "var(--mc-negative-fill)"] as const;

/** How much there was to do: predictions, called or not. */
export function VolumeChart({ windows, marks, total }: ShownTrends & { total: TrendSummary }) {
  const t = useTranslations("trends.chart");
  const text = useTrendText();
  const stacks = useMemo(() => prepareVolume(windows), [windows]);
  const perDay = (predictions: number, days: number) => (days === 0 ? 0 : predictions / days);
  return (
    <ChartFrame
      title={t("volume.title")}
      summary={t("volume.summary", {
        predictions: total.predictions,
        days: total.days,
        perDay: text.mean(perDay(total.predictions, total.days)),
      })}
      table={{
        columns: [
          t("column.window"),
          t("column.days"),
          t("column.predictions"),
          t("column.perDay"),
          t("column.called"),
          t("column.versions"),
        ],
        rows: windows.map(({ from, to, days, versions, predictions, calledPositive }) => [
          text.days(from, to),
          ...[days, predictions].map(text.count),
          text.mean(perDay(predictions, days)),
          text.count(calledPositive),
          versions.join(", "),
        ]),
      }}
      controls={
        <ChartLegend
          entries={[
            { mark: { fill: fills[0] }, name: t("volume.called") },
            { mark: { fill: fills[1] }, name: t("volume.notCalled") },
          ]}
        >
          <CsvDownload
            fileName="trends-predictions.csv"
            columns={["from", "to", "days", "complete", "versions", "predictions", "calledPositive"]}
            rows={windows.map(({ from, to, days, complete, versions, predictions, calledPositive }) => [
              ...[from, to, days, String(complete), versions.join(" ")],
              ...[predictions, calledPositive],
            ])}
          />
        </ChartLegend>
      }
    >
      <LazyTrendStackChart stacks={stacks} fills={fills} marks={marks} size="whole" />
    </ChartFrame>
  );
}
