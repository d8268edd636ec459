"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Evaluation } from "@/lib/model/card";
import { ScrollBox } from "../../_components/scroll-box";
import { MetricRow } from "./metric-row";
import classes from "./metric-table.module.css";
import { isMeasured, metrics } from "./metrics";

export function MetricTable({ evaluation }: { evaluation: Evaluation }) {
  const t = useTranslations("models.metrics");
  const { percent, percentMark } = useNumbers();
  const alwaysNegative = percent(1 - evaluation.positives / evaluation.rows);
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
          {metrics
            .filter(({ key }) => isMeasured(key, evaluation[key]))
            .map(({ key, written }) => (
              <MetricRow
                key={key}
                label={t(`${key}.label`)}
                help={t(`${key}.help`, { alwaysNegative })}
                estimate={evaluation[key]}
                written={written}
              />
            ))}
          {evaluation.recallAtFalsePositiveRate.map(({ falsePositiveRate, recall }) => (
            <MetricRow
              key={falsePositiveRate}
              label={t("recallAt.label", { rate: percentMark(falsePositiveRate) })}
              help={t("recallAt.help", { rate: percentMark(falsePositiveRate) })}
              estimate={recall}
              written="percent"
            />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
