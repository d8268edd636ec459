"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { marked, untranslated } from "@/app/_components/untranslated";
import { AskDialog } from "../../_components/ask-dialog";
import { emptyReason, isReason, ReasonField } from "./reason-field";
import { useMove } from "./use-move";

interface RollBackDialogProps {
  /** The one to go back to. */
  version: string;
  champion: string;
  onDone: (said: ReactNode) => void;
  onClose: () => void;
}

export function RollBackDialog({ version, champion, onDone, onClose }: RollBackDialogProps) {
  const t = useTranslations("registry.rollBack");
  const dialogText = useTranslations("registry.dialog");
  const [reason, setReason] = useState(emptyReason);
  const { rollBack } = useMove(() => onDone(marked(t.rich("done", untranslated({ version })))));
  const confirm = () => {
    if (!isReason(reason)) return setReason({ ...reason, isMissing: true });
    rollBack.send({ to: version, reason: reason.text, expectedChampion: champion });
  };
  return (
    <AskDialog
      title={marked(t.rich("title", untranslated({ version })))}
      text={marked(t.rich("text", untranslated({ version, champion })))}
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
