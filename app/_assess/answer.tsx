"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { Reference } from "@/lib/model/card";
import type { Prediction } from "@/lib/prediction";
import { useProbabilityText } from "../_components/use-probability-text";
import classes from "./answer.module.css";
import type { FormFacts } from "./form-facts";
import { OutsideWarnings } from "./outside-warnings";
import { ProbabilityBar } from "./probability-bar";

interface AnswerProps {
  answer: Prediction;
  reference: Reference | null;
  facts: FormFacts;
}

export function Answer({ answer, reference, facts }: AnswerProps) {
  const t = useTranslations("assess.answer");
  const tPoint = useTranslations("operatingPoint");
  const format = useFormatter();
  const probabilityText = useProbabilityText();
  const { probability, threshold, label, operatingPoint } = answer;
  const pointName = tPoint.has(operatingPoint) ? tPoint(operatingPoint) : operatingPoint;
  const values = {
    probability: probabilityText(probability, threshold),
    threshold: probabilityText(threshold, probability),
  };
  return (
    <>
      <p className={classes.figure}>
        <strong className={`${classes.number} tabular`}>{values.probability}</strong>
        <span>{t("probability")}</span>
      </p>
      <ProbabilityBar probability={probability} threshold={threshold} label={label} />
      <p className={classes.call} data-label={label}>
        <span className={classes.mark} aria-hidden="true" />
        {t(`call.${label}`)}
      </p>
      <p className={classes.because}>{t(`because.${label}`, values)}</p>
      <OutsideWarnings features={answer.features} reference={reference} facts={facts} />
      <dl className={classes.facts}>
        <dt>{t("operatingPoint")}</dt>
        <dd>{t("operatingPointValue", { name: pointName, threshold: values.threshold })}</dd>
        <dt>{t("model")}</dt>
        <dd>
          <Link href="/models">{answer.modelVersion}</Link>
        </dd>
        <dt>{t("time")}</dt>
        <dd>
          <time dateTime={answer.createdAt}>
            {format.dateTime(new Date(answer.createdAt), { dateStyle: "medium", timeStyle: "short" })}
          </time>
        </dd>
        {answer.caseReference === null ? null : (
          <>
            <dt>{t("caseReference")}</dt>
            <dd>{answer.caseReference}</dd>
          </>
        )}
      </dl>
      <p className={classes.support}>{t("support")}</p>
      <Link href={`/history/${answer.id}`} className={classes.record}>
        {t("record")}
      </Link>
    </>
  );
}
