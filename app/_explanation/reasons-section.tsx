"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Reference } from "@/lib/model/card";
import type { Prediction, Reasons } from "@/lib/prediction";
import { prepareReasons } from "./prepare-reasons";
import { ReasonBars } from "./reason-bars";
import { ReasonSentences } from "./reason-sentences";
import classes from "./reasons-section.module.css";
import { TreeLink } from "./tree-link";

interface ReasonsSectionProps {
  prediction: Pick<Prediction, "id" | "modelVersion" | "probability" | "features">;
  reasons: Reasons;
  reference: Reference | null;
}

/** What each value did to the probability. */
export function ReasonsSection({ prediction, reasons, reference }: ReasonsSectionProps) {
  const t = useTranslations("explanation.reasons");
  const { percent, decimals } = useNumbers();
  const prepared = prepareReasons(reasons, { probability: prediction.probability, decimals });
  return (
    <section>
      <h3>{t("title")}</h3>
      <p className={classes.intro}>{t("intro", { base: percent(reasons.baseProbability) })}</p>
      <ReasonBars base={reasons.baseProbability} probability={prediction.probability} prepared={prepared} />
      {reference === null ? null : (
        <ReasonSentences reasons={prepared.reasons} features={prediction.features} reference={reference} />
      )}
      <TreeLink prediction={prediction} />
    </section>
  );
}
