"use client";

import { Button, Modal } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import type { Outcome, RecordedOutcome } from "@/lib/prediction";
import classes from "./outcome-panel.module.css";

interface OutcomeConfirmationProps {
  isOpen: boolean;
  recorded: RecordedOutcome;
  outcome: Outcome;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before an outcome that holds gives way to another. */
export function OutcomeConfirmation({ isOpen, recorded, outcome, ...actions }: OutcomeConfirmationProps) {
  const t = useTranslations("prediction.confirmation");
  const outcomeText = useTranslations("prediction.outcome");
  const format = useFormatter();
  return (
    <Modal
      opened={isOpen}
      onClose={actions.onClose}
      title={t("title")}
      closeButtonProps={{ "aria-label": t("close") }}
      centered
    >
      <p>
        {t("text", {
          before: outcomeText(recorded.outcome),
          after: outcomeText(outcome),
          name: recorded.recordedBy.name,
          when: format.dateTime(new Date(recorded.recordedAt), { dateStyle: "medium", timeStyle: "short" }),
        })}
      </p>
      <p>{t("kept")}</p>
      <div className={classes.confirm}>
        <Button variant="default" onClick={actions.onClose} data-autofocus>
          {t("cancel")}
        </Button>
        <Button onClick={actions.onConfirm}>{t("confirm")}</Button>
      </div>
    </Modal>
  );
}
