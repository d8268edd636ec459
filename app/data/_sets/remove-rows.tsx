"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { marked, untranslated } from "@/app/_components/untranslated";
import { ActionButton } from "../../_components/action-button";
import { ErrorNotice } from "../../_components/error-notice";
import { useTRPC } from "../../_trpc/client";
import classes from "./remove-rows.module.css";

interface RemoveRowsProps {
  sha256: string;
  name: string;
}

/** Forgets the rows of a set after asking; what is known of them stays. */
export function RemoveRows({ sha256, name }: RemoveRowsProps) {
  const t = useTranslations("data.remove");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  const removal = useMutation(
    trpc.datasets.removeContent.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.datasets.pathKey() }),
    }),
  );
  useEffect(() => {
    if (isAsking) keep.current?.focus();
  }, [isAsking]);

  if (!isAsking) {
    return (
      <ActionButton size="small" onClick={() => setIsAsking(true)}>
        {t("ask")}
      </ActionButton>
    );
  }
  return (
    <div className={classes.question}>
      <p className={classes.text}>{marked(t.rich("question", untranslated({ name })))}</p>
      <div className={classes.answers}>
        <ActionButton size="small" ref={keep} onClick={() => setIsAsking(false)}>
          {t("keep")}
        </ActionButton>
        <ActionButton size="small" disabled={removal.isPending} onClick={() => removal.mutate({ sha256 })}>
          {t("remove")}
        </ActionButton>
      </div>
      {removal.error === null ? null : <ErrorNotice error={removal.error} title={t("failed")} />}
    </div>
  );
}
