"use client";

import { ProbabilityTrack } from "@/app/_components/probability-track";
import { Percent } from "@/app/_numbers/percent";
import { ToldApart } from "@/app/_numbers/use-numbers";
import type { Prediction } from "@/lib/prediction";
import classes from "./probability-cell.module.css";

/** The probability as number and bar; the tick is the threshold. */
export function ProbabilityCell({
  probability,
  threshold,
  label,
}: Pick<Prediction, "probability" | "threshold" | "label">) {
  return (
    <span className={classes.cell}>
      <ToldApart values={[probability]} thresholds={[threshold]}>
        <Percent of={probability} className={classes.number} />
      </ToldApart>
      <ProbabilityTrack {...{ probability, threshold, label }} className={classes.bar} />
    </span>
  );
}
