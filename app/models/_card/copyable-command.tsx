"use client";

import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { useTranslations } from "next-intl";
import classes from "./copyable-command.module.css";

export function CopyableCommand({ command }: { command: string }) {
  const t = useTranslations("models.making");
  const { copy, copied } = useClipboard({ timeout: 3000 });
  return (
    <div className={classes.command}>
      <code className={classes.text}>{command}</code>
      <Button size="compact-sm" variant="default" onClick={() => copy(command)}>
        <span aria-live="polite">{copied ? t("copied") : t("copy")}</span>
      </Button>
    </div>
  );
}
