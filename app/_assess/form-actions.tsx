"use client";

import { useTranslations } from "next-intl";
import type { MouseEvent } from "react";
import { ActionButton } from "../_components/action-button";
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

/**
 * Leaves the focus where it is until the click is done: a field that is left may get a message, which would move the
 * button away from under the mouse and lose the click.
 */
function keepFocus(event: MouseEvent) {
  event.preventDefault();
}

export function FormActions({ isSending, isEmpty, onClear }: FormActionsProps) {
  const t = useTranslations("assess");
  return (
    <div className={classes.actions}>
      {/* Not disabled, which would drop the focus: a second click finds the first one still under way. */}
      <ActionButton
        type="submit"
        variant="primary"
        aria-disabled={isSending || undefined}
        onMouseDown={keepFocus}
        onClick={sendOnce}
      >
        {isSending ? t("sending") : t("submit")}
      </ActionButton>
      <ActionButton disabled={isEmpty} onMouseDown={keepFocus} onClick={onClear}>
        {t("clear")}
      </ActionButton>
      <span className={classes.hint}>{t("shortcut")}</span>
    </div>
  );
}
