"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Evaluation } from "@/lib/model/card";
import { ChartFrame } from "../../_charts/chart-frame";
import { LazyBinCountChart, LazyCalibrationChart } from "../../_charts/lazy-charts";
import { prepareCalibration } from "../../_charts/prepare-calibration";
import classes from "./calibration.module.css";

/** Whether 30 % means three in ten. */
export function Calibration({ evaluation }: { evaluation: Evaluation }) {
  const t = useTranslations("models.charts");
  const { count, percent, percentMark, smallScore } = useNumbers();
  const bins = useMemo(() => prepareCalibration(evaluation), [evaluation]);
  const rows = bins.map(({ from, to, count: rowsInBin, positives, x, y, interval }) => [
    t("calibration.bin", { from: percentMark(from), to: percentMark(to) }),
    count(rowsInBin),
    count(positives),
    x === null ? t("none") : percent(x),
    y === null ? t("none") : percent(y),
    y === null || interval === null
      ? t("none")
      : t("calibration.range", { low: percent(y - interval[0]), high: percent(y + interval[1]) }),
  ]);
  const columns = (["bins", "count", "positives", "x", "y", "interval"] as const).map((column) =>
    t(`calibration.${column}`),
  );
  const largest = Math.max(0, ...bins.map((bin) => bin.count));
  return (
    <ChartFrame
      title={t("calibration.title")}
      summary={t("calibration.summary", {
        brier: evaluation.brier === null ? t("none") : smallScore(evaluation.brier.value),
        share:
          evaluation.rows === 0
            ? t("none")
            : percent(largest / bins.reduce((sum, bin) => sum + bin.count, 0)),
      })}
      table={{ columns, rows }}
    >
      <LazyCalibrationChart bins={bins} axes={{ x: t("calibration.x"), y: t("calibration.y") }} />
      <p className={classes.counts}>{t("calibration.counts")}</p>
      <LazyBinCountChart bins={bins} />
    </ChartFrame>
  );
}
