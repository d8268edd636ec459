"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { CsvExport } from "@/app/_components/csv-export";
import type { PredictionFilters } from "@/lib/prediction";
import classes from "./export-form.module.css";

interface ExportFormProps {
  filters: PredictionFilters;
  /** How many filters the reader has set. */
  filterCount: number;
}

/** Downloads every prediction that matches, not only the page on screen. */
export function ExportForm({ filters, filterCount }: ExportFormProps) {
  const t = useTranslations("history.export");
  const noteId = useId();
  return (
    <div className={classes.form}>
      <p id={noteId} className={classes.note}>
        {t("note", { count: filterCount })}
      </p>
      <CsvExport action="/api/export/predictions" filters={filters} describedBy={noteId}>
        {t("button")}
      </CsvExport>
    </div>
  );
}
