"use client";

import { TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { marked, untranslated } from "@/app/_components/untranslated";
import type { NamedVersion } from "@/lib/model/moves";
import { AskDialog } from "../../_components/ask-dialog";
import { nameFault } from "./name-fault";
import { emptyReason, isReason, ReasonField } from "./reason-field";
import { useMove } from "./use-move";

interface AssignDialogProps {
  version: string;
  /** Where names point, as the page shows it. */
  names: readonly NamedVersion[];
  onDone: (said: ReactNode) => void;
  onClose: () => void;
}

export function AssignDialog({ version, names, onDone, onClose }: AssignDialogProps) {
  const t = useTranslations("registry.assign");
  const dialogText = useTranslations("registry.dialog");
  const [name, setName] = useState("");
  const [isChecked, setChecked] = useState(false);
  const [reason, setReason] = useState(emptyReason);
  const { assign } = useMove(() => onDone(marked(t.rich("done", untranslated({ name, version })))));
  const holds = names.find((one) => one.name === name)?.version ?? null;
  const fault = nameFault(name, { holds, version });
  const confirm = () => {
    setChecked(true);
    setReason({ ...reason, isMissing: !isReason(reason) });
    if (fault === null && isReason(reason))
      assign.send({ name, version, reason: reason.text, expected: holds });
  };
  return (
    <AskDialog
      title={marked(t.rich("title", untranslated({ version })))}
      text={t("text")}
      confirm={t("confirm")}
      isPending={assign.isPending}
      error={assign.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <TextInput
        label={t("name")}
        description={t("nameHint")}
        required
        autoComplete="off"
        spellCheck={false}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={isChecked && fault !== null ? marked(t.rich(fault, untranslated({ name }))) : null}
      />
      <p role="status" hidden={holds === null || fault !== null}>
        {holds === null ? "" : marked(t.rich("moves", untranslated({ name, version: holds })))}
      </p>
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
