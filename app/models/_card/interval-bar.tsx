import type { CSSProperties } from "react";
import type { Estimate } from "@/lib/model/card";
import classes from "./interval-bar.module.css";

const within = (value: number) => Math.min(1, Math.max(0, value)) * 100;

/** An estimate with its interval on a scale from 0 to 1, for the eye; the cells beside it hold the figures. */
export function IntervalBar({ estimate }: { estimate: NonNullable<Estimate> }) {
  const { value, low, high } = estimate;
  const places = {
    "--low": `${within(low)}%`,
    "--width": `${within(high) - within(low)}%`,
    "--value": `${within(value)}%`,
  };
  return (
    <div className={classes.scale} style={places as CSSProperties} aria-hidden="true">
      <div className={classes.interval} />
      <div className={classes.value} />
    </div>
  );
}
