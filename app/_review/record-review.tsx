"use client";

import { useTranslations } from "next-intl";
import type { PredictionRecord } from "@/lib/prediction";
import { May } from "../_session/may";
import { OpinionBesideCall } from "./opinion-beside-call";
import classes from "./review.module.css";
import { ReviewEntry } from "./review-entry";
import { ReviewForm } from "./review-form";

/** Everything people thought of one answer, before and after it; nothing is overwritten. */
export function RecordReview({ prediction }: { prediction: PredictionRecord }) {
  const t = useTranslations("review");
  const { firstOpinion, label, reviews } = prediction;
  return (
    <>
      {firstOpinion === null ? null : <OpinionBesideCall opinion={firstOpinion} label={label} />}
      {reviews.length === 0 ? (
        <p className={classes.none}>{t("none")}</p>
      ) : (
        <>
          <h3 className={classes.count}>{t("history", { count: reviews.length })}</h3>
          <ol className={classes.entries} reversed>
            {reviews.map((review, index) => (
              <li key={review.id} data-current={index === 0 || undefined}>
                <ReviewEntry review={review} isCurrent={index === 0} />
              </li>
            ))}
          </ol>
        </>
      )}
      <May operation="predictions.review">
        <ReviewForm prediction={prediction} />
      </May>
    </>
  );
}
