"use client";

import { useTranslations } from "next-intl";
import { ChartFrame } from "@/app/_charts/chart-frame";
import { LazyDriftHistogramChart } from "@/app/_charts/lazy-charts";
import { prepareHistogram } from "@/app/_charts/prepare-drift";
import { CsvDownload } from "@/app/_components/csv-download";
import { useDateText } from "@/app/_i18n/use-date-text";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { DriftReport, HistogramMeasure } from "@/lib/drift/drift-report";
import { useMeasureName } from "../use-measure-name";
import classes from "./measure-details.module.css";
import { useBinText } from "./use-bin-text";

interface HistogramFigureProps {
  report: DriftReport;
  measure: HistogramMeasure;
}

/** Where the latest window's candidates are, and where the reference's were. */
export function HistogramFigure({ report, measure }: HistogramFigureProps) {
  const t = useTranslations("drift.histogram");
  const { percent } = useNumbers();
  const name = useMeasureName()(measure.measure);
  const { longDays } = useDateText();
  const binText = useBinText(measure.measure);
  const points = prepareHistogram(measure.bins);
  const share = (value: number | null) => (value === null ? "–" : percent(value));
  const changes = points.flatMap((point) =>
    point.current === null ? [] : [{ point, by: Math.abs(point.current - (point.reference ?? 0)) }],
  );
  const largest = changes.toSorted((a, b) => b.by - a.by)[0]?.point;
  const shown = report.latest === null ? undefined : report.windows[report.latest];
  const n = report.latest === null ? 0 : (measure.series[report.latest]?.n ?? 0);
  return (
    <div className={classes.wide}>
      <ChartFrame
        title={t("title", { name })}
        summary={
          largest === undefined
            ? t("none")
            : t("summary", {
                bin: binText.full(largest),
                current: share(largest.current),
                reference: share(largest.reference),
              })
        }
        table={{
          columns: [t("bin"), t("reference"), t("current")],
          rows: points.map((point) => [binText.full(point), share(point.reference), share(point.current)]),
        }}
        controls={
          <p className={classes.legend}>
            <span data-kind="reference">{t("referenceOf", { count: measure.referenceRows })}</span>
            {shown === undefined ? null : (
              <span data-kind="current">
                {t("currentOf", { count: n, period: longDays(shown.from, shown.to) })}
              </span>
            )}
          </p>
        }
      >
        <LazyDriftHistogramChart points={points} binName={binText.short} axes={{ x: name, y: t("share") }} />
      </ChartFrame>
      <p className={classes.download}>
        <CsvDownload
          fileName={`drift-${measure.measure}-bins.csv`}
          columns={["at_minimum", "from", "to", "reference_share", "current_share"]}
          rows={points.map((point) => [
            point.atMinimum ? 1 : 0,
            point.atMinimum ? null : point.from,
            point.atMinimum ? null : point.to,
            point.reference,
            point.current,
          ])}
        />
      </p>
    </div>
  );
}
