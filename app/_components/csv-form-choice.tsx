"use client";

import { IconChevronDown } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { csvForms } from "@/lib/spreadsheet/csv";
import classes from "./csv-form-choice.module.css";
import { useCsvForm } from "./use-csv-form";

/** Beside a button that downloads a CSV: which spreadsheet it is for. Every such button follows. */
export function CsvFormChoice() {
  const t = useTranslations("figures.csvForm");
  const [form, choose] = useCsvForm();
  return (
    <span className={classes.choice}>
      <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />
      <select
        aria-label={t("label")}
        title={t(form)}
        className={classes.select}
        value={form}
        onChange={({ currentTarget: { value } }) => {
          const chosen = csvForms.find((one) => one === value);
          if (chosen !== undefined) choose(chosen);
        }}
      >
        {csvForms.map((one) => (
          <option key={one} value={one}>
            {t(one)}
          </option>
        ))}
      </select>
    </span>
  );
}
