"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import type { DriftReport } from "@/lib/drift/drift-report";
import { useMeasureName } from "../use-measure-name";
import classes from "./measure-list.module.css";
import { MeasureRow } from "./measure-row";

/** Every measure in a row of its own that unfolds. */
export function MeasureList({ report }: { report: DriftReport }) {
  const t = useTranslations("drift");
  const measureName = useMeasureName();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={classes.title}>
        {t("measures.title")}
      </h2>
      <p className={classes.lead}>{t("measures.lead")}</p>
      <ul className={classes.list}>
        {report.measures.map((measure) =>
          measure.kind === "missing" ? (
            <li key={measure.measure} className={classes.missing}>
              <strong>{measureName(measure.measure)}</strong> {t(`reason.${measure.reason}`)}
            </li>
          ) : (
            <li key={measure.measure}>
              <MeasureRow report={report} measure={measure} />
            </li>
          ),
        )}
      </ul>
    </section>
  );
}
