"use client";

import { useTranslations } from "next-intl";
import type { Prediction } from "@/lib/prediction";
import { OpinionBesideCall } from "./opinion-beside-call";
import classes from "./review.module.css";
import { ReviewEntry } from "./review-entry";
import { ReviewForm } from "./review-form";

/** Under an answer that came after an opinion: the two side by side, and what the reader makes of it now. */
export function AnswerReview({ prediction }: { prediction: Prediction }) {
  const t = useTranslations("review");
  if (prediction.firstOpinion === null) return null;
  return (
    <section className={classes.section}>
      <h3>{t("title")}</h3>
      <OpinionBesideCall opinion={prediction.firstOpinion} label={prediction.label} />
      {prediction.review === null ? null : <ReviewEntry review={prediction.review} isCurrent />}
      <ReviewForm prediction={prediction} />
    </section>
  );
}
