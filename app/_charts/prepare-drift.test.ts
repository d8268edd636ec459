import { describe, expect, test } from "vitest";
import type { HistogramMeasure, Level } from "@/lib/drift/drift-report";
import { barOf, levelsOf, prepareHistogram, prepareSeries, prepareSparkline } from "./prepare-drift";

const level = (value: number, threshold = 0.1): Level => ({ value, noise: 0.02, threshold });
const finding = (value: number | null) => ({
  n: value === null ? 20 : 200,
  verdict: value === null ? ("too_few" as const) : ("steady" as const),
  psi: value === null ? null : level(value),
  jensenShannon: value === null ? null : level(value / 2),
});
const bin = (atMinimum: boolean, from: number) => ({
  ...{ atMinimum, from, to: from + 1, reference: 0.5, current: 0.4 },
});
const measure: HistogramMeasure = {
  ...{ kind: "histogram", measure: "area", referenceRows: 1000, since: null },
  bins: [bin(true, 0), bin(false, 0), bin(false, 1)],
  series: [finding(0.05), finding(null), finding(0.3)],
};
const windows = ["01", "02", "03"].map((month) => ({
  ...{ from: `2026-${month}-01`, to: `2026-${month}-28`, n: 200, complete: true },
}));

describe("the histograms", () => {
  test("stand with an empty place between the values at the minimum and the others", () => {
    expect(prepareHistogram(measure.bins).map(({ place }) => place)).toEqual([0, 2, 3]);
    expect(prepareHistogram(measure.bins.slice(1)).map(({ place }) => place)).toEqual([0, 1]);
  });

  test("know their open ends, of which the bin at the minimum is none", () => {
    const points = prepareHistogram(measure.bins);
    expect(points.map(({ isFirst }) => isFirst)).toEqual([false, true, false]);
    expect(points.map(({ isLast }) => isLast)).toEqual([false, false, true]);
  });
});

describe("the course over the windows", () => {
  test("leaves a gap where there are too few candidates, in value and threshold", () => {
    const { points } = prepareSeries({ windows, promotions: [] }, measure, "psi");
    expect(points.map(({ value }) => value)).toEqual([0.05, null, 0.3]);
    expect(points.map(({ threshold }) => threshold)).toEqual([0.1, null, 0.1]);
    expect(points.map(({ n }) => n)).toEqual([200, 20, 200]);
  });

  test("marks a promotion at the window of its day, and none between windows", () => {
    const promotions = ["2026-01-28T23:59:59.000Z", "2026-01-29T00:00:00.000Z"].map((at) => ({
      at,
      version: "rf-000000000000",
    }));
    expect(prepareSeries({ windows, promotions }, measure, "psi").promotions).toEqual([
      { at: promotions[0]?.at, place: 0, version: "rf-000000000000" },
    ]);
  });

  test("is of the level asked for; a histogram has no share", () => {
    expect(levelsOf(measure, "jensenShannon").map((one) => one?.value)).toEqual([0.025, undefined, 0.15]);
    expect(levelsOf(measure, "share")).toEqual([null, null, null]);
  });
});

describe("the small pictures", () => {
  test("a bar has its threshold in the middle and ends at twice that", () => {
    expect(barOf(level(0.1))).toEqual({ value: 0.5, beyond: false });
    expect(barOf(level(0.125))).toEqual({ value: 0.625, beyond: true });
    expect(barOf(level(7))).toEqual({ value: 1, beyond: true });
  });

  test("a spark line is broken where a window has too few candidates", () => {
    const runs = prepareSparkline(levelsOf(measure, "psi"));
    expect(runs).toEqual([[{ x: 0, value: 0.25, threshold: 0.5 }], [{ x: 1, value: 1, threshold: 0.5 }]]);
  });

  test("a spark line of nothing is empty, of one window a point in the middle", () => {
    expect(prepareSparkline([null, null])).toEqual([]);
    expect(prepareSparkline([level(0.1)])[0]?.[0]?.x).toBe(0.5);
  });
});
