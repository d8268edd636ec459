"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { AskDialog } from "../../_components/ask-dialog";
import { emptyReason, isReason, ReasonField } from "./reason-field";
import { useMove } from "./use-move";

interface RollBackDialogProps {
  /** The one to go back to. */
  version: string;
  champion: string;
  onDone: (said: string) => void;
  onClose: () => void;
}

export function RollBackDialog({ version, champion, onDone, onClose }: RollBackDialogProps) {
  const t = useTranslations("registry.rollBack");
  const dialogText = useTranslations("registry.dialog");
  const [reason, setReason] = useState(emptyReason);
  const { rollBack } = useMove(() => onDone(t("done", { version })));
  const confirm = () => {
    if (!isReason(reason)) return setReason({ ...reason, isMissing: true });
    rollBack.send({ to: version, reason: reason.text, expectedChampion: champion });
  };
  return (
    <AskDialog
      title={t("title", { version })}
      text={t("text", { version, champion })}
      confirm={t("confirm")}
      isPending={rollBack.isPending}
      error={rollBack.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <ReasonField
        label={dialogText("reason")}
        hint={dialogText("reasonHint")}
        missing={dialogText("reasonMissing")}
        reason={reason}
        onChange={setReason}
      />
    </AskDialog>
  );
}
