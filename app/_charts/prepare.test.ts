import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placedBins, prepareCalibration } from "./prepare-calibration";
import { preparePrecisionRecall, prepareRoc, thinned } from "./prepare-curves";
import { madeUpEvaluation as evaluation } from "./testing/made-up-evaluation";

describe("curves", () => {
  it("keep every point in order", () => {
    expect(prepareRoc(evaluation).points.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [0.1, 0.8],
      [1, 1],
    ]);
  });

  it("put the thresholds of the ROC curve among those of precision and recall, each once", () => {
    expect(preparePrecisionRecall(evaluation).points).toEqual([
      { x: 0, y: 1, threshold: null },
      { x: 0.6, y: 0.75, threshold: 0.4 },
      { x: 1, y: 0.05, threshold: 0 },
    ]);
  });

  it("draw chance in a precision-recall plot at the share of positives", () => {
    expect(preparePrecisionRecall(evaluation).chance).toBe(0.05);
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
