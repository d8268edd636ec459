"use client";

import { useTranslations } from "next-intl";
import { useCsvForm } from "@/app/_components/use-csv-form";
import { importColumns } from "@/lib/outcomes/literals";
import { csvText } from "@/lib/spreadsheet/csv";
import classes from "./import.module.css";

/** The header alone, as the reader's spreadsheet opens it. */
export function TemplateLink() {
  const t = useTranslations("outcomes.import");
  const [form] = useCsvForm();
  return (
    <a
      href={`data:text/csv;charset=utf-8,${encodeURIComponent(csvText(importColumns, [], form))}`}
      download="outcomes.csv"
      className={classes.link}
    >
      {t("template")}
    </a>
  );
}
