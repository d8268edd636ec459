"use client";

import { useTranslations } from "next-intl";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { RecordedReview } from "@/lib/prediction";
import classes from "./review.module.css";

interface ReviewEntryProps {
  review: RecordedReview;
  /** Whether it is the one that holds. */
  isCurrent: boolean;
}

/** Who made what of an answer, and why. */
export function ReviewEntry({ review, isCurrent }: ReviewEntryProps) {
  const t = useTranslations("review");
  const dateText = useDateText();
  return (
    <div className={classes.entry} data-current={isCurrent || undefined}>
      <p>
        <strong>{t(`verdict.${review.verdict}`)}</strong>{" "}
        {isCurrent ? <span className={classes.tag}>{t("holds")}</span> : null}
      </p>
      <p className={classes.who}>
        {t("who", {
          name: review.reviewedBy.name,
          when: dateText.moment(review.reviewedAt),
        })}
      </p>
      {review.reason === null ? null : <p className={classes.why}>{review.reason}</p>}
    </div>
  );
}
