"use client";

import { useTranslations } from "next-intl";
import type { Prediction } from "@/lib/prediction";
import { ProbabilityScale } from "../_components/probability-scale";
import { useIntervalText } from "../_components/use-interval-text";
import { usePointName } from "../_components/use-point-name";
import { Percent } from "../_numbers/percent";
import { useNumbers } from "../_numbers/use-numbers";
import classes from "./answer-summary.module.css";
import { CallLine } from "./call-line";
import { VerdictNotice } from "./verdict-notice";

/** What matters first: the probability and how sure it is, the call and its rule, and whether to rely on them. */
export function AnswerSummary({ prediction }: { prediction: Prediction }) {
  const t = useTranslations("explanation");
  const { percent, threshold: thresholdText } = useNumbers();
  const intervalText = useIntervalText();
  const pointName = usePointName();
  const { probability, threshold, label, explanation } = prediction;
  const interval = explanation?.interval ?? null;
  const isOutside = explanation?.support.verdict === "outside";
  const values = {
    probability: percent(probability),
    threshold: thresholdText(threshold),
    point: pointName(prediction.operatingPoint),
  };
  return (
    <>
      <p className={classes.figure}>
        <strong className={classes.number}>
          <Percent of={probability} />
        </strong>
        <span>{t("probability")}</span>
      </p>
      {interval === null ? null : (
        <p className={classes.interval}>
          {t.rich(isOutside ? "interval.lineOutside" : "interval.line", {
            interval: intervalText(interval),
            strong: (text) => (
              <strong className="tabular" translate="no">
                {text}
              </strong>
            ),
          })}
        </p>
      )}
      <ProbabilityScale {...{ probability, threshold, label, interval }} />
      <CallLine prediction={prediction} />
      <p className={classes.rule}>
        {isOutside ? t(`modelAlone.${label}`, values) : t(`because.${label}`, values)}
      </p>
      {explanation === null ? null : <VerdictNotice support={explanation.support} />}
    </>
  );
}
