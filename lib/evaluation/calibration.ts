import type { Calibration } from "../model/card";
import type { Interval } from "./intervals";

/** Points of a map from raw score, linear between and flat beyond the ends. */
type Points = Pick<Calibration, "rawScore" | "probability">;

/**
 * The calibrated probability of a raw score: linear between the calibration's points, flat beyond its ends.
 * Both are in [0, 1]; a higher score never gets a lower probability.
 */
export function calibrate({ rawScore, probability }: Points, score: number): number {
  let low = 0;
  let high = rawScore.length - 1;
  if (score <= (rawScore[low] as number)) return probability[low] as number;
  if (score >= (rawScore[high] as number)) return probability[high] as number;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((rawScore[middle] as number) <= score) low = middle;
    else high = middle;
  }
  const [x0, x1] = [rawScore[low] as number, rawScore[high] as number];
  const [y0, y1] = [probability[low] as number, probability[high] as number];
  // Rounding must not lift the end of a line above the next one's beginning.
  return Math.min(y1, y0 + ((score - x0) / (x1 - x0)) * (y1 - y0));
}

/**
 * The 95 % interval of a raw score's probability, from the calibration's band; both ends in [0, 1], the probability
 * between them. `null` where the calibration has no band.
 */
export function interval(
  { rawScore, probability, band }: Omit<Calibration, "method" | "compared">,
  score: number,
): Interval | null {
  if (band === null) return null;
  const between = calibrate({ rawScore, probability }, score);
  // The three lines are rounded each for itself.
  return {
    low: Math.min(between, calibrate({ rawScore, probability: band.low }, score)),
    high: Math.max(between, calibrate({ rawScore, probability: band.high }, score)),
  };
}

const rises = (values: readonly number[]) =>
  values.every((value, i) => i === 0 || value >= (values[i - 1] as number));
const risesStrictly = (values: readonly number[]) =>
  values.every((value, i) => i === 0 || value > (values[i - 1] as number));

/** Refuses points that would make the map fall, jump back or end before it begins, or its band leave it out. */
export function checkCalibration({ rawScore, probability, band }: Calibration): void {
  if (rawScore.length !== probability.length || !risesStrictly(rawScore) || !rises(probability)) {
    throw new Error("The calibration is malformed: its points must rise.");
  }
  if (band === null) return;
  const { low, high } = band;
  if (low.length !== rawScore.length || high.length !== rawScore.length) {
    throw new Error(
      `The calibration's band is malformed: it has ${low.length} lower and ${high.length} upper ends for ` +
        `${rawScore.length} points.`,
    );
  }
  if (!rises(low) || !rises(high)) {
    throw new Error("The calibration's band is malformed: either end must rise with the score.");
  }
  const outside = probability.findIndex(
    (value, i) => (low[i] as number) > value || (high[i] as number) < value,
  );
  if (outside !== -1) {
    throw new Error(
      `The calibration's band is malformed: at the score ${rawScore[outside]} the probability ` +
        `${probability[outside]} is not between its ends ${low[outside]} and ${high[outside]}.`,
    );
  }
}
