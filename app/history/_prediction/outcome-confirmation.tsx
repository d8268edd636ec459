"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useId, useLayoutEffect, useRef } from "react";
import { marked, untranslated } from "@/app/_components/untranslated";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { Outcome, RecordedOutcome } from "@/lib/prediction";
import classes from "./outcome-confirmation.module.css";

interface OutcomeConfirmationProps {
  recorded: RecordedOutcome;
  outcome: Outcome;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before an outcome that holds gives way to another. Open for as long as it is there. */
export function OutcomeConfirmation({ recorded, outcome, onConfirm, onClose }: OutcomeConfirmationProps) {
  const t = useTranslations("prediction.confirmation");
  const outcomeText = useTranslations("prediction.outcome");
  const dateText = useDateText();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);

  // Closed while still in the document, the dialog gives the focus back to where it was.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  return (
    <dialog ref={dialog} className={classes.dialog} aria-labelledby={titleId} onCancel={onClose}>
      <h2 id={titleId} className={classes.title}>
        {t("title")}
      </h2>
      <p>
        {marked(
          t.rich("text", {
            before: outcomeText(recorded.outcome),
            after: outcomeText(outcome),
            when: dateText.moment(recorded.recordedAt),
            ...untranslated({ name: recorded.recordedBy.name }),
          }),
        )}
      </p>
      <p>{t("kept")}</p>
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose}>
          {t("cancel")}
        </Button>
        <Button onClick={onConfirm}>{t("confirm")}</Button>
      </div>
    </dialog>
  );
}
