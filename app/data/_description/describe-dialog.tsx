"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { marked, untranslated } from "@/app/_components/untranslated";
import type { DescribedDataset } from "@/lib/dataset/stored-dataset";
import { AskDialog } from "../../_components/ask-dialog";
import { useTRPC } from "../../_trpc/client";
import { DescriptionFields } from "./description-fields";

interface DescribeDialogProps {
  dataset: DescribedDataset;
  onClose: () => void;
}

/** Edits the description of a data set. */
export function DescribeDialog({ dataset: { stored, description }, onClose }: DescribeDialogProps) {
  const t = useTranslations("dataDescription");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(description);
  const saving = useMutation(
    trpc.datasets.describe.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.datasets.pathKey() });
        onClose();
      },
    }),
  );
  return (
    <AskDialog
      title={marked(t.rich("dialogTitle", untranslated({ name: stored.name })))}
      text={t("dialogText")}
      confirm={t("save")}
      isPending={saving.isPending}
      error={saving.error}
      onConfirm={() => {
        if (!saving.isPending) saving.mutate({ sha256: stored.sha256, description: draft });
      }}
      onClose={onClose}
    >
      <DescriptionFields description={draft} onChange={setDraft} />
    </AskDialog>
  );
}
