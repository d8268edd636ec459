"use client";

import { IconCopy } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionButton } from "./action-button";
import classes from "./secret-text.module.css";

interface CopyButtonProps {
  text: string;
  /** What is on the button. */
  label: string;
  /** Called where the browser lends its clipboard to secure pages only. */
  onRefused?: () => void;
}

/** Copies a text and says whether it could. */
export function CopyButton({ text, label, onRefused }: CopyButtonProps) {
  const t = useTranslations("secret");
  const [result, setResult] = useState<"copied" | "refused" | null>(null);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setResult("copied");
    } catch {
      onRefused?.();
      setResult("refused");
    }
  }
  return (
    <>
      <ActionButton size="small" onClick={() => void copy()}>
        <IconCopy size={14} aria-hidden="true" className={classes.icon} />
        {label}
      </ActionButton>
      <span role="status">{result === null ? "" : t(result)}</span>
    </>
  );
}
