"use client";

import { ProbabilityTrack } from "@/app/_components/probability-track";
import { useProbabilityText } from "@/app/_components/use-probability-text";
import type { Prediction } from "@/lib/prediction";
import classes from "./probability-cell.module.css";

/** The probability as number and bar; the tick is the threshold. */
export function ProbabilityCell({
  probability,
  threshold,
  label,
}: Pick<Prediction, "probability" | "threshold" | "label">) {
  const probabilityText = useProbabilityText();
  return (
    <span className={classes.cell}>
      <span className={`${classes.number} tabular`}>{probabilityText(probability, threshold)}</span>
      <ProbabilityTrack {...{ probability, threshold, label }} className={classes.bar} />
    </span>
  );
}
