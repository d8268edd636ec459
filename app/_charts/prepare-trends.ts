import type { Figure, MetricName } from "@/lib/trends/figure";
import type { Promotion, TrendWindow } from "@/lib/trends/trends";
import { utcDayOf } from "../../lib/calendar";
import { probabilityEdges } from "../../lib/trends/probability-edges";

/** One window on the axis. Two figures, never joined: from outcomes, and estimated without any. */
export interface TrendPoint {
  /** The window's first day, `YYYY-MM-DD`. */
  readonly key: string;
  /** `null` is a gap. */
  readonly value: number | null;
  /** Distance from the value down and up to the ends of its 95 % interval. */
  readonly error: readonly [down: number, up: number] | null;
  readonly estimate: number | null;
  /** Ends of the estimate's 95 % interval. */
  readonly band: readonly [low: number, high: number] | null;
}

const errorOf = (figure: Figure): TrendPoint["error"] =>
  figure.value === null ? null : [figure.value - figure.low, figure.high - figure.value];

const bandOf = (figure: Figure): TrendPoint["band"] =>
  figure.value === null ? null : [figure.low, figure.high];

/** The points of one figure that has no estimate. */
export function prepareFigure(
  windows: readonly TrendWindow[],
  figureOf: (window: TrendWindow) => Figure,
): readonly TrendPoint[] {
  return windows.map((window) => {
    const figure = figureOf(window);
    return { key: window.from, value: figure.value, error: errorOf(figure), estimate: null, band: null };
  });
}

/** The points of a figure of merit, realised and estimated. */
export function prepareMetric(windows: readonly TrendWindow[], name: MetricName): readonly TrendPoint[] {
  return windows.map(({ from, realised, estimated }) => ({
    key: from,
    value: realised[name].value,
    error: errorOf(realised[name]),
    estimate: estimated[name].value,
    band: bandOf(estimated[name]),
  }));
}

/** Heights of the parts of one bar, upwards in their order. */
export interface TrendStack {
  readonly key: string;
  readonly parts: readonly number[];
}

/** What a window's figures rest on: calcifications, other outcomes, predictions that wait for one. */
export const prepareBasis = (windows: readonly TrendWindow[]): readonly TrendStack[] =>
  windows.map(({ from, outcomes, positives, waiting }) => ({
    key: from,
    parts: [positives, outcomes - positives, waiting],
  }));

/** How many were called, and how many were not. */
export const prepareVolume = (windows: readonly TrendWindow[]): readonly TrendStack[] =>
  windows.map(({ from, predictions, calledPositive }) => ({
    key: from,
    parts: [calledPositive, predictions - calledPositive],
  }));

export interface ScoreColumn {
  readonly key: string;
  /** Share of the window's predictions in each bin of the probability, from the lowest; empty where there are none. */
  readonly shares: readonly number[];
  /** Height of the whole column, the same for all. */
  readonly height: number;
}

export const scoreBins = probabilityEdges.length - 1;

export const prepareScores = (windows: readonly TrendWindow[]): readonly ScoreColumn[] =>
  windows.map(({ from, predictions, probabilityCounts }) => ({
    key: from,
    shares: predictions === 0 ? [] : probabilityCounts.map((count) => count / predictions),
    height: scoreBins,
  }));

/** How strongly a share is drawn, in [0, 1]: rare bins are to be told from empty ones, so it rises fast at first. */
export const shadeOf = (share: number): number => (share === 0 ? 0 : 0.12 + 0.88 * share ** 0.4);

/** A promotion's place on the axis: its number in the list, at the window it fell in. */
export interface TrendMark {
  readonly key: string;
  readonly label: string;
}

/** Marks of the promotions that fall in these windows; those of one window share a mark. Numbered from 1, as given. */
export function prepareMarks(
  windows: readonly TrendWindow[],
  promotions: readonly Promotion[],
): readonly TrendMark[] {
  return windows.flatMap(({ from, to }) => {
    const numbers = promotions.flatMap(({ at }, index) => {
      const day = utcDayOf(new Date(at));
      return day >= from && day <= to ? [index + 1] : [];
    });
    const [first, last] = [numbers[0], numbers.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [{ key: from, label: first === last ? String(first) : `${first}–${last}` }];
  });
}
