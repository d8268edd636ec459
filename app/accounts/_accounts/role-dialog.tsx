"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { marked, untranslated } from "@/app/_components/untranslated";
import type { Account } from "@/lib/accounts/account";
import { AskDialog } from "../../_components/ask-dialog";
import { RoleSelect } from "../../_components/role-select";
import type { AccountDialogProps } from "./account-dialogs";
import type { PersonRole } from "./person-role";
import { useAccountChanges } from "./use-account-changes";

interface RoleDialogProps extends AccountDialogProps {
  account: Account;
  roles: readonly PersonRole[];
}

export function RoleDialog({ account: { id, name, role: held }, roles, onDone, onClose }: RoleDialogProps) {
  const t = useTranslations("accounts.role");
  const tRole = useTranslations("roles");
  const { update } = useAccountChanges();
  const [role, setRole] = useState<PersonRole>(held);
  const confirm = () => {
    if (role === held) return onClose();
    if (!update.isPending)
      update.mutate(
        { id, role },
        {
          onSuccess: () =>
            onDone(marked(t.rich("done", { role: tRole(role), ...untranslated({ name }) })), null),
        },
      );
  };
  return (
    <AskDialog
      title={marked(t.rich("title", untranslated({ name })))}
      text={t("text")}
      confirm={t("confirm")}
      isPending={update.isPending}
      error={update.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <RoleSelect label={t("label")} roles={roles} role={role} onChange={setRole} />
    </AskDialog>
  );
}
