import type { FeatureKey } from "@/lib/features";
import type { ModelCard, Reference } from "@/lib/model/card";

interface DependencePoint {
  readonly value: number;
  /** Where the axis has it: even around 0, logarithmic far out. */
  readonly place: number;
  readonly probability: number;
  /** The probability, or the end of the axis where that lies higher. */
  readonly drawnProbability: number;
}

export interface DependenceLine {
  readonly feature: FeatureKey;
  /** By rising value. */
  readonly points: readonly DependencePoint[];
  /** Places of the lowest and highest value. */
  readonly domain: readonly [from: number, to: number];
  /** Values to write on the axis, rising, with their places. */
  readonly ticks: readonly { readonly value: number; readonly place: number }[];
  /** Places of the reference percentiles within the domain, each in [0, 1] of its width; equal ones once. */
  readonly percentiles: readonly number[];
  readonly lowest: number;
  readonly highest: number;
}

/** Lower end of the probability axis, which is logarithmic: with rare calcifications, factors are what matters. */
export const lowestDrawnProbability = 0.001;

/** Values one might write on the axis, those to keep first in front. */
const tickValues = [0, 1, 5, 2, 10, 20, -0.5, 0.5, 1.5, 50];
/** Ticks closer than this share of the axis would run into each other. */
const tickGap = 0.13;

/** Even around 0 and logarithmic far out: a tail to 30 standard deviations leaves the rest its room. */
const drawnPlace = Math.asinh;

function ticksOf([from, to]: readonly [number, number]): DependenceLine["ticks"] {
  const ticks: { value: number; place: number }[] = [];
  for (const value of tickValues) {
    const place = drawnPlace(value);
    if (place < from || place > to) continue;
    if (ticks.every((tick) => Math.abs(tick.place - place) >= tickGap * (to - from)))
      ticks.push({ value, place });
  }
  return ticks.sort((a, b) => a.place - b.place);
}

/** One line per feature over what the reference candidates have of it. */
export function prepareDependence(
  partialDependence: ModelCard["partialDependence"],
  reference: Reference,
): readonly DependenceLine[] {
  return partialDependence.map(({ feature, values, probability }) => {
    const from = drawnPlace(values[0] ?? 0);
    const to = drawnPlace(values.at(-1) ?? values[0] ?? 0);
    const percentiles = reference.features.find((one) => one.feature === feature)?.percentiles ?? [];
    const inside = percentiles.map(drawnPlace).filter((place) => place >= from && place <= to);
    return {
      feature,
      points: values.map((value, index) => ({
        value,
        place: drawnPlace(value),
        probability: probability[index] ?? 0,
        drawnProbability: Math.max(lowestDrawnProbability, probability[index] ?? 0),
      })),
      domain: [from, to],
      ticks: ticksOf([from, to]),
      percentiles: [...new Set(inside)].map((place) => (to === from ? 0 : (place - from) / (to - from))),
      lowest: Math.min(...probability),
      highest: Math.max(...probability),
    };
  });
}
