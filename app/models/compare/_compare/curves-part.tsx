"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Estimate } from "@/lib/model/card";
import type { ComparedModel } from "@/lib/model/compare";
import { ChartFrame } from "../../../_charts/chart-frame";
import { LazyComparedCurvesChart } from "../../../_charts/lazy-charts";
import { PairLegend } from "../../../_charts/pair-legend";
import { tabledPoints } from "../../../_charts/prepare-compared-curves";
import { type Curve, preparePrecisionRecall, prepareRoc } from "../../../_charts/prepare-curves";
import grid from "../../_card/chart-grid.module.css";
import { CalibrationFigure } from "./calibration-figure";
import { Part } from "./part";

/** Points of each curve in the table under a chart. */
const tabled = 25;

function useCurveTable() {
  const t = useTranslations("compare.curves");
  const chart = useTranslations("models.charts");
  const { percent, threshold } = useNumbers();
  return (a: Curve, b: Curve, axes: { x: string; y: string }) => ({
    columns: [t("version"), chart("threshold"), axes.x, axes.y],
    rows: tabledPoints(a, b, tabled).map((point, i) => [
      `${point.curve} ${i + 1}`,
      point.threshold === null ? chart("none") : threshold(point.threshold),
      percent(point.x),
      percent(point.y),
    ]),
  });
}

/** Both models' curves in one drawing each. */
export function CurvesPart({ a, b }: { a: ComparedModel; b: ComparedModel }) {
  const t = useTranslations("compare.curves");
  const chart = useTranslations("models.charts");
  const tableOf = useCurveTable();
  const { percent, score } = useNumbers();
  const [roc, precisionRecall] = useMemo(
    () => [
      { a: prepareRoc(a.evaluation), b: prepareRoc(b.evaluation) },
      { a: preparePrecisionRecall(a.evaluation), b: preparePrecisionRecall(b.evaluation) },
    ],
    [a, b],
  );
  const written = (estimate: Estimate) => (estimate === null ? chart("none") : score(estimate.value));
  const rocAxes = { x: chart("roc.x"), y: chart("roc.y") };
  const precisionRecallAxes = { x: chart("precisionRecall.x"), y: chart("precisionRecall.y") };
  const chance = precisionRecall.a.chance;
  return (
    <Part title={t("title")}>
      <PairLegend a={t("a")} b={t("b")} />
      <div className={grid.charts}>
        <ChartFrame
          title={chart("roc.title")}
          summary={t("roc", { a: written(a.evaluation.rocAuc), b: written(b.evaluation.rocAuc) })}
          table={tableOf(roc.a, roc.b, rocAxes)}
        >
          <LazyComparedCurvesChart {...roc} axes={rocAxes} join="linear" />
        </ChartFrame>
        <ChartFrame
          title={chart("precisionRecall.title")}
          summary={t("precisionRecall", {
            a: written(a.evaluation.averagePrecision),
            b: written(b.evaluation.averagePrecision),
            chance: chance === null ? chart("none") : percent(chance),
          })}
          table={tableOf(precisionRecall.a, precisionRecall.b, precisionRecallAxes)}
        >
          <LazyComparedCurvesChart {...precisionRecall} axes={precisionRecallAxes} join="stepBefore" />
        </ChartFrame>
        <CalibrationFigure a={a} b={b} />
      </div>
    </Part>
  );
}
