"use client";

import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import type { Prediction } from "@/lib/prediction";
import { useProbabilityText } from "../_components/use-probability-text";
import classes from "./probability-bar.module.css";

type ProbabilityBarProps = Pick<Prediction, "probability" | "threshold" | "label">;

/** The probability between 0 and 1 with the threshold marked. The words around it say the same. */
export function ProbabilityBar({ probability, threshold, label }: ProbabilityBarProps) {
  const t = useTranslations("assess.answer");
  const probabilityText = useProbabilityText();
  const places = { "--probability": `${probability * 100}%`, "--threshold": `${threshold * 100}%` };
  return (
    <div className={classes.frame} style={places as CSSProperties} aria-hidden="true">
      <div className={classes.bar}>
        <div className={classes.fill} data-label={label} />
        <div className={classes.tick} />
      </div>
      <div className={classes.scale}>
        <span className={`${classes.threshold} tabular`} data-side={threshold > 0.5 ? "left" : "right"}>
          {t("threshold", { threshold: probabilityText(threshold, probability) })}
        </span>
      </div>
    </div>
  );
}
