"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ChartFrame } from "@/app/_charts/chart-frame";
import { LazyTrendScoreChart } from "@/app/_charts/lazy-charts";
import { prepareScores, shadeOf } from "@/app/_charts/prepare-trends";
import { CsvDownload } from "@/app/_components/csv-download";
import { useNumbers } from "@/app/_numbers/use-numbers";
import { probabilityEdges } from "@/lib/trends/probability-edges";
import type { TrendSummary } from "@/lib/trends/trends";
import { ChartLegend } from "./chart-legend";
import type { ShownTrends } from "./shown-trends";
import { useTrendText } from "./use-trend-text";

const sampleShares = [0.001, 0.01, 0.1, 1];
const bins = probabilityEdges.slice(1).map((to, bin) => ({ from: probabilityEdges[bin] ?? 0, to }));

/** Share of a window's predictions from a probability upwards. */
const shareFrom = ({ predictions, probabilityCounts }: TrendSummary, least: number) =>
  predictions === 0
    ? 0
    : probabilityCounts.reduce((sum, count, bin) => sum + ((bins[bin]?.from ?? 0) >= least ? count : 0), 0) /
      predictions;

/** How the probabilities are distributed, window by window. */
export function ScoreChart({ windows, marks, total }: ShownTrends & { total: TrendSummary }) {
  const t = useTranslations("trends.chart");
  const { percentMark } = useNumbers();
  const text = useTrendText();
  const columns = useMemo(() => prepareScores(windows), [windows]);
  const share = (count: number, whole: number) => (whole === 0 ? "–" : text.rate(count / whole));
  return (
    <ChartFrame
      title={t("scores.title")}
      summary={t("scores.summary", {
        low: text.rate(1 - shareFrom(total, 0.01)),
        high: text.rate(shareFrom(total, 0.5)),
      })}
      table={{
        columns: [
          t("column.window"),
          t("column.predictions"),
          ...bins.map(({ from, to }) => t("scores.bin", { from: percentMark(from), to: percentMark(to) })),
        ],
        rows: windows.map(({ from, to, predictions, probabilityCounts }) => [
          text.days(from, to),
          text.count(predictions),
          ...probabilityCounts.map((count) => share(count, predictions)),
        ]),
      }}
      controls={
        <ChartLegend
          entries={sampleShares.map((sample) => ({
            mark: { fill: "var(--mc-accent)", opacity: shadeOf(sample) },
            name: t("scores.shade", { share: percentMark(sample) }),
          }))}
        >
          <CsvDownload
            fileName="trends-probabilities.csv"
            columns={[
              "from",
              "to",
              "versions",
              "predictions",
              ...bins.map(({ from, to }) => `${from} to ${to}`),
            ]}
            rows={windows.map(({ from, to, versions, predictions, probabilityCounts }) => [
              ...[from, to, versions.join(" "), predictions],
              ...probabilityCounts,
            ])}
          />
        </ChartLegend>
      }
    >
      <LazyTrendScoreChart columns={columns} marks={marks} />
    </ChartFrame>
  );
}
