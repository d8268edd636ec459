"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Estimate } from "@/lib/model/card";
import type { ComparedModel } from "@/lib/model/compare";
import { ChartFrame } from "../../../_charts/chart-frame";
import { LazyComparedCalibrationChart } from "../../../_charts/lazy-charts";
import { type CalibrationBin, prepareCalibration } from "../../../_charts/prepare-calibration";
import { useFigureText } from "../../_card/use-figure-text";

const columns = ["count", "positives", "x", "y", "interval"] as const;

/** What both predicted against what was observed. */
export function CalibrationFigure({ a, b }: { a: ComparedModel; b: ComparedModel }) {
  const t = useTranslations("compare.curves");
  const chart = useTranslations("models.charts");
  const { count, rate, share, smallScore } = useFigureText();
  const [ofA, ofB] = useMemo(
    () => [prepareCalibration(a.evaluation), prepareCalibration(b.evaluation)],
    [a, b],
  );
  const none = chart("none");
  const rowsOf = (letter: string, bins: readonly CalibrationBin[]) =>
    bins.map(({ from, to, count: rows, positives, x, y, interval }) => [
      `${letter}, ${chart("calibration.bin", { from: share(from), to: share(to) })}`,
      count(rows),
      count(positives),
      x === null ? none : rate(x),
      y === null ? none : rate(y),
      y === null || interval === null
        ? none
        : chart("calibration.range", { low: rate(y - interval[0]), high: rate(y + interval[1]) }),
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
