"use client";

import { useTranslations } from "next-intl";
import type { Account } from "@/lib/accounts/account";
import { AskDialog } from "../../_components/ask-dialog";
import type { AccountDialogProps } from "./account-dialogs";
import { useAccountChanges } from "./use-account-changes";

interface SecondFactorDialogProps extends AccountDialogProps {
  account: Account;
}

/** Takes a second factor off somebody who can no longer use theirs. */
export function SecondFactorDialog({ account: { id, name }, onDone, onClose }: SecondFactorDialogProps) {
  const t = useTranslations("accounts.removeSecondFactor");
  const { removeSecondFactor } = useAccountChanges();
  const confirm = () => {
    if (!removeSecondFactor.isPending)
      removeSecondFactor.mutate({ id }, { onSuccess: () => onDone(t("done", { name }), null) });
  };
  return (
    <AskDialog
      title={t("title", { name })}
      text={t("text")}
      confirm={t("confirm")}
      isPending={removeSecondFactor.isPending}
      error={removeSecondFactor.error}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
