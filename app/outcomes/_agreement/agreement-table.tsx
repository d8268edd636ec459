"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Proportion, ReaderAgreement } from "@/lib/outcomes/reader-agreement";
import classes from "./reader-agreement-panel.module.css";

const rows = [
  "unsure",
  "agreeing",
  "onlyReader",
  "onlyModel",
  "agreed",
  "dismissed",
  "mindsChanged",
] as const satisfies readonly (keyof ReaderAgreement)[];

/** Each count with what it is counted among, and its share with the interval. */
export function AgreementTable({ agreement }: { agreement: ReaderAgreement }) {
  const t = useTranslations("outcomes.agreement");
  const { percent } = useNumbers();
  const shareOf = ({ count, of, interval }: Proportion) =>
    interval === null
      ? t("none")
      : t("range", {
          share: percent(count / of),
          low: percent(interval.low),
          high: percent(interval.high),
        });
  return (
    <table className={classes.table} aria-label={t("table")}>
      <thead>
        <tr>
          <th scope="col">{t("column.what")}</th>
          <th scope="col">{t("column.count")}</th>
          <th scope="col">{t("column.share")}</th>
        </tr>
      </thead>
      <tbody className="tabular">
        {rows.map((row) => (
          <tr key={row}>
            <th scope="row">{t(`row.${row}`)}</th>
            <td>{t("of", { count: agreement[row].count, of: agreement[row].of })}</td>
            <td>{shareOf(agreement[row])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
