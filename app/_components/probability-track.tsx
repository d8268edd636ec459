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
  const [low, high] = [(interval?.low ?? 0) * 100, (interval?.high ?? 0) * 100];
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
          <rect x={low} width={high - low} height="10" className={classes.band} />
          <path d={`M${low} 0V10M${high} 0V10`} className={classes.bandEnds} />
        </>
      )}
      <line x1={threshold * 100} x2={threshold * 100} y1="-4" y2="14" className={classes.threshold} />
    </svg>
  );
}
