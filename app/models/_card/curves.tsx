"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Evaluation } from "@/lib/model/card";
import { ChartFrame } from "../../_charts/chart-frame";
import { LazyCurveChart } from "../../_charts/lazy-charts";
import { type Curve, preparePrecisionRecall, prepareRoc, thinned } from "../../_charts/prepare-curves";
import { Calibration } from "./calibration";
import classes from "./curves.module.css";
import { useFigureText } from "./use-figure-text";

const tableRows = 21;

export function Curves({ evaluation }: { evaluation: Evaluation }) {
  const t = useTranslations("models.charts");
  const { rate, score, share } = useFigureText();
  const roc = useMemo(() => prepareRoc(evaluation), [evaluation]);
  const precisionRecall = useMemo(() => preparePrecisionRecall(evaluation), [evaluation]);

  function summaryOf(key: "roc" | "precisionRecall", { operatingPoint, chance }: Curve): string {
    const area = key === "roc" ? evaluation.rocAuc : evaluation.averagePrecision;
    const values = {
      area: area === null ? t("none") : score(area.value),
      x: operatingPoint === null ? t("none") : rate(operatingPoint.x),
      y: operatingPoint === null ? t("none") : rate(operatingPoint.y),
      chance: chance === null ? t("none") : rate(chance),
    };
    return t(`${key}.summary`, values);
  }

  function tableOf(key: "roc" | "precisionRecall", { points }: Curve) {
    return {
      columns: [t("threshold"), t(`${key}.x`), t(`${key}.y`)],
      rows: thinned(points, tableRows).map(({ x, y, threshold }) => [
        threshold === null ? t("none") : share(threshold),
        rate(x),
        rate(y),
      ]),
    };
  }

  return (
    <div className={classes.charts}>
      <ChartFrame title={t("roc.title")} summary={summaryOf("roc", roc)} table={tableOf("roc", roc)}>
        <LazyCurveChart curve={roc} axes={{ x: t("roc.x"), y: t("roc.y") }} join="linear" />
      </ChartFrame>
      <ChartFrame
        title={t("precisionRecall.title")}
        summary={summaryOf("precisionRecall", precisionRecall)}
        table={tableOf("precisionRecall", precisionRecall)}
      >
        <LazyCurveChart
          curve={precisionRecall}
          axes={{ x: t("precisionRecall.x"), y: t("precisionRecall.y") }}
          join="stepBefore"
        />
      </ChartFrame>
      <Calibration evaluation={evaluation} />
    </div>
  );
}
