"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useEffect } from "react";
import type { Prediction } from "@/lib/prediction";
import { readSessionValue, writeSessionValue } from "../session-value";
import { PredictionRow } from "./prediction-row";
import classes from "./prediction-table.module.css";
import { rowLinks, useRowKeys } from "./use-row-keys";

const columns = ["when", "caseReference", "call", "probability", "outcome", "model", "source", "by"] as const;

interface PredictionTableProps {
  predictions: readonly Prediction[];
  /** Other rows are on their way; these stay until then. */
  isUpdating: boolean;
  rows: RefObject<HTMLTableSectionElement | null>;
  onNewer: (() => void) | undefined;
  onOlder: (() => void) | undefined;
}

/** The predictions of a page as a table, on a narrow screen as cards. */
export function PredictionTable({ predictions, isUpdating, rows, ...pages }: PredictionTableProps) {
  const t = useTranslations("history.column");
  const ids = predictions.map(({ id }) => id);
  const { tabStop, choose, onKeyDown } = useRowKeys(ids, pages);

  // Coming back from a prediction, the reader finds the row they left from.
  useEffect(() => {
    const opened = readSessionValue("opened");
    if (opened === null || rows.current === null || document.activeElement !== document.body) return;
    writeSessionValue("opened", null);
    rowLinks(rows.current)
      .find((link) => link.dataset.row === opened)
      ?.focus();
  }, [rows]);

  return (
    <div className={classes.frame} data-updating={isUpdating || undefined}>
      <table className={classes.table} aria-label={t("table")} aria-busy={isUpdating}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={rows} onKeyDown={onKeyDown}>
          {predictions.map((prediction) => (
            <PredictionRow
              key={prediction.id}
              prediction={prediction}
              isTabStop={prediction.id === tabStop}
              onFocus={() => choose(prediction.id)}
              onOpen={() => writeSessionValue("opened", prediction.id)}
            />
          ))}
        </tbody>
      </table>
      <p className={classes.keys}>{t("keys")}</p>
    </div>
  );
}
