"use client";

import { useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
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
        {marked(
          t.rich("who", {
            when: dateText.moment(review.reviewedAt),
            ...untranslated({ name: review.reviewedBy.name }),
          }),
        )}
      </p>
      {review.reason === null ? null : <p className={classes.why}>{review.reason}</p>}
    </div>
  );
}
