"use client";

import type { Estimate } from "@/lib/model/card";
import classes from "./separation-bar.module.css";

/** An area under the curve with its interval on a line from 0 to 1; the tick in the middle is guessing. */
export function SeparationBar({ estimate }: { estimate: Estimate }) {
  if (estimate === null) return null;
  const { value, low, high } = estimate;
  return (
    <svg viewBox="0 0 100 12" className={classes.bar} aria-hidden="true">
      <line x1="0" x2="100" y1="6" y2="6" className={classes.scale} />
      <line x1="50" x2="50" y1="1" y2="11" className={classes.scale} />
      <line x1={low * 100} x2={high * 100} y1="6" y2="6" className={classes.interval} />
      <circle cx={value * 100} cy="6" r="3" className={classes.point} />
    </svg>
  );
}
