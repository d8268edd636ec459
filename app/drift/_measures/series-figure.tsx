"use client";

import { useTranslations } from "next-intl";
import { ChartFrame } from "@/app/_charts/chart-frame";
import { LazyDriftSeriesChart } from "@/app/_charts/lazy-charts";
import { type JudgedMeasure, type LevelKind, prepareSeries } from "@/app/_charts/prepare-drift";
import { CsvDownload } from "@/app/_components/csv-download";
import { useDateText } from "@/app/_i18n/use-date-text";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { DriftReport } from "@/lib/drift/drift-report";
import { useMeasureName } from "../use-measure-name";
import classes from "./measure-details.module.css";
import { useLevelText } from "./use-level-text";

interface SeriesFigureProps {
  report: DriftReport;
  measure: JudgedMeasure;
  kind: LevelKind;
}

/** One level of a measure over the windows with its threshold. */
export function SeriesFigure({ report, measure, kind }: SeriesFigureProps) {
  const t = useTranslations("drift.series");
  const tVerdict = useTranslations("drift.verdict");
  const { count, percentMark, tick } = useNumbers();
  const name = useMeasureName()(measure.measure);
  const levelText = useLevelText();
  const { longDays, shortDay } = useDateText();
  const series = prepareSeries(report, measure, kind);
  const text = (value: number | null) => (value === null ? "–" : levelText(value, kind));
  const judged = series.points.filter(({ value }) => value !== null);
  return (
    <div className={kind === "share" ? classes.wide : undefined}>
      <ChartFrame
        title={t(`title.${kind}`, { name })}
        summary={t("summary", {
          windows: judged.length,
          alarms: judged.filter(({ value, threshold }) => (value ?? 0) > (threshold ?? 0)).length,
        })}
        table={{
          columns: [t("window"), t("n"), t(`axis.${kind}`), t("threshold"), t("verdict")],
          rows: series.points.map((point) => [
            longDays(point.window.from, point.window.to),
            count(point.n),
            text(point.value),
            text(point.threshold),
            tVerdict(point.verdict),
          ]),
        }}
        controls={
          <p className={classes.legend}>
            <span data-kind="value">{t(`axis.${kind}`)}</span>
            <span data-kind="threshold">{t("threshold")}</span>
          </p>
        }
      >
        <LazyDriftSeriesChart
          series={series}
          windowName={({ window }) => shortDay(window.to)}
          valueText={(value) => (kind === "share" ? percentMark(value) : tick(value))}
          axes={{ x: t("x"), y: t(`axis.${kind}`) }}
        />
      </ChartFrame>
      <p className={classes.download}>
        <CsvDownload
          fileName={`drift-${measure.measure}-${kind === "jensenShannon" ? "jensen-shannon" : kind}.csv`}
          columns={["from", "to", "n", "value", "threshold", "verdict"]}
          rows={series.points.map(({ window, n, value, threshold, verdict }) => [
            window.from,
            window.to,
            n,
            value,
            threshold,
            verdict,
          ])}
        />
      </p>
    </div>
  );
}
