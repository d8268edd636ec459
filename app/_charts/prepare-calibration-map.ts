import type { Calibration } from "@/lib/model/card";

export interface CalibrationMapPoint {
  readonly rawScore: number;
  readonly probability: number;
  /** Ends of the 95 % interval; `null` where none was made. */
  readonly band: readonly [low: number, high: number] | null;
}

/** The map from raw score to probability with its band, drawn flat to both ends of the scale as it is used. */
export function prepareCalibrationMap({
  rawScore,
  probability,
  band,
}: Calibration): readonly CalibrationMapPoint[] {
  const points = rawScore.map((score, index): CalibrationMapPoint => {
    const low = band?.low[index];
    const high = band?.high[index];
    return {
      rawScore: score,
      probability: probability[index] ?? 0,
      band: low === undefined || high === undefined ? null : [low, high],
    };
  });
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return [];
  return [
    ...(first.rawScore > 0 ? [{ ...first, rawScore: 0 }] : []),
    ...points,
    ...(last.rawScore < 1 ? [{ ...last, rawScore: 1 }] : []),
  ];
}
