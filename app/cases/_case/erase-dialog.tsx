"use client";

import { NativeSelect } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { marked, untranslated } from "@/app/_components/untranslated";
import type { AskedEraseReason, HeldCase } from "@/lib/case-records/case-record";
import { askedEraseReasons } from "@/lib/case-records/erase-reasons";
import { AskDialog } from "../../_components/ask-dialog";
import { useTRPC } from "../../_trpc/client";

interface EraseDialogProps {
  caseReference: string;
  held: HeldCase;
  onErased: (predictions: number, notes: number) => void;
  onClose: () => void;
}

export function EraseDialog({ caseReference, held, onErased, onClose }: EraseDialogProps) {
  const t = useTranslations("caseRecords.erase");
  const trpc = useTRPC();
  const [reason, setReason] = useState<AskedEraseReason | undefined>(undefined);
  const [isReasonMissing, setReasonMissing] = useState(false);
  const { mutate, isPending, error } = useMutation(
    trpc.caseRecords.erase.mutationOptions({
      gcTime: 0,
      onSuccess: ({ predictions, notes }) => onErased(predictions, notes),
    }),
  );
  const confirm = () => {
    setReasonMissing(reason === undefined);
    if (reason === undefined || isPending) return;
    mutate({ caseReference, reason });
  };
  return (
    <AskDialog
      title={marked(t.rich("title", untranslated({ caseReference })))}
      text={t("text", { count: held.predictions, notes: held.notes })}
      confirm={t("confirm", { count: held.predictions })}
      isPending={isPending}
      error={error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <NativeSelect
        label={t("reason")}
        value={reason ?? ""}
        onChange={({ currentTarget: { value } }) => setReason(askedEraseReasons.find((one) => one === value))}
        error={isReasonMissing ? t("reasonMissing") : null}
        data={[
          { value: "", label: t("choose") },
          ...askedEraseReasons.map((one) => ({ value: one, label: t(`reasons.${one}`) })),
        ]}
      />
    </AskDialog>
  );
}
