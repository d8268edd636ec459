import type { Explanation, Prediction } from "@/lib/prediction";
import classes from "./probability-track.module.css";

interface ProbabilityTrackProps extends Pick<Prediction, "probability" | "threshold" | "label"> {
  interval?: Explanation["interval"];
  /** Gives the track its size. */
  className: string | undefined;
}

/** The probability on a track from 0 to 1, its interval as a band, the threshold as a tick. Words must say the same. */
export function ProbabilityTrack(props: ProbabilityTrackProps) {
  const { probability, threshold, label, interval = null, className } = props;
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
      {interval === null ? null : (
        <>
          <path d={bandPath(interval)} className={classes.bandEdge} />
          <path d={bandPath(interval)} className={classes.band} />
        </>
      )}
      <line x1={threshold * 100} x2={threshold * 100} y1="-4" y2="14" className={classes.threshold} />
    </svg>
  );
}

/** A line along the middle of the track with a stop at either end. */
function bandPath({ low, high }: NonNullable<Explanation["interval"]>): string {
  const [from, to] = [low * 100, high * 100];
  return `M${from} 2V8M${from} 5H${to}M${to} 2V8`;
}
