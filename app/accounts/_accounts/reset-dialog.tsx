"use client";

import { useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
import type { Account } from "@/lib/accounts/account";
import { AskDialog } from "../../_components/ask-dialog";
import type { AccountDialogProps } from "./account-dialogs";
import { useAccountChanges } from "./use-account-changes";

interface ResetDialogProps extends AccountDialogProps {
  account: Account;
}

export function ResetDialog({ account: { id, name }, onDone, onClose }: ResetDialogProps) {
  const t = useTranslations("accounts.resetPassword");
  const { resetPassword } = useAccountChanges();
  const confirm = () => {
    if (!resetPassword.isPending)
      resetPassword.mutate(
        { id },
        { onSuccess: (given) => onDone(marked(t.rich("done", untranslated({ name }))), given) },
      );
  };
  return (
    <AskDialog
      title={marked(t.rich("title", untranslated({ name })))}
      text={t("text")}
      confirm={t("confirm")}
      isPending={resetPassword.isPending}
      error={resetPassword.error}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
