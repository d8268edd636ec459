import type { Confusion } from "@/lib/evaluation/confusion";
import type { ThresholdStep } from "./prepare-thresholds";

/** Left end of the threshold axis, which is logarithmic and so has no zero. */
export const lowestDrawnThreshold = 0.001;

/** A cost within this share of the lowest cannot be told from it with a few hundred positives. */
const closeToCheapest = 0.05;

export interface CostLine {
  /** The thresholds that the axis has room for, rising, with the cost at each. */
  readonly points: readonly { readonly threshold: number; readonly cost: number }[];
  /** Cost by step, also of steps that are not drawn. */
  readonly costs: readonly number[];
  /** Index of the cheapest step; of equal ones that which calls least. */
  readonly cheapest: number;
  /** First and last step of the stretch around the cheapest that costs at most 5 % more. */
  readonly nearCheapest: readonly [from: number, to: number];
  /** Cost of calling every row, and of calling none. */
  readonly callAll: number;
  readonly callNone: number;
  /** Upper end of the cost axis. */
  readonly top: number;
}

/** Expected cost for 1,000 candidates in false alarms, when a miss costs as much as `missCost` of them. */
export function costPerThousand(
  { falsePositives, falseNegatives, ...right }: Confusion,
  missCost: number,
): number {
  const rows = falsePositives + falseNegatives + right.truePositives + right.trueNegatives;
  return rows === 0 ? 0 : (1000 * (falsePositives + missCost * falseNegatives)) / rows;
}

/** The least of 1, 2, 2.5 and 5 times a power of ten that is not below the value, which is above 0. */
export function roundedUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}

/** The cost at every threshold and the lowest of them; `null` without thresholds. */
export function prepareCost(steps: readonly ThresholdStep[], missCost: number): CostLine | null {
  const first = steps[0];
  if (first === undefined) return null;
  const costs = steps.map(({ confusion }) => costPerThousand(confusion, missCost));
  const lowest = Math.min(...costs);
  const cheapest = costs.lastIndexOf(lowest);
  const isClose = (index: number) =>
    (costs[index] ?? Number.POSITIVE_INFINITY) <= lowest * (1 + closeToCheapest);
  let [from, to] = [cheapest, cheapest];
  while (isClose(from - 1)) from--;
  while (isClose(to + 1)) to++;
  const points = steps.flatMap(({ threshold }, index) =>
    threshold === null || threshold < lowestDrawnThreshold ? [] : [{ threshold, cost: costs[index] ?? 0 }],
  );
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = first.confusion;
  const positives = truePositives + falseNegatives;
  const negatives = falsePositives + trueNegatives;
  const none = { truePositives: 0, falsePositives: 0, trueNegatives: negatives, falseNegatives: positives };
  const all = { truePositives: positives, falsePositives: negatives, trueNegatives: 0, falseNegatives: 0 };
  return {
    points,
    costs,
    cheapest,
    nearCheapest: [from, to],
    callAll: costPerThousand(all, missCost),
    callNone: costPerThousand(none, missCost),
    top: roundedUp(Math.max(1, ...points.map(({ cost }) => cost))),
  };
}

/**
 * Place of a threshold on the logarithmic axis, 0 at the left end to 1 at threshold 1; what is beyond stands at the
 * ends.
 */
export function thresholdPlace(threshold: number): number {
  const span = -Math.log10(lowestDrawnThreshold);
  return Math.min(1, Math.max(0, 1 + Math.log10(Math.max(threshold, lowestDrawnThreshold)) / span));
}
