"use client";

import { useTranslations } from "next-intl";
import { useModel } from "@/app/_components/use-model";
import { AnswerDetails } from "@/app/_explanation/answer-details";
import { AnswerSummary } from "@/app/_explanation/answer-summary";
import type { Prediction } from "@/lib/prediction";
import classes from "./prediction-summary.module.css";

/** The answer as it was given, with what was kept of its reasons. */
export function PredictionSummary({ prediction }: { prediction: Prediction }) {
  const t = useTranslations("prediction.summary");
  const model = useModel(prediction.modelVersion);
  return (
    <>
      <AnswerSummary prediction={prediction} />
      <AnswerDetails prediction={prediction} model={model.data ?? null} />
      <p className={classes.support}>{t("support")}</p>
    </>
  );
}
