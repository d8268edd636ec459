"use client";

import { useTranslations } from "next-intl";
import { useProbabilityText } from "@/app/_components/use-probability-text";
import type { Prediction } from "@/lib/prediction";
import classes from "./prediction-summary.module.css";
import { ProbabilityScale } from "./probability-scale";

/** The answer: call, probability, and the rule that made the one of the other. */
export function PredictionSummary({ prediction }: { prediction: Prediction }) {
  const t = useTranslations("prediction.summary");
  const call = useTranslations("call");
  const probabilityText = useProbabilityText();
  const { probability, threshold, label } = prediction;
  return (
    <>
      <p className={classes.answer} data-label={label}>
        <span className={classes.mark} aria-hidden="true" />
        <strong className={classes.call}>{call(label)}</strong>
        <span className={`${classes.probability} tabular`}>
          {t("probability", { probability: probabilityText(probability, threshold) })}
        </span>
      </p>
      <ProbabilityScale probability={probability} threshold={threshold} label={label} />
      <p className={classes.rule}>
        {label === "calcification"
          ? t("atOrAbove", { threshold: probabilityText(threshold) })
          : t("below", { threshold: probabilityText(threshold) })}
      </p>
      <p className={classes.support}>{t("support")}</p>
    </>
  );
}
