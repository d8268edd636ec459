"use client";

import { useTranslations } from "next-intl";
import type { Reference } from "@/lib/model/card";
import type { Prediction, Reasons } from "@/lib/prediction";
import { prepareReasons } from "./prepare-reasons";
import { ReasonBars } from "./reason-bars";
import { ReasonSentences } from "./reason-sentences";
import classes from "./reasons-section.module.css";
import { TreeLink } from "./tree-link";
import { usePointsText } from "./use-points-text";

interface ReasonsSectionProps {
  prediction: Pick<Prediction, "id" | "modelVersion" | "probability" | "features">;
  reasons: Reasons;
  reference: Reference | null;
}

/** What each value did to the probability. */
export function ReasonsSection({ prediction, reasons, reference }: ReasonsSectionProps) {
  const t = useTranslations("explanation.reasons");
  const { percent } = usePointsText();
  const prepared = prepareReasons(reasons, prediction.probability);
  return (
    <section>
      <h3>{t("title")}</h3>
      <p className={classes.intro}>{t("intro", { base: percent(prepared.base) })}</p>
      <ReasonBars {...prepared} />
      {reference === null ? null : (
        <ReasonSentences reasons={prepared.reasons} features={prediction.features} reference={reference} />
      )}
      <TreeLink prediction={prediction} />
    </section>
  );
}
