"use client";

import { useTranslations } from "next-intl";
import { ActionButton } from "../_components/action-button";
import classes from "./form-notice.module.css";

interface FormNoticeProps {
  text: string | null;
  onUndo: (() => void) | null;
}

/** What has just happened to the fields other than by typing, and the way back. */
export function FormNotice({ text, onUndo }: FormNoticeProps) {
  const t = useTranslations("assess");
  return (
    <div role="status" className={classes.notice} data-empty={text === null || undefined}>
      {text === null ? null : <span>{text}</span>}
      {text === null || onUndo === null ? null : (
        <ActionButton size="small" onClick={onUndo}>
          {t("undo")}
        </ActionButton>
      )}
    </div>
  );
}
