"use client";

import { useTranslations } from "next-intl";
import classes from "./prediction-skeleton.module.css";

/** Grey sheets while the prediction is on its way; unseen for the first 300 ms. */
export function PredictionSkeleton() {
  const t = useTranslations("prediction");
  return (
    <div className={classes.skeleton} role="status">
      <span className={classes.text}>{t("loading")}</span>
      <span className={classes.sheet} aria-hidden="true" />
      <span className={classes.sheet} aria-hidden="true" />
    </div>
  );
}
