"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ChartFrame } from "@/app/_charts/chart-frame";
import { LazyTrendFigureChart } from "@/app/_charts/lazy-charts";
import { prepareFigure } from "@/app/_charts/prepare-trends";
import { CsvDownload } from "@/app/_components/csv-download";
import type { TrendSummary } from "@/lib/trends/trends";
import { ChartLegend } from "./chart-legend";
import type { ShownTrends } from "./shown-trends";
import { useTrendText } from "./use-trend-text";

interface ShareChartProps extends ShownTrends {
  total: TrendSummary;
  /** Which share: of predictions called, or of first opinions that are as the call. */
  of: "called" | "agreement";
}

const sharesOf = {
  called: (window: TrendSummary) => ({
    share: window.calledShare,
    hits: window.calledPositive,
    of: window.predictions,
  }),
  agreement: (window: TrendSummary) => ({
    share: window.opinions.agreement,
    hits: window.opinions.agreeing,
    of: window.opinions.first,
  }),
};

/** One share over time, with its interval. */
export function ShareChart({ of, windows, marks, total }: ShareChartProps) {
  const t = useTranslations("trends.chart");
  const text = useTrendText();
  const points = useMemo(() => prepareFigure(windows, (window) => sharesOf[of](window).share), [windows, of]);
  const { agreed, dismissed, mindsChanged } = total.opinions;
  const all = sharesOf[of](total);
  return (
    <ChartFrame
      title={t(`${of}.title`)}
      summary={t(`${of}.summary`, {
        share: text.whole(all.share),
        ...{ hits: all.hits, of: all.of, agreed, dismissed, mindsChanged },
      })}
      table={{
        columns: [
          t("column.window"),
          t(`${of}.of`),
          t(`${of}.hits`),
          t("column.value"),
          t("column.interval"),
        ],
        rows: windows.map((window) => {
          const { share, hits, of: whole } = sharesOf[of](window);
          const window_ = text.days(window.from, window.to);
          return [window_, text.count(whole), text.count(hits), text.value(share), text.interval(share)];
        }),
      }}
      controls={
        <ChartLegend entries={[{ mark: "realised", name: t("share") }]}>
          <CsvDownload
            fileName={`trends-${of}.csv`}
            columns={["from", "to", "versions", "of", "hits", "share", "low", "high"]}
            rows={windows.map((window) => {
              const { share, hits, of: whole } = sharesOf[of](window);
              return [
                ...[window.from, window.to, window.versions.join(" ")],
                ...[whole, hits, share.value, share.low, share.high],
              ];
            })}
          />
        </ChartLegend>
      }
    >
      <LazyTrendFigureChart points={points} marks={marks} top={of === "called" ? "highest" : "one"} />
    </ChartFrame>
  );
}
