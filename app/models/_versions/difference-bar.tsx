import type { CSSProperties } from "react";
import type { Estimate } from "@/lib/model/card";
import classes from "./difference-bar.module.css";
import { differencePlaces } from "./difference-places";

interface DifferenceBarProps {
  difference: NonNullable<Estimate>;
  /** Which side of zero is worse. */
  worse: "below" | "above";
  words: { worse: string; better: string };
}

/** A difference with its interval around zero, worse on the left; the words beside it say the same. */
export function DifferenceBar({ difference, worse, words }: DifferenceBarProps) {
  const { value, low, high } = differencePlaces(difference, worse);
  const places = {
    "--low": `${100 * low}%`,
    "--width": `${100 * (high - low)}%`,
    "--value": `${100 * value}%`,
  };
  return (
    <div className={classes.bar} style={places as CSSProperties} aria-hidden="true">
      <span>{words.worse}</span>
      <div className={classes.scale}>
        <div className={classes.zero} />
        <div className={classes.interval} />
        <div className={classes.value} />
      </div>
      <span>{words.better}</span>
    </div>
  );
}
