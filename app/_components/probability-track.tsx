import type { Prediction } from "@/lib/prediction";
import classes from "./probability-track.module.css";

interface ProbabilityTrackProps extends Pick<Prediction, "probability" | "threshold" | "label"> {
  /** Gives the track its size. */
  className: string | undefined;
}

/** The probability on a track from 0 to 1; the tick is the threshold. Words beside it must say the same. */
export function ProbabilityTrack({ probability, threshold, label, className }: ProbabilityTrackProps) {
  return (
    <svg
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      className={`${classes.track} ${className}`}
      data-label={label}
      aria-hidden="true"
    >
      <rect width="100" height="10" className={classes.ground} />
      <rect width={probability * 100} height="10" className={classes.fill} />
      <line x1={threshold * 100} x2={threshold * 100} y1="-4" y2="14" className={classes.threshold} />
    </svg>
  );
}
