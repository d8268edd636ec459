"use client";

import { useTranslations } from "next-intl";
import type { Prediction } from "@/lib/prediction";

/** The call in words, as the reader is to take it: where the training data do not reach, a person has to make it. */
export function useCall(): (prediction: Pick<Prediction, "label" | "explanation">) => string {
  const t = useTranslations("explanation.call");
  return ({ label, explanation }) =>
    explanation?.support.verdict === "outside" ? t("needsPerson") : t(label);
}
