import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  costPerThousand,
  lowestDrawnThreshold,
  prepareCost,
  roundedUp,
  thresholdPlace,
} from "./prepare-cost";
import type { ThresholdStep } from "./prepare-thresholds";

const positives = 40;
const negatives = 960;

function step(threshold: number | null, truePositives: number, falsePositives: number): ThresholdStep {
  return {
    threshold,
    confusion: {
      truePositives,
      falsePositives,
      trueNegatives: negatives - falsePositives,
      falseNegatives: positives - truePositives,
    },
  };
}

const steps = [
  step(0, 40, 960),
  step(0.01, 38, 200),
  step(0.05, 35, 60),
  step(0.06, 34, 42),
  step(0.3, 25, 10),
  step(null, 0, 0),
];

describe("the cost of errors", () => {
  it("counts a miss as so many false alarms, for 1,000 candidates", () => {
    const confusion = { truePositives: 35, falsePositives: 60, trueNegatives: 900, falseNegatives: 5 };
    expect(costPerThousand(confusion, 20)).toBe(160);
    expect(costPerThousand({ ...confusion, truePositives: 1035 }, 20)).toBe(80);
    expect(
      costPerThousand({ truePositives: 0, falsePositives: 0, trueNegatives: 0, falseNegatives: 0 }, 20),
    ).toBe(0);
  });

  it("is lowest where it says, and no more than 5 % higher around it", () => {
    const line = prepareCost(steps, 20);
    expect(line?.costs).toEqual([960, 240, 160, 162, 310, 800]);
    expect(line?.cheapest).toBe(2);
    expect(line?.nearCheapest).toEqual([2, 3]);
  });

  it("takes the threshold that calls least of equally cheap ones", () => {
    expect(prepareCost([step(0.05, 35, 60), step(0.06, 34, 40), step(0.07, 34, 80)], 20)?.cheapest).toBe(1);
  });

  it("knows what calling everything and calling nothing would cost", () => {
    expect(prepareCost(steps, 20)).toMatchObject({ callAll: 960, callNone: 800 });
  });

  it("draws only what a logarithmic axis has room for, below its upper end", () => {
    const line = prepareCost(steps, 20);
    expect(line?.points.map(({ threshold }) => threshold)).toEqual([0.01, 0.05, 0.06, 0.3]);
    expect(line?.top).toBe(500);
  });

  it("moves to lower thresholds as misses grow dearer", () => {
    const miss = fc.double({ min: 1, max: 1000, noNaN: true });
    fc.assert(
      fc.property(miss, miss, (one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(prepareCost(steps, more)?.cheapest ?? 0).toBeLessThanOrEqual(
          prepareCost(steps, less)?.cheapest ?? 0,
        );
      }),
    );
  });

  it("is nothing without thresholds", () => {
    expect(prepareCost([], 20)).toBeNull();
  });
});

describe("the axes", () => {
  it("end at a round number at or just above the value", () => {
    expect([1, 1.2, 2.2, 3, 7, 160, 501].map(roundedUp)).toEqual([1, 2, 2.5, 5, 10, 200, 1000]);
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (value) => {
        expect(roundedUp(value)).toBeGreaterThanOrEqual(value);
        expect(roundedUp(value)).toBeLessThanOrEqual(2.5 * value);
      }),
    );
  });

  it("put thresholds at their logarithm, and those beyond at the ends", () => {
    expect([0, lowestDrawnThreshold / 10, lowestDrawnThreshold, 1].map(thresholdPlace)).toEqual([0, 0, 0, 1]);
    expect(thresholdPlace(0.01)).toBeCloseTo(1 / 3);
    expect(thresholdPlace(0.1)).toBeCloseTo(2 / 3);
  });
});
