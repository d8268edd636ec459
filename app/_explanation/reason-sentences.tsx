"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Reference } from "@/lib/model/card";
import type { Prediction } from "@/lib/prediction";
import { referenceRemark } from "../_components/reference-remark";
import { useRemarkValues } from "../_components/use-remark-values";
import { type PreparedReason, strongestReasons } from "./prepare-reasons";
import classes from "./reason-sentences.module.css";

interface ReasonSentencesProps {
  reasons: readonly PreparedReason[];
  features: Prediction["features"];
  reference: Reference;
}

/** The strongest reasons in words, each with where its value stands among the reference candidates. */
export function ReasonSentences({ reasons, features, reference }: ReasonSentencesProps) {
  const t = useTranslations("explanation.reasons.sentence");
  const tPlace = useTranslations("explanation.reasons.place");
  const tFeature = useTranslations("features");
  const remarkValues = useRemarkValues();
  const numbers = useNumbers();
  return (
    <ul className={classes.sentences}>
      {strongestReasons(reasons).map(({ feature, points }) => {
        const own = reference.features.find((candidate) => candidate.feature === feature);
        if (own === undefined) return null;
        const remark = referenceRemark(own, features[feature]);
        const values = {
          feature: tFeature(`${feature}.label`),
          place: tPlace(remark.key, remarkValues(remark)),
          points: numbers.points(Math.abs(points)),
          count: Math.abs(points),
        };
        return <li key={feature}>{points < 0 ? t("lowers", values) : t("adds", values)}</li>;
      })}
    </ul>
  );
}
