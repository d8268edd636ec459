"use client";

import { useLocale, useTranslations } from "next-intl";
import { importColumns } from "@/lib/outcomes/import-columns";
import classes from "./import.module.css";

/** The header alone, as a spreadsheet of the reader's language opens it. */
export function TemplateLink() {
  const t = useTranslations("outcomes.import");
  const delimiter = useLocale() === "fr" ? ";" : ",";
  const text = `\ufeff${importColumns.join(delimiter)}\r\n`;
  return (
    <a
      href={`data:text/csv;charset=utf-8,${encodeURIComponent(text)}`}
      download="outcomes.csv"
      className={classes.link}
    >
      {t("template")}
    </a>
  );
}
