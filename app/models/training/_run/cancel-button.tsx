"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { ActionButton } from "../../../_components/action-button";
import { ErrorNotice } from "../../../_components/error-notice";
import { useTRPC } from "../../../_trpc/client";
import classes from "./cancel-button.module.css";

interface CancelButtonProps {
  id: string;
  /** Somebody has asked already. */
  isStopping: boolean;
}

/** Ends a run, once one has said twice that one means it. */
export function CancelButton({ id, isStopping }: CancelButtonProps) {
  const t = useTranslations("training");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const { mutate, isPending, error } = useMutation(
    trpc.training.cancel.mutationOptions({
      onSuccess: (run) => queries.setQueryData(trpc.training.byId.queryKey({ id }), run),
    }),
  );
  const wasAsking = useRef(false);
  useEffect(() => {
    // What was under the finger is gone: the focus stays where it was.
    if (isAsking !== wasAsking.current) first.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);

  if (isStopping || isPending) return <p className={classes.stopping}>{t("progress.stopping")}</p>;
  return (
    <div className={classes.box}>
      {error === null ? null : <ErrorNotice error={error} title={t("cancel.failed")} />}
      {isAsking ? (
        <div className={classes.sure}>
          <span>{t("cancel.sure")}</span>
          <ActionButton ref={first} size="small" onClick={() => mutate({ id })}>
            {t("cancel.yes")}
          </ActionButton>
          <ActionButton size="small" onClick={() => setAsking(false)}>
            {t("cancel.no")}
          </ActionButton>
        </div>
      ) : (
        <ActionButton ref={first} size="small" onClick={() => setAsking(true)}>
          {t("cancel.ask")}
        </ActionButton>
      )}
    </div>
  );
}
