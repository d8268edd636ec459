"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { Prediction } from "@/lib/prediction";
import { ActionButton } from "../_components/action-button";
import { ErrorNotice } from "../_components/error-notice";
import { Untranslated } from "../_components/untranslated";
import { useModel } from "../_components/use-model";
import { AnswerNumbers } from "../_explanation/answer-numbers";
import { AnswerSummary } from "../_explanation/answer-summary";
import classes from "./answer.module.css";
import type { useAnswerParts } from "./use-answer-parts";

interface AnswerProps {
  answer: Prediction;
  parts: ReturnType<typeof useAnswerParts>;
}

export function Answer({ answer, parts }: AnswerProps) {
  const t = useTranslations("assess.answer");
  const tNotice = useTranslations("notice");
  const { moment } = useDateText();
  const model = useModel(answer.modelVersion);
  return (
    <AnswerNumbers prediction={answer}>
      <AnswerSummary prediction={answer} />
      {parts === null ? null : "retry" in parts ? (
        <div className={classes.failed}>
          <p>{t("partsFailed")}</p>
          <ActionButton size="small" onClick={parts.retry}>
            {tNotice("retry")}
          </ActionButton>
        </div>
      ) : (
        <>
          <parts.AnswerReview prediction={answer} />
          <parts.AnswerDetails prediction={answer} model={model.data ?? null} />
        </>
      )}
      {model.error === null || model.data !== undefined ? null : (
        <ErrorNotice error={model.error} title={t("modelFailed")} onRetry={() => void model.refetch()} />
      )}
      <dl className={classes.facts}>
        <dt>{t("model")}</dt>
        <dd>
          <Link href={`/models/versions/${answer.modelVersion}`} prefetch={false}>
            {answer.modelVersion}
          </Link>
        </dd>
        <dt>{t("time")}</dt>
        <dd>
          <time dateTime={answer.createdAt}>{moment(answer.createdAt)}</time>
        </dd>
        {answer.caseReference === null ? null : (
          <>
            <dt>{t("caseReference")}</dt>
            <dd>
              <Untranslated>{answer.caseReference}</Untranslated>
            </dd>
          </>
        )}
      </dl>
      <p className={classes.support}>{t("support")}</p>
      <Link href={`/history/${answer.id}`} className={classes.record}>
        {t("record")}
      </Link>
    </AnswerNumbers>
  );
}
