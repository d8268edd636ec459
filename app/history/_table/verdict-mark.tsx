"use client";

import { useTranslations } from "next-intl";
import type { Prediction } from "@/lib/prediction";
import classes from "./verdict-mark.module.css";

/** A word beside the call where the training data do not reach, so that nobody takes it for one like the others. */
export function VerdictMark({ explanation }: Pick<Prediction, "explanation">) {
  const t = useTranslations("explanation.call");
  if (explanation?.support.verdict !== "outside") return null;
  return <span className={classes.mark}>{t("needsPerson")}</span>;
}
