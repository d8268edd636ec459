"use client";

import { IconDownload } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type CsvCell, csvText } from "@/lib/spreadsheet/csv";
import { ActionButton } from "./action-button";
import classes from "./csv-download.module.css";
import { CsvFormChoice } from "./csv-form-choice";
import { saveText } from "./save-text";
import { useCsvForm } from "./use-csv-form";

interface CsvDownloadProps {
  /** With its ending, such as `quantiles.csv`. */
  fileName: string;
  columns: readonly string[];
  /** Raw values: numbers stay numbers, `null` is an empty cell. */
  rows: readonly (readonly CsvCell[])[];
}

/** Hands the reader a table as a CSV file, made in the browser; its name says which, for whoever only hears it. */
export function CsvDownload({ fileName, columns, rows }: CsvDownloadProps) {
  const t = useTranslations("figures");
  const [form] = useCsvForm();
  const save = () => saveText(fileName, csvText(columns, rows, form), "text/csv");
  return (
    <span className={classes.group}>
      <ActionButton size="small" onClick={save} aria-label={t("downloadNamed", { fileName })}>
        <IconDownload size={16} stroke={1.75} aria-hidden="true" className={classes.icon} />
        {t("download")}
      </ActionButton>
      <CsvFormChoice />
    </span>
  );
}
