"use client";

import { useTranslations } from "next-intl";
import { ScrollBox } from "@/app/_components/scroll-box";
import { useDateText } from "@/app/_i18n/use-date-text";
import { useReaderTimeZone } from "@/app/_i18n/use-reader-time-zone";
import type { PreviewedLine } from "@/lib/outcomes/import-outcomes";
import classes from "./import.module.css";

const columns = ["line", "id", "change", "outcome", "date", "note"] as const;

/** The first lines, as they have been understood. */
export function LineTable({ lines }: { lines: readonly PreviewedLine[] }) {
  const dateText = useDateText();
  const timeZone = useReaderTimeZone();
  const t = useTranslations("outcomes.import");
  const outcomeText = useTranslations("prediction.outcome");
  return (
    <>
      <h3 className={classes.subtitle}>{t("lines")}</h3>
      <ScrollBox label={t("lines")}>
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ line, id, change, from, to, observedOn, note, ...day }) => (
              <tr key={line}>
                <th scope="row" className="tabular">
                  {line}
                </th>
                <td>
                  <code className={classes.id}>{id}</code>
                </td>
                <td>{t(`change.${change}`, { from: from === null ? "" : outcomeText(from) })}</td>
                <td>{outcomeText(to)}</td>
                <td className="tabular">
                  {observedOn === null
                    ? null
                    : day.timeZone === timeZone
                      ? dateText.day(observedOn)
                      : t("dayIn", { day: dateText.day(observedOn), timeZone: day.timeZone })}
                </td>
                <td className={classes.note}>{note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}
