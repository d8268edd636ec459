import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Evaluation } from "../../lib/model/card";
import { placedBins, prepareCalibration } from "./prepare-calibration";
import { preparePrecisionRecall, prepareRoc, thinned } from "./prepare-curves";

const evaluation: Evaluation = {
  rows: 200,
  positives: 10,
  confusion: { truePositives: 6, falsePositives: 2, trueNegatives: 188, falseNegatives: 4 },
  accuracy: null,
  precision: null,
  recall: null,
  specificity: null,
  f1: null,
  averagePrecision: null,
  rocAuc: null,
  brier: null,
  mcc: null,
  brierSkill: null,
  recallAtFalsePositiveRate: [],
  points: [],
  roc: [
    { threshold: null, falsePositiveRate: 0, truePositiveRate: 0 },
    { threshold: 0.4, falsePositiveRate: 0.1, truePositiveRate: 0.8 },
    { threshold: 0, falsePositiveRate: 1, truePositiveRate: 1 },
  ],
  precisionRecall: [
    { threshold: null, recall: 0, precision: 1 },
    { threshold: 0.4, recall: 0.6, precision: 0.75 },
  ],
  reliability: [
    {
      from: 0,
      to: 0.5,
      count: 190,
      positives: 4,
      meanProbability: 0.02,
      observed: { value: 0.021, low: 0.008, high: 0.053 },
    },
    { from: 0.5, to: 1, count: 0, positives: 0, meanProbability: null, observed: null },
  ],
  strata: [],
};

describe("curves", () => {
  it("keep every point in order and mark the operating point from the confusion counts", () => {
    const roc = prepareRoc(evaluation);
    expect(roc.points.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [0.1, 0.8],
      [1, 1],
    ]);
    expect(roc.operatingPoint?.x).toBeCloseTo(2 / 190);
    expect(roc.operatingPoint?.y).toBe(0.6);
    expect(preparePrecisionRecall(evaluation).operatingPoint).toEqual({ x: 0.6, y: 0.75 });
  });

  it("draw chance in a precision-recall plot at the share of positives", () => {
    expect(preparePrecisionRecall(evaluation).chance).toBe(0.05);
  });

  it("mark no operating point where nothing was called", () => {
    const confusion = { truePositives: 0, falsePositives: 0, trueNegatives: 190, falseNegatives: 10 };
    expect(preparePrecisionRecall({ ...evaluation, confusion }).operatingPoint).toBeNull();
  });

  it("are thinned for the table without losing their ends", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 2, max: 30 }), (length, count) => {
        const points = Array.from({ length }, (_, index) => index);
        const some = thinned(points, count);
        expect(some.length).toBe(Math.min(length, count));
        expect(some[0]).toBe(0);
        expect(some.at(-1)).toBe(length - 1);
        expect(new Set(some).size).toBe(some.length);
      }),
    );
  });
});

describe("calibration", () => {
  it("leaves an empty bin as a gap, not a zero", () => {
    const bins = prepareCalibration(evaluation);
    expect(bins[1]).toMatchObject({ x: null, y: null, interval: null, drawnCount: null, count: 0 });
    expect(placedBins(bins)).toHaveLength(1);
  });

  it("measures the interval from the observed share", () => {
    const [down, up] = prepareCalibration(evaluation)[0]?.interval ?? [0, 0];
    expect(down).toBeCloseTo(0.013);
    expect(up).toBeCloseTo(0.032);
  });
});
