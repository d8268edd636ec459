"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { marked, untranslated } from "@/app/_components/untranslated";
import type { ApiKey } from "@/lib/accounts/api-key";
import { AskDialog } from "../../_components/ask-dialog";
import { useTRPC } from "../../_trpc/client";

interface RevokeDialogProps {
  apiKey: ApiKey;
  onDone: (said: ReactNode) => void;
  onClose: () => void;
}

export function RevokeDialog({ apiKey: { id, name }, onDone, onClose }: RevokeDialogProps) {
  const t = useTranslations("apiKeys.revoke");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { mutate, isPending, error } = useMutation(
    trpc.apiKeys.revoke.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries({ queryKey: trpc.apiKeys.list.queryKey() });
        onDone(marked(t.rich("done", untranslated({ name }))));
      },
    }),
  );
  return (
    <AskDialog
      title={marked(t.rich("title", untranslated({ name })))}
      text={t("text")}
      confirm={t("open")}
      isPending={isPending}
      error={error}
      onConfirm={() => {
        if (!isPending) mutate({ id });
      }}
      onClose={onClose}
    />
  );
}
