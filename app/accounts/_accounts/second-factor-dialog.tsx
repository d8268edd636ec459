"use client";

import { useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
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
      removeSecondFactor.mutate(
        { id },
        { onSuccess: () => onDone(marked(t.rich("done", untranslated({ name }))), null) },
      );
  };
  return (
    <AskDialog
      title={marked(t.rich("title", untranslated({ name })))}
      text={t("text")}
      confirm={t("confirm")}
      isPending={removeSecondFactor.isPending}
      error={removeSecondFactor.error}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
