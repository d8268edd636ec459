import type { CSSProperties } from "react";
import type { Estimate } from "@/lib/model/card";
import classes from "./interval-bar.module.css";

/** An estimate between 0 and 1 with its interval, for the eye; the cells beside it hold the figures. */
export function IntervalBar({ estimate }: { estimate: NonNullable<Estimate> }) {
  const { value, low, high } = estimate;
  const places = {
    "--low": `${low * 100}%`,
    "--width": `${(high - low) * 100}%`,
    "--value": `${value * 100}%`,
  };
  return (
    <div className={classes.scale} style={places as CSSProperties} aria-hidden="true">
      <div className={classes.interval} />
      <div className={classes.value} />
    </div>
  );
}
