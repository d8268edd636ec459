"use client";

import { Button } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import classes from "./copyable-id.module.css";

/** An id and a way to copy it. Browsers lend the clipboard to secure pages only; elsewhere the id gets selected. */
export function CopyableId({ id }: { id: string }) {
  const t = useTranslations("prediction.copy");
  const text = useRef<HTMLElement>(null);
  const [result, setResult] = useState<"copied" | "selected" | null>(null);

  async function copy() {
    try {
      await navigator.clipboard.writeText(id);
      setResult("copied");
    } catch {
      if (text.current !== null) getSelection()?.selectAllChildren(text.current);
      setResult("selected");
    }
  }

  return (
    <>
      <code ref={text} className={classes.id}>
        {id}
      </code>
      <span className={classes.action}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconCopy size={14} aria-hidden="true" />}
          onClick={() => void copy()}
        >
          {t("button")}
        </Button>
        <span role="status">{result === null ? "" : t(result)}</span>
      </span>
    </>
  );
}
