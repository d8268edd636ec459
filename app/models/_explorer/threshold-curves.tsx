"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useNumbers } from "@/app/_numbers/use-numbers";
import { precision, recall, specificity } from "@/lib/evaluation/confusion";
import type { Evaluation } from "@/lib/model/card";
import { ChartFrame } from "../../_charts/chart-frame";
import { LazyCurveChart } from "../../_charts/lazy-charts";
import { PlotMarker } from "../../_charts/plot-marker";
import { type Curve, preparePrecisionRecall, prepareRoc, thinned } from "../../_charts/prepare-curves";
import type { ThresholdStep } from "../../_charts/prepare-thresholds";
import classes from "../_card/chart-grid.module.css";

const tableRows = 21;

interface ThresholdCurvesProps {
  evaluation: Evaluation;
  step: ThresholdStep;
}

const place = (x: number | null, y: number | null) => (x === null || y === null ? null : { x, y });

/** Both curves, and where on them the threshold stands. */
export function ThresholdCurves({ evaluation, step: { confusion } }: ThresholdCurvesProps) {
  const t = useTranslations("models.charts");
  const { percent, threshold: thresholdText, score } = useNumbers();
  const roc = useMemo(() => prepareRoc(evaluation), [evaluation]);
  const precisionRecall = useMemo(() => preparePrecisionRecall(evaluation), [evaluation]);
  const axes = useMemo(
    () => ({
      roc: { x: t("roc.x"), y: t("roc.y") },
      precisionRecall: { x: t("precisionRecall.x"), y: t("precisionRecall.y") },
    }),
    [t],
  );
  const tables = useMemo(() => {
    const tableOf = (key: "roc" | "precisionRecall", { points }: Curve) => ({
      columns: [t("threshold"), t(`${key}.x`), t(`${key}.y`)],
      rows: thinned(points, tableRows).map((point) => [
        point.threshold === null ? t("none") : thresholdText(point.threshold),
        percent(point.x),
        percent(point.y),
      ]),
    });
    return { roc: tableOf("roc", roc), precisionRecall: tableOf("precisionRecall", precisionRecall) };
  }, [roc, precisionRecall, percent, thresholdText, t]);
  const found = recall(confusion);
  const leftAlone = specificity(confusion);
  const places = {
    roc: place(leftAlone === null ? null : 1 - leftAlone, found),
    precisionRecall: place(found, precision(confusion)),
  };

  function summaryOf(key: "roc" | "precisionRecall", { chance }: Curve): string {
    const area = key === "roc" ? evaluation.rocAuc : evaluation.averagePrecision;
    const at = places[key];
    return t(`${key}.summary`, {
      area: area === null ? t("none") : score(area.value),
      x: at === null ? t("none") : percent(at.x),
      y: at === null ? t("none") : percent(at.y),
      chance: chance === null ? t("none") : percent(chance),
    });
  }

  return (
    <div className={classes.charts}>
      <ChartFrame title={t("roc.title")} summary={summaryOf("roc", roc)} table={tables.roc}>
        <PlotMarker at={places.roc}>
          <LazyCurveChart curve={roc} axes={axes.roc} join="linear" />
        </PlotMarker>
      </ChartFrame>
      <ChartFrame
        title={t("precisionRecall.title")}
        summary={summaryOf("precisionRecall", precisionRecall)}
        table={tables.precisionRecall}
      >
        <PlotMarker at={places.precisionRecall}>
          <LazyCurveChart curve={precisionRecall} axes={axes.precisionRecall} join="stepBefore" />
        </PlotMarker>
      </ChartFrame>
    </div>
  );
}
