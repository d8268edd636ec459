import type { Calibration } from "../model/card";

/**
 * The calibrated probability of a raw score: linear between the calibration's points, flat beyond its ends.
 * Both are in [0, 1]; a higher score never gets a lower probability.
 */
export function calibrate({ rawScore, probability }: Calibration, score: number): number {
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

/** Refuses points that would make the map fall, jump back or end before it begins. */
export function checkCalibration({ rawScore, probability }: Calibration): void {
  const rises = (values: readonly number[], strictly: boolean) =>
    values.every(
      (value, i) => i === 0 || value > (values[i - 1] as number) || (!strictly && value === values[i - 1]),
    );
  if (rawScore.length !== probability.length || !rises(rawScore, true) || !rises(probability, false)) {
    throw new Error("The calibration is malformed: its points must rise.");
  }
}
