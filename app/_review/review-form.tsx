"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import type { Prediction, ReviewVerdict } from "@/lib/prediction";
import { ActionButton } from "../_components/action-button";
import { ErrorNotice } from "../_components/error-notice";
import { DismissalFields } from "./dismissal-fields";
import classes from "./review.module.css";
import { useReview } from "./use-review";

/** Agrees with an answer, or dismisses it with a reason. What was typed stays until the server has it. */
export function ReviewForm({ prediction }: { prediction: Pick<Prediction, "id"> }) {
  const { id } = prediction;
  const t = useTranslations("review");
  const questionId = useId();
  const dismiss = useRef<HTMLButtonElement>(null);
  const [isDismissing, setDismissing] = useState(false);
  const [done, setDone] = useState<ReviewVerdict | null>(null);
  const { review, isPending, error } = useReview();

  const wasDismissing = useRef(false);
  useEffect(() => {
    // The fields are gone, and the focus with them.
    if (wasDismissing.current && !isDismissing) dismiss.current?.focus();
    wasDismissing.current = isDismissing;
  }, [isDismissing]);

  return (
    <div className={classes.form}>
      <p id={questionId} className={classes.question}>
        {t("question")}
      </p>
      <fieldset className={classes.actions} aria-labelledby={questionId}>
        <ActionButton
          size="small"
          aria-disabled={isPending || undefined}
          onClick={() => {
            setDismissing(false);
            review({ id, verdict: "agreed" }, () => setDone("agreed"));
          }}
        >
          {t("agree")}
        </ActionButton>
        <ActionButton
          ref={dismiss}
          size="small"
          aria-expanded={isDismissing}
          onClick={() => setDismissing(!isDismissing)}
        >
          {t("dismiss")}
        </ActionButton>
      </fieldset>
      {isDismissing ? (
        <DismissalFields
          isPending={isPending}
          onCancel={() => setDismissing(false)}
          onDismiss={(reason) =>
            review({ id, verdict: "dismissed", reason }, () => {
              setDismissing(false);
              setDone("dismissed");
            })
          }
        />
      ) : null}
      {error === null ? null : <ErrorNotice error={error} title={t("failed")} />}
      <p role="status" className={classes.done}>
        {done === null ? null : t(`done.${done}`)}
      </p>
    </div>
  );
}
