"use client";

import type { Prediction } from "@/lib/prediction";
import classes from "./call-line.module.css";
import { useCall } from "./use-call";

/** The call with its shape: a full disc for a calcification, a ring for none, a diamond where a person has to judge. */
export function CallLine({ prediction }: { prediction: Prediction }) {
  const call = useCall();
  const isOutside = prediction.explanation?.support.verdict === "outside";
  return (
    <p className={classes.call} data-call={isOutside ? "needs_person" : prediction.label}>
      <span className={classes.mark} aria-hidden="true" />
      {call(prediction)}
    </p>
  );
}
