"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Untranslated } from "@/app/_components/untranslated";
import { usePointName } from "@/app/_components/use-point-name";
import { useDateText } from "@/app/_i18n/use-date-text";
import { useReaderTimeZone } from "@/app/_i18n/use-reader-time-zone";
import { Percent } from "@/app/_numbers/percent";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Prediction } from "@/lib/prediction";
import { SourceMark } from "../_table/source-mark";
import { CopyableId } from "./copyable-id";
import classes from "./prediction-facts.module.css";

/** How the answer came about. */
export function PredictionFacts({ prediction }: { prediction: Prediction }) {
  const t = useTranslations("prediction.facts");
  const opinionText = useTranslations("review.opinion");
  const dateText = useDateText();
  const timeZone = useReaderTimeZone();
  const { rawScore } = useNumbers();
  const pointName = usePointName();
  return (
    <dl className={classes.facts}>
      <dt>{t("caseReference")}</dt>
      <dd>
        {prediction.caseReference === null ? (
          t(prediction.caseReferenceState === "none" ? "noCaseReference" : "caseReferenceUnreadable")
        ) : (
          <Untranslated>{prediction.caseReference}</Untranslated>
        )}
      </dd>
      <dt>{t("when")}</dt>
      <dd>
        <time dateTime={prediction.createdAt}>
          {t("moment", { moment: dateText.exactMoment(prediction.createdAt), timeZone })}
        </time>
      </dd>
      <dt>{t("by")}</dt>
      <dd>
        <Untranslated>{prediction.createdBy.name}</Untranslated>
      </dd>
      <dt>{t("source")}</dt>
      <dd>
        <SourceMark source={prediction.source} />
      </dd>
      <dt>{t("model")}</dt>
      <dd>
        <Link href={`/models/versions/${prediction.modelVersion}`} prefetch={false}>
          {prediction.modelVersion}
        </Link>
      </dd>
      <dt>{t("operatingPoint")}</dt>
      <dd>{pointName(prediction.operatingPoint)}</dd>
      <dt>{t("threshold")}</dt>
      <dd>
        <Percent of={prediction.threshold} />
      </dd>
      {prediction.firstOpinion === null ? null : (
        <>
          <dt>{t("firstOpinion")}</dt>
          <dd>{opinionText(prediction.firstOpinion)}</dd>
        </>
      )}
      <dt>{t("probability")}</dt>
      <dd>
        <Percent of={prediction.probability} />
      </dd>
      <dt>{t("rawScore")}</dt>
      <dd className="tabular">
        {rawScore(prediction.rawScore)}
        <span className={classes.hint}>{t("rawScoreHint")}</span>
      </dd>
      <dt>{t("id")}</dt>
      <dd>
        <CopyableId id={prediction.id} />
      </dd>
    </dl>
  );
}
