"use client";

import { useTranslations } from "next-intl";
import type { Evaluation } from "@/lib/model/card";
import { ScrollBox } from "../../_components/scroll-box";
import { IntervalBar } from "./interval-bar";
import classes from "./metric-table.module.css";
import { metrics } from "./metrics";
import { useFigureText } from "./use-figure-text";

export function MetricTable({ evaluation }: { evaluation: Evaluation }) {
  const t = useTranslations("models.metrics");
  const figureText = useFigureText();
  const alwaysNegative = 1 - evaluation.positives / evaluation.rows;
  return (
    <ScrollBox label={t("caption")}>
      <table className={`${classes.table} tabular`}>
        <caption className={classes.caption}>
          {t("basis", { rows: evaluation.rows, positives: evaluation.positives })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("metric")}</th>
            <th scope="col">{t("value")}</th>
            <th scope="col">{t("interval")}</th>
            <th scope="col" className={classes.bar}>
              {t("scale")}
            </th>
          </tr>
        </thead>
        <tbody>
          {metrics.map(({ key, written }) => {
            const estimate = evaluation[key];
            const write = figureText[written];
            return (
              <tr key={key}>
                <th scope="row">
                  {t(`${key}.label`)}
                  <span className={classes.help}>
                    {t(`${key}.help`, { alwaysNegative: figureText.rate(alwaysNegative) })}
                  </span>
                </th>
                <td className={classes.value}>{estimate === null ? t("none") : write(estimate.value)}</td>
                <td>
                  {estimate === null
                    ? null
                    : t("range", { low: write(estimate.low), high: write(estimate.high) })}
                </td>
                <td className={classes.bar}>
                  {estimate === null ? null : <IntervalBar estimate={estimate} />}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}
