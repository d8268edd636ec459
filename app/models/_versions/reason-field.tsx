"use client";

import { Textarea } from "@mantine/core";
import { useTranslations } from "next-intl";

const longest = 2000;

export interface Reason {
  readonly text: string;
  /** Whether it was asked for and is still missing. */
  readonly isMissing: boolean;
}

export const emptyReason: Reason = { text: "", isMissing: false };

/** Whether the server would take it. */
export const isReason = ({ text }: Reason): boolean => text.trim() !== "" && text.trim().length <= longest;

interface ReasonFieldProps {
  label: string;
  hint: string;
  missing: string;
  reason: Reason;
  onChange: (reason: Reason) => void;
}

/** A reason that has to be given. */
export function ReasonField({ label, hint, missing, reason, onChange }: ReasonFieldProps) {
  const t = useTranslations("registry.dialog");
  const over = reason.text.trim().length - longest;
  const error = over > 0 ? t("tooLong", { count: over }) : reason.isMissing ? missing : null;
  return (
    <Textarea
      label={label}
      description={hint}
      required
      autosize
      minRows={2}
      maxRows={8}
      value={reason.text}
      onChange={(event) => onChange({ text: event.currentTarget.value, isMissing: false })}
      error={error}
    />
  );
}
