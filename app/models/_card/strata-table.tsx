"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Estimate, Evaluation } from "@/lib/model/card";
import { ScrollBox } from "../../_components/scroll-box";
import classes from "./strata-table.module.css";

/** Quality apart for the patterns of features at their minimum: a good average can hide a bad corner. */
export function StrataTable({ strata }: Pick<Evaluation, "strata">) {
  const t = useTranslations("models.strata");
  const { count, percent } = useNumbers();
  const written = (estimate: Estimate) =>
    estimate === null
      ? t("none")
      : t("estimate", {
          value: percent(estimate.value),
          low: percent(estimate.low),
          high: percent(estimate.high),
        });
  return (
    <ScrollBox label={t("caption")}>
      <table className={`${classes.table} tabular`}>
        <caption className={classes.caption}>
          {t("caption")}
          <span className={classes.help}>{t("help")}</span>
        </caption>
        <thead>
          <tr>
            {(["stratum", "rows", "positives", "recall", "precision", "specificity"] as const).map(
              (column) => (
                <th key={column} scope="col">
                  {t(`column.${column}`)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {strata.map((stratum) => (
            <tr key={stratum.stratum}>
              <th scope="row">{t(`name.${stratum.stratum}`)}</th>
              <td>{count(stratum.rows)}</td>
              <td>{count(stratum.positives)}</td>
              <td>{written(stratum.recall)}</td>
              <td>{written(stratum.precision)}</td>
              <td>{written(stratum.specificity)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
