"use client";

import { useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
import type { Account } from "@/lib/accounts/account";
import { AskDialog } from "../../_components/ask-dialog";
import type { AccountDialogProps } from "./account-dialogs";
import { useAccountChanges } from "./use-account-changes";

interface StateDialogProps extends AccountDialogProps {
  account: Account;
  kind: "disable" | "enable";
}

/** Shuts an account, or opens it again. */
export function StateDialog({ account: { id, name }, kind, onDone, onClose }: StateDialogProps) {
  const t = useTranslations("accounts");
  const { update } = useAccountChanges();
  const confirm = () => {
    if (!update.isPending)
      update.mutate(
        { id, isDisabled: kind === "disable" },
        { onSuccess: () => onDone(marked(t.rich(`${kind}.done`, untranslated({ name }))), null) },
      );
  };
  return (
    <AskDialog
      title={marked(t.rich(`${kind}.title`, untranslated({ name })))}
      text={t(`${kind}.text`)}
      confirm={t(`${kind}.open`)}
      isPending={update.isPending}
      error={update.error}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
