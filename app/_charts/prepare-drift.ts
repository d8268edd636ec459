import type {
  DriftMeasureReport,
  DriftReport,
  DriftWindow,
  HistogramMeasure,
  Level,
} from "@/lib/drift/drift-report";
import type { DriftVerdict } from "@/lib/drift/drift-verdict";
import { utcDayOf } from "../../lib/calendar";

export type JudgedMeasure = Exclude<DriftMeasureReport, { kind: "missing" }>;

/** Which of a measure's levels is meant; a share is the only one of a measure of shares. */
export type LevelKind = "psi" | "jensenShannon" | "share";

/** Levels of a measure, one a window; `null` where there are too few candidates. */
export function levelsOf(measure: JudgedMeasure, kind: LevelKind): readonly (Level | null)[] {
  if (measure.kind === "share") return measure.series.map(({ share }) => (kind === "share" ? share : null));
  return measure.series.map((finding) => (kind === "share" ? null : finding[kind]));
}

/** The level that decides: the PSI, or the share. */
export const decidingKind = ({ kind }: JudgedMeasure): LevelKind => (kind === "share" ? "share" : "psi");

export interface HistogramPoint {
  /** In the order of the axis. */
  readonly place: number;
  readonly atMinimum: boolean;
  readonly from: number;
  readonly to: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Shares in [0, 1]; `null` where nothing is to be drawn. */
  readonly reference: number | null;
  readonly current: number | null;
}

/** Both histograms by bin, with an empty place between the bin at the minimum and the others. */
export function prepareHistogram(bins: HistogramMeasure["bins"]): readonly HistogramPoint[] {
  const hasSpike = bins[0]?.atMinimum === true;
  const first = hasSpike ? 1 : 0;
  return bins.map((bin, i) => ({
    ...bin,
    place: hasSpike && i > 0 ? i + 1 : i,
    isFirst: i === first,
    isLast: i === bins.length - 1,
  }));
}

export interface SeriesPoint {
  readonly place: number;
  readonly window: DriftWindow;
  readonly n: number;
  readonly verdict: DriftVerdict;
  readonly value: number | null;
  readonly threshold: number | null;
}

export interface DriftSeries {
  readonly points: readonly SeriesPoint[];
  /** Where the champion changed: the place of the window it did so in. */
  readonly promotions: readonly { readonly at: string; readonly place: number; readonly version: string }[];
}

/** One level of a measure over the windows, with the promotions at their windows. */
export function prepareSeries(
  { windows, promotions }: Pick<DriftReport, "windows" | "promotions">,
  measure: JudgedMeasure,
  kind: LevelKind,
): DriftSeries {
  const levels = levelsOf(measure, kind);
  const points = windows.map((window, place) => {
    const level = levels[place] ?? null;
    const { n = 0, verdict = "too_few" } = measure.series[place] ?? {};
    return { place, window, n, verdict, value: level?.value ?? null, threshold: level?.threshold ?? null };
  });
  return {
    points,
    promotions: promotions.flatMap(({ at, version }) => {
      const day = utcDayOf(new Date(at));
      const place = windows.findIndex(({ from, to }) => day >= from && day <= to);
      return place === -1 ? [] : [{ at, place, version }];
    }),
  };
}

/** A level beside its threshold on one scale, both in [0, 1] of a bar that ends at twice the threshold. */
export const barOf = ({ value, threshold }: Level): { value: number; beyond: boolean } => ({
  value: Math.min(1, value / (2 * threshold)),
  beyond: value > threshold,
});

/**
 * The course of levels for a picture as small as a word: unbroken runs of points, x and y in [0, 1], and where the
 * thresholds run. Values past twice the largest threshold stand at the top.
 */
export function prepareSparkline(levels: readonly (Level | null)[]) {
  const top = 2 * Math.max(...levels.map((level) => level?.threshold ?? 0), Number.EPSILON);
  const x = (place: number) => (levels.length > 1 ? place / (levels.length - 1) : 0.5);
  const runs: { readonly x: number; readonly value: number; readonly threshold: number }[][] = [];
  levels.forEach((level, place) => {
    if (level === null) return;
    if (place === 0 || levels[place - 1] === null) runs.push([]);
    const value = Math.min(1, level.value / top);
    runs.at(-1)?.push({ x: x(place), value, threshold: level.threshold / top });
  });
  return runs;
}
