"use client";

import { useClipboard } from "@mantine/hooks";
import { useTranslations } from "next-intl";
import { ActionButton } from "../../_components/action-button";
import classes from "./copyable-command.module.css";

export function CopyableCommand({ command }: { command: string }) {
  const t = useTranslations("models.making");
  const { copy, copied } = useClipboard({ timeout: 3000 });
  return (
    <div className={classes.command}>
      <code className={classes.text}>{command}</code>
      <ActionButton size="small" onClick={() => copy(command)}>
        <span aria-live="polite">{copied ? t("copied") : t("copy")}</span>
      </ActionButton>
    </div>
  );
}
