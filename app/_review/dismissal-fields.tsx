"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { ActionButton } from "../_components/action-button";
import classes from "./review.module.css";

interface DismissalFieldsProps {
  isPending: boolean;
  onDismiss: (reason: string) => void;
  onCancel: () => void;
}

const longestReason = 2000;

/** Asks why an answer is dismissed. */
export function DismissalFields({ isPending, onDismiss, onCancel }: DismissalFieldsProps) {
  const t = useTranslations("review");
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [reason, setReason] = useState("");
  const [isMissing, setMissing] = useState(false);
  useEffect(() => field.current?.focus(), []);

  function send() {
    const said = reason.trim();
    setMissing(said === "");
    if (said === "") field.current?.focus();
    else onDismiss(said);
  }

  return (
    <div className={classes.dismissal}>
      <label htmlFor={id} className={classes.label}>
        {t("reason")}
      </label>
      <p id={`${id}-hint`} className={classes.hint}>
        {t("reasonHint")}
      </p>
      <textarea
        id={id}
        ref={field}
        rows={2}
        maxLength={longestReason}
        className={classes.reason}
        value={reason}
        aria-invalid={isMissing || undefined}
        aria-describedby={`${id}-hint ${id}-error`}
        onChange={({ currentTarget }) => {
          setReason(currentTarget.value);
          setMissing(false);
        }}
      />
      <p id={`${id}-error`} role="alert" className={classes.error}>
        {isMissing ? t("reasonMissing") : null}
      </p>
      <div className={classes.actions}>
        <ActionButton size="small" variant="primary" aria-disabled={isPending || undefined} onClick={send}>
          {t("send")}
        </ActionButton>
        <ActionButton size="small" onClick={onCancel}>
          {t("cancel")}
        </ActionButton>
      </div>
    </div>
  );
}
