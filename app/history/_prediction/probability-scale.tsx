"use client";

import { useFormatter, useTranslations } from "next-intl";
import { ProbabilityTrack } from "@/app/_components/probability-track";
import { useProbabilityText } from "@/app/_components/use-probability-text";
import type { Prediction } from "@/lib/prediction";
import classes from "./probability-scale.module.css";

type ProbabilityScaleProps = Pick<Prediction, "probability" | "threshold" | "label">;

/** The probability on a scale from 0 to 100 %, with the threshold of the call. The words around it say the same. */
export function ProbabilityScale({ probability, threshold, label }: ProbabilityScaleProps) {
  const t = useTranslations("prediction.summary");
  const format = useFormatter();
  const probabilityText = useProbabilityText();
  const percent = (value: number) => format.number(value, { style: "percent" });
  return (
    <div className={classes.scale} aria-hidden="true">
      <ProbabilityTrack {...{ probability, threshold, label }} className={classes.bar} />
      <div className={classes.labels}>
        <span>{percent(0)}</span>
        <span
          className={classes.thresholdLabel}
          style={{ insetInlineStart: `${Math.min(80, Math.max(20, threshold * 100))}%` }}
        >
          {t("threshold", { threshold: probabilityText(threshold) })}
        </span>
        <span>{percent(1)}</span>
      </div>
    </div>
  );
}
