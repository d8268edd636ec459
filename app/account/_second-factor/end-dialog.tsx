"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { AskDialog } from "../../_components/ask-dialog";
import { useTRPC } from "../../_trpc/client";
import { usePasswordField } from "./use-password-field";

interface EndDialogProps {
  onDone: () => void;
  onClose: () => void;
}

export function EndDialog({ onDone, onClose }: EndDialogProps) {
  const t = useTranslations("account.secondFactor.endDialog");
  const trpc = useTRPC();
  const { mutate, isPending, error } = useMutation(
    trpc.account.endSecondFactor.mutationOptions({ onSuccess: onDone }),
  );
  const { field, otherError, read } = usePasswordField(error);
  return (
    <AskDialog
      title={t("title")}
      text={t("text")}
      confirm={t("confirm")}
      isPending={isPending}
      error={otherError}
      onConfirm={() => {
        const password = read();
        if (password !== null && !isPending) mutate({ password });
      }}
      onClose={onClose}
    >
      {field}
    </AskDialog>
  );
}
