"use client";

import { useTranslations } from "next-intl";
import type { JudgedMeasure } from "@/app/_charts/prepare-drift";
import type { DriftReport } from "@/lib/drift/drift-report";
import { HistogramFigure } from "./histogram-figure";
import classes from "./measure-details.module.css";
import { SeriesFigure } from "./series-figure";

interface MeasureDetailsProps {
  report: DriftReport;
  measure: JudgedMeasure;
}

/** How a measure has moved, and its course over the windows. */
export function MeasureDetails({ report, measure }: MeasureDetailsProps) {
  const t = useTranslations("drift.measure");
  const help = () => {
    if (measure.measure === "score" || measure.measure === "support") return t(`${measure.measure}.help`);
    return null;
  };
  return (
    <div className={classes.details}>
      {help() === null ? null : <p className={classes.help}>{help()}</p>}
      {measure.kind === "histogram" ? (
        <>
          <HistogramFigure report={report} measure={measure} />
          <SeriesFigure report={report} measure={measure} kind="psi" />
          <SeriesFigure report={report} measure={measure} kind="jensenShannon" />
        </>
      ) : (
        <SeriesFigure report={report} measure={measure} kind="share" />
      )}
    </div>
  );
}
