"use client";

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
      <svg
        viewBox="0 0 100 10"
        preserveAspectRatio="none"
        className={classes.bar}
        data-label={label}
        aria-hidden="true"
      >
        <rect width="100" height="10" className={classes.track} />
        <rect width={probability * 100} height="10" className={classes.fill} />
        <line
          x1={threshold * 100}
          x2={threshold * 100}
          y1="-3"
          y2="13"
          className={classes.threshold}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
    </span>
  );
}
