"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Estimate } from "@/lib/model/card";
import type { ComparedModel } from "@/lib/model/compare";
import { ChartFrame } from "../../../_charts/chart-frame";
import { LazyComparedCalibrationChart } from "../../../_charts/lazy-charts";
import { type CalibrationBin, prepareCalibration } from "../../../_charts/prepare-calibration";

const columns = ["count", "positives", "x", "y", "interval"] as const;

/** What both predicted against what was observed. */
export function CalibrationFigure({ a, b }: { a: ComparedModel; b: ComparedModel }) {
  const t = useTranslations("compare.curves");
  const chart = useTranslations("models.charts");
  const { count, percent, percentMark, smallScore } = useNumbers();
  const [ofA, ofB] = useMemo(
    () => [prepareCalibration(a.evaluation), prepareCalibration(b.evaluation)],
    [a, b],
  );
  const none = chart("none");
  const rowsOf = (letter: string, bins: readonly CalibrationBin[]) =>
    bins.map(({ from, to, count: rows, positives, x, y, interval }) => [
      `${letter}, ${chart("calibration.bin", { from: percentMark(from), to: percentMark(to) })}`,
      count(rows),
      count(positives),
      x === null ? none : percent(x),
      y === null ? none : percent(y),
      y === null || interval === null
        ? none
        : chart("calibration.range", { low: percent(y - interval[0]), high: percent(y + interval[1]) }),
    ]);
  const written = (estimate: Estimate) => (estimate === null ? none : smallScore(estimate.value));
  return (
    <ChartFrame
      title={chart("calibration.title")}
      summary={t("calibration", { a: written(a.evaluation.brier), b: written(b.evaluation.brier) })}
      table={{
        columns: [chart("calibration.bins"), ...columns.map((column) => chart(`calibration.${column}`))],
        rows: [...rowsOf("A", ofA), ...rowsOf("B", ofB)],
      }}
    >
      <LazyComparedCalibrationChart
        a={ofA}
        b={ofB}
        axes={{ x: chart("calibration.x"), y: chart("calibration.y") }}
      />
    </ChartFrame>
  );
}
