"use client";

import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import type { PredictionFilters } from "@/lib/prediction";
import classes from "./export-form.module.css";

interface ExportFormProps {
  filters: PredictionFilters;
  /** How many filters the reader has set. */
  filterCount: number;
}

/** Downloads every prediction that matches, not only the page on screen. A post keeps the filters out of addresses. */
export function ExportForm({ filters, filterCount }: ExportFormProps) {
  const t = useTranslations("history.export");
  const noteId = useId();
  return (
    <form method="post" action="/api/export/predictions" className={classes.form}>
      <input type="hidden" name="filters" value={JSON.stringify(filters)} />
      <p id={noteId} className={classes.note}>
        {t("note", { count: filterCount })}
      </p>
      <Button
        type="submit"
        size="xs"
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden="true" />}
        aria-describedby={noteId}
      >
        {t("button")}
      </Button>
    </form>
  );
}
