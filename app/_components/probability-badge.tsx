"use client";

import { useTranslations } from "next-intl";
import type { Prediction } from "@/lib/prediction";
import classes from "./probability-badge.module.css";
import { useProbabilityText } from "./use-probability-text";

type ProbabilityBadgeProps = Pick<Prediction, "probability" | "label" | "threshold">;

/** Probability and call in one line. Shape and words carry the call, colour only repeats it. */
export function ProbabilityBadge({ probability, label, threshold }: ProbabilityBadgeProps) {
  const t = useTranslations("call");
  const probabilityText = useProbabilityText();
  return (
    <span className={classes.badge} data-label={label}>
      <span className={classes.mark} aria-hidden="true" />
      <span className={`${classes.number} tabular`}>{probabilityText(probability, threshold)}</span>
      <span>{t(label)}</span>
    </span>
  );
}
