"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { SecondFactor } from "@/lib/accounts/account";
import { AskDialog } from "../../_components/ask-dialog";
import { useTRPC } from "../../_trpc/client";
import { usePasswordField } from "./use-password-field";

interface StartDialogProps {
  onBegun: (factor: SecondFactor) => void;
  onClose: () => void;
}

export function StartDialog({ onBegun, onClose }: StartDialogProps) {
  const t = useTranslations("account.secondFactor.startDialog");
  const trpc = useTRPC();
  const { mutate, isPending, error } = useMutation(
    // The secret is shown once and kept nowhere.
    trpc.account.startSecondFactor.mutationOptions({ gcTime: 0, onSuccess: onBegun }),
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
