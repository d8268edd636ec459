"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorNotice } from "@/app/_components/error-notice";
import { Panel } from "@/app/_components/panel";
import { AnswerNumbers } from "@/app/_explanation/answer-numbers";
import { useDateText } from "@/app/_i18n/use-date-text";
import { RecordReview } from "@/app/_review/record-review";
import { May } from "@/app/_session/may";
import { useTRPC } from "@/app/_trpc/client";
import { FeatureList } from "./feature-list";
import { OutcomeHistory } from "./outcome-history";
import { OutcomePanel } from "./outcome-panel";
import { PredictionCases } from "./prediction-cases";
import { PredictionFacts } from "./prediction-facts";
import { PredictionSkeleton } from "./prediction-skeleton";
import { PredictionSummary } from "./prediction-summary";
import { PredictionToolbar } from "./prediction-toolbar";
import classes from "./prediction-view.module.css";
import { UnknownPrediction } from "./unknown-prediction";

/** Everything that was known and decided about one candidate region, and what it turned out to be. */
export function PredictionView({ id }: { id: string }) {
  const t = useTranslations("prediction");
  const tCases = useTranslations("cases");
  const tReview = useTranslations("review");
  const dateText = useDateText();
  const trpc = useTRPC();
  const { data: prediction, error, refetch } = useQuery(trpc.predictions.byId.queryOptions({ id }));

  if (prediction === undefined) {
    if (error?.data?.problem.code === "not_found") return <UnknownPrediction />;
    return (
      <>
        <PredictionToolbar />
        <h1>{t("title")}</h1>
        {error === null ? (
          <PredictionSkeleton />
        ) : (
          <ErrorNotice error={error} title={t("failed")} onRetry={() => void refetch()} />
        )}
      </>
    );
  }

  const when = dateText.moment(prediction.createdAt);
  const hasReader = prediction.firstOpinion !== null || prediction.review !== null;
  return (
    <AnswerNumbers prediction={prediction}>
      <article className={classes.sheet}>
        <PredictionToolbar />
        <h1 className={classes.title}>{t("heading", { when })}</h1>
        {prediction.source === "seed" ? <p className={classes.madeUp}>{t("madeUp")}</p> : null}
        <div className={classes.columns}>
          <Panel className={classes.panel}>
            <h2 className="visually-hidden">{t("summary.label")}</h2>
            <PredictionSummary prediction={prediction} />
          </Panel>
          <Panel className={classes.panel}>
            <h2>{t("inputs.title")}</h2>
            <FeatureList features={prediction.features} modelVersion={prediction.modelVersion} />
          </Panel>
          <div className={classes.side}>
            <Panel className={classes.panel}>
              <h2>{t("outcomeTitle")}</h2>
              <May operation="predictions.recordOutcome">
                <OutcomePanel prediction={prediction} />
              </May>
              <OutcomeHistory outcomes={prediction.outcomes} />
            </Panel>
            <Panel className={`${classes.panel} ${hasReader ? "" : classes.unread}`}>
              <h2>{tReview("title")}</h2>
              <RecordReview prediction={prediction} />
            </Panel>
            <Panel className={classes.panel}>
              <h2>{t("facts.title")}</h2>
              <PredictionFacts prediction={prediction} />
            </Panel>
          </div>
          <May operation="cases.nearest">
            <Panel className={`${classes.panel} ${classes.cases}`}>
              <h2>{tCases("title")}</h2>
              <PredictionCases prediction={prediction} />
            </Panel>
          </May>
        </div>
        <p className={classes.printed}>{t("printed")}</p>
      </article>
    </AnswerNumbers>
  );
}
