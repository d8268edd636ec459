"use client";

import { useTranslations } from "next-intl";
import type { Explanation, Prediction } from "@/lib/prediction";
import { useNumbers } from "../_numbers/use-numbers";
import classes from "./probability-scale.module.css";
import { ProbabilityTrack } from "./probability-track";

interface ProbabilityScaleProps extends Pick<Prediction, "probability" | "threshold" | "label"> {
  interval: Explanation["interval"];
}

/** The probability on a scale from 0 to 100 %, with the threshold of the call. The words around it say the same. */
export function ProbabilityScale({ probability, threshold, label, interval }: ProbabilityScaleProps) {
  const t = useTranslations("explanation");
  const { percentMark, threshold: thresholdText } = useNumbers();
  return (
    <div className={classes.scale} aria-hidden="true">
      <ProbabilityTrack {...{ probability, threshold, label, interval }} className={classes.bar} />
      <div className={classes.labels}>
        <span>{percentMark(0)}</span>
        <span
          className={`${classes.thresholdLabel} tabular`}
          style={{ insetInlineStart: `${Math.min(80, Math.max(20, threshold * 100))}%` }}
        >
          {t("threshold", { threshold: thresholdText(threshold) })}
        </span>
        <span>{percentMark(1)}</span>
      </div>
    </div>
  );
}
