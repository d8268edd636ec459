"use client";

import { useTranslations } from "next-intl";
import type { ModelDetail } from "@/lib/model/registry";
import type { Prediction } from "@/lib/prediction";
import classes from "./answer-details.module.css";
import { OperatingPoints } from "./operating-points";
import { ReasonsSection } from "./reasons-section";
import { StratumSection } from "./stratum-section";

interface AnswerDetailsProps {
  prediction: Prediction;
  /** `null` while it is on its way; what needs it is left out until then. */
  model: Pick<ModelDetail, "card" | "reference"> | null;
}

/** What stands behind an answer: reasons, the calls by other rules, and what is known of candidates of its kind. */
export function AnswerDetails({ prediction, model }: AnswerDetailsProps) {
  const t = useTranslations("explanation");
  const { explanation } = prediction;
  const stratum =
    explanation === null || model === null ? null : (
      <StratumSection stratum={explanation.stratum} card={model.card} />
    );
  // Where all values are at their minimum, the answer says nothing about this one region: to be known before its reasons.
  const [before, after] = explanation?.stratum === "all_at_minimum" ? [stratum, null] : [null, stratum];
  return (
    <div className={classes.details}>
      {before}
      {explanation === null ? (
        <p>{t("notKept")}</p>
      ) : (
        <ReasonsSection
          prediction={prediction}
          reasons={explanation.reasons}
          reference={model?.reference ?? null}
        />
      )}
      {model === null ? null : <OperatingPoints prediction={prediction} card={model.card} />}
      {after}
    </div>
  );
}
