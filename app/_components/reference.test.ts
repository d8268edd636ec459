import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FeatureReference } from "../../lib/model/card";
import { referencePosition } from "./reference-position";
import { stripShape } from "./reference-strip-shape";

/** Half of 1,000 candidates at −1, the others evenly from 0 to 10. */
const reference: FeatureReference = {
  feature: "area",
  min: -1,
  max: 10,
  shareAtMinimum: 0.5,
  percentiles: Array.from({ length: 101 }, (_, i) => (i < 50 ? -1 : (i - 50) / 5)),
  edges: [0, 1, 2, 3, 10],
  counts: [50, 50, 50, 350],
  positiveCounts: [0, 0, 5, 10],
  positivesAtMinimum: 5,
};

describe("referencePosition", () => {
  it("knows below, above and the crowded minimum", () => {
    expect(referencePosition(reference, -1.1)).toEqual({ kind: "below_all" });
    expect(referencePosition(reference, 10.1)).toEqual({ kind: "above_all" });
    expect(referencePosition(reference, -1)).toEqual({ kind: "at_minimum", share: 0.5 });
    expect(referencePosition(reference, 10)).toEqual({ kind: "within", share: 1 });
  });

  it("counts only lower candidates as below", () => {
    expect(referencePosition(reference, 5)).toEqual({ kind: "within", share: 0.75 });
    expect(referencePosition({ ...reference, shareAtMinimum: 0.001 }, -1)).toEqual({
      kind: "within",
      share: 0,
    });
  });

  it("never falls as the value rises", () => {
    const value = fc.double({ min: -0.999, max: 10, noNaN: true });
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((x) => referencePosition(reference, x));
        const share = (position: typeof low) =>
          position && "share" in position ? position.share : Number.NaN;
        expect(share(low)).toBeLessThanOrEqual(share(high));
      }),
    );
  });
});

describe("stripShape", () => {
  const shape = stripShape(reference, 1000);

  it("sets the minimum apart and leaves empty bins out", () => {
    expect(shape.all[0]).toEqual({ x: 0, width: 5, height: 0.5 });
    expect(shape.all).toHaveLength(5);
    expect(shape.positives).toHaveLength(3);
  });

  it("places values in their bins, those outside at the ends", () => {
    expect(shape.place(-1)).toBe(2.5);
    expect(shape.place(-5)).toBe(2.5);
    expect(shape.place(0)).toBe(8);
    expect(shape.place(3)).toBe(77);
    expect(shape.place(99)).toBe(100);
  });

  it("keeps everything on the strip", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        const place = shape.place(value);
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThanOrEqual(100);
      }),
    );
  });
});
