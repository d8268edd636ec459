import type { FeatureKey } from "@/lib/features";
import type { ModelCard, Reference } from "@/lib/model/card";
import { roundedUp } from "./prepare-cost";

export interface DependenceLine {
  readonly feature: FeatureKey;
  readonly points: readonly { readonly value: number; readonly probability: number }[];
  readonly domain: readonly [from: number, to: number];
  /** Places of the reference percentiles within the domain, each in [0, 1] from its left end; equal ones once. */
  readonly percentiles: readonly number[];
  readonly lowest: number;
  readonly highest: number;
}

export interface Dependence {
  readonly lines: readonly DependenceLine[];
  /** Upper end of the probability axis, the same for all: what hardly matters looks flat. */
  readonly top: number;
}

/** One line per feature over what the reference candidates have of it. */
export function prepareDependence(
  partialDependence: ModelCard["partialDependence"],
  reference: Reference,
): Dependence {
  const lines = partialDependence.map(({ feature, values, probability }): DependenceLine => {
    const from = values[0] ?? 0;
    const to = values.at(-1) ?? from;
    const percentiles = reference.features.find((one) => one.feature === feature)?.percentiles ?? [];
    const inside = percentiles.filter((value) => value >= from && value <= to);
    return {
      feature,
      points: values.map((value, index) => ({ value, probability: probability[index] ?? 0 })),
      domain: [from, to],
      percentiles: [...new Set(inside)].map((value) => (to === from ? 0 : (value - from) / (to - from))),
      lowest: Math.min(...probability),
      highest: Math.max(...probability),
    };
  });
  return { lines, top: Math.min(1, roundedUp(Math.max(0.01, ...lines.map(({ highest }) => highest)))) };
}
