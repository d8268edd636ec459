"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { MouseEvent } from "react";
import classes from "./form-actions.module.css";

interface FormActionsProps {
  isSending: boolean;
  isEmpty: boolean;
  onClear: () => void;
}

/** The second click of a double click is no second case, even if the answer to the first is already there. */
function sendOnce(event: MouseEvent) {
  if (event.detail > 1) event.preventDefault();
}

export function FormActions({ isSending, isEmpty, onClear }: FormActionsProps) {
  const t = useTranslations("assess");
  return (
    <div className={classes.actions}>
      {/* Not disabled, which would drop the focus: a second click finds the first one still under way. */}
      <Button type="submit" size="md" aria-disabled={isSending || undefined} onClick={sendOnce}>
        {isSending ? t("sending") : t("submit")}
      </Button>
      <Button size="md" variant="default" disabled={isEmpty} onClick={onClear}>
        {t("clear")}
      </Button>
      <span className={classes.hint}>{t("shortcut")}</span>
    </div>
  );
}
