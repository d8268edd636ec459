"use client";

import { NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { marked, untranslated } from "@/app/_components/untranslated";
import type { ApiKeyWithSecret } from "@/lib/accounts/api-key";
import type { Role } from "@/lib/accounts/role";
import { AskDialog } from "../../_components/ask-dialog";
import classes from "../../_components/managed-list.module.css";
import { RoleSelect } from "../../_components/role-select";
import { useTRPC } from "../../_trpc/client";
import { ScopeBoxes } from "./scope-boxes";

/** Days that a key may be made to hold. */
const offeredDays = [30, 90, 365] as const;
const forever = "forever";

interface CreateKeyDialogProps {
  roles: readonly Role[];
  onDone: (said: ReactNode, made: ApiKeyWithSecret) => void;
  onClose: () => void;
}

export function CreateKeyDialog({ roles, onDone, onClose }: CreateKeyDialogProps) {
  const t = useTranslations("apiKeys.create");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("service");
  const [scopes, setScopes] = useState<string[]>([]);
  const [holds, setHolds] = useState<string>(String(offeredDays[1]));
  const [isNameMissing, setNameMissing] = useState(false);
  const { mutate, isPending, error } = useMutation(
    trpc.apiKeys.create.mutationOptions({
      // The key is shown once and kept nowhere.
      gcTime: 0,
      onSuccess: (made) => {
        void queries.invalidateQueries({ queryKey: trpc.apiKeys.list.queryKey() });
        onDone(marked(t.rich("done", untranslated({ name: made.apiKey.name }))), made);
      },
    }),
  );
  const confirm = () => {
    setNameMissing(name.trim() === "");
    if (name.trim() === "" || isPending) return;
    mutate({ name, role, scopes, ...(holds !== forever && { days: Number(holds) }) });
  };
  return (
    <AskDialog
      title={t("title")}
      text={t("text")}
      confirm={t("confirm")}
      isPending={isPending}
      error={error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <div className={classes.fields}>
        <TextInput
          label={t("name")}
          description={t("nameHint")}
          autoComplete="off"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={isNameMissing ? t("nameMissing") : null}
        />
        <RoleSelect label={t("role")} roles={roles} role={role} onChange={setRole} />
        <ScopeBoxes chosen={scopes} onChange={setScopes} />
        <NativeSelect
          label={t("holds")}
          value={holds}
          onChange={(event) => setHolds(event.currentTarget.value)}
          data={[
            ...offeredDays.map((days) => ({ value: String(days), label: t("days", { days }) })),
            { value: forever, label: t("forever") },
          ]}
        />
      </div>
    </AskDialog>
  );
}
