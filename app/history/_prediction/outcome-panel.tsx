"use client";

import { useTranslations } from "next-intl";
import type { PredictionRecord } from "@/lib/prediction";
import { OutcomeForm } from "./outcome-form";
import classes from "./outcome-panel.module.css";

/** What the region turned out to be: asked for while unknown, open to correction afterwards. */
export function OutcomePanel({ prediction }: { prediction: PredictionRecord }) {
  const t = useTranslations("prediction.outcomeForm");
  return (
    <>
      {prediction.outcome === null ? <p className={classes.pending}>{t("pending")}</p> : null}
      <OutcomeForm id={prediction.id} recorded={prediction.outcome} />
    </>
  );
}
