"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import classes from "./figure-table.module.css";

interface FigureTableProps {
  /** What the table holds; also its name for a screen reader. */
  caption: string;
  columns: readonly string[];
  /** One row of ready-made text per point; the first cell names the row. */
  rows: readonly (readonly string[])[];
}

/** The figures behind a chart, folded away under it. Written once for the same rows, whatever moves in the chart. */
export const FigureTable = memo(function FigureTable({ caption, columns, rows }: FigureTableProps) {
  const t = useTranslations("figures");
  return (
    <details className={classes.details}>
      <summary className={classes.summary}>{t("show")}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard. */}
      <section className={classes.scroller} tabIndex={0} aria-label={caption}>
        <table className={`${classes.table} tabular`}>
          <caption className={classes.caption}>{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...cells]) => (
              <tr key={[name, ...cells].join("|")}>
                <th scope="row">{name}</th>
                {columns.slice(1).map((column, index) => (
                  <td key={column}>{cells[index]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
});
