"use client";

import { useTranslations } from "next-intl";
import classes from "./table-skeleton.module.css";

const rows = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** Grey rows while the first page is on its way; unseen for the first 300 ms, so that a quick answer does not flash. */
export function TableSkeleton() {
  const t = useTranslations("history");
  return (
    <div className={classes.skeleton} role="status">
      <span className={classes.text}>{t("loading")}</span>
      {rows.map((row) => (
        <span key={row} className={classes.row} aria-hidden="true" />
      ))}
    </div>
  );
}
