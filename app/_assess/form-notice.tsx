"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
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
        <Button size="compact-sm" variant="default" onClick={onUndo}>
          {t("undo")}
        </Button>
      )}
    </div>
  );
}
