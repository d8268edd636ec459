"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Evaluation } from "@/lib/model/card";
import { ScrollBox } from "../../../_components/scroll-box";
import { metrics } from "../../_card/metrics";
import classes from "./run-result.module.css";

const shown = new Set<string>(["averagePrecision", "rocAuc", "recall", "precision", "f1", "brier"]);

/** The main figures on held-out rows, each vector once. */
export function ResultFigures({ evaluation }: { evaluation: Evaluation }) {
  const t = useTranslations("training.result");
  const tMetric = useTranslations("models.metrics");
  const tEstimate = useTranslations("models.estimate");
  const text = useNumbers();
  const { rows, positives } = evaluation;
  return (
    <ScrollBox label={t("metric")}>
      <table className={`${classes.table} tabular`}>
        <caption>{t("basis", { rows, positives })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("metric")}</th>
            <th scope="col">{t("value")}</th>
            <th scope="col">{t("interval")}</th>
          </tr>
        </thead>
        <tbody>
          {metrics
            .filter(({ key }) => shown.has(key))
            .map(({ key, written }) => {
              const estimate = evaluation[key];
              const write = text[written];
              return (
                <tr key={key}>
                  <th scope="row">{tMetric(`${key}.label`)}</th>
                  <td>{estimate === null ? "–" : write(estimate.value)}</td>
                  <td>
                    {estimate === null
                      ? "–"
                      : tEstimate("range", { low: write(estimate.low), high: write(estimate.high) })}
                  </td>
                </tr>
              );
            })}
        </tbody>
      </table>
    </ScrollBox>
  );
}
