"use client";

import { TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { marked, untranslated } from "@/app/_components/untranslated";
import { AskDialog } from "../../_components/ask-dialog";
import classes from "../../_components/managed-list.module.css";
import { RoleSelect } from "../../_components/role-select";
import type { AccountDialogProps } from "./account-dialogs";
import type { PersonRole } from "./person-role";
import { useAccountChanges } from "./use-account-changes";

interface CreateDialogProps extends AccountDialogProps {
  roles: readonly PersonRole[];
}

export function CreateDialog({ roles, onDone, onClose }: CreateDialogProps) {
  const t = useTranslations("accounts.create");
  const { create } = useAccountChanges();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<PersonRole>("clinician");
  const [hasTried, setTried] = useState(false);
  const isName = name.trim() !== "";
  const isEmail = /^\S+@\S+$/.test(email.trim());
  const isTaken = create.error?.data?.problem.code === "email_taken";
  const confirm = () => {
    setTried(true);
    if (!isName || !isEmail || create.isPending) return;
    create.mutate(
      { name, email, role },
      {
        onSuccess: (given) =>
          onDone(marked(t.rich("done", untranslated({ name: given.account.name }))), given),
      },
    );
  };
  return (
    <AskDialog
      title={t("title")}
      text={t("text")}
      confirm={t("confirm")}
      isPending={create.isPending}
      error={isTaken ? null : create.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <div className={classes.fields}>
        <TextInput
          label={t("name")}
          autoComplete="off"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={hasTried && !isName ? t("nameMissing") : null}
        />
        <TextInput
          label={t("email")}
          type="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          value={email}
          onChange={(event) => {
            setEmail(event.currentTarget.value);
            if (isTaken) create.reset();
          }}
          error={
            isTaken ? create.error?.data?.problem.message : hasTried && !isEmail ? t("emailMissing") : null
          }
        />
        <RoleSelect label={t("role")} roles={roles} role={role} onChange={setRole} />
      </div>
    </AskDialog>
  );
}
