"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { marked, untranslated } from "@/app/_components/untranslated";
import { AskDialog } from "../../_components/ask-dialog";
import { emptyReason, isReason, ReasonField } from "./reason-field";
import { useMove } from "./use-move";

interface ClearDialogProps {
  name: string;
  /** The one it points at. */
  version: string;
  onDone: (said: ReactNode) => void;
  onClose: () => void;
}

export function ClearDialog({ name, version, onDone, onClose }: ClearDialogProps) {
  const t = useTranslations("registry.clear");
  const dialogText = useTranslations("registry.dialog");
  const [reason, setReason] = useState(emptyReason);
  const { clear } = useMove(() => onDone(marked(t.rich("done", untranslated({ name })))));
  const confirm = () => {
    if (!isReason(reason)) return setReason({ ...reason, isMissing: true });
    clear.send({ name, expected: version, reason: reason.text });
  };
  return (
    <AskDialog
      title={marked(t.rich("title", untranslated({ name })))}
      text={marked(t.rich("text", untranslated({ name, version })))}
      confirm={t("confirm")}
      isPending={clear.isPending}
      error={clear.error}
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
