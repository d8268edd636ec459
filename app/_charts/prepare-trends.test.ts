import { describe, expect, test } from "vitest";
import { sumOf } from "../../lib/trends/day-metrics";
import { probabilityEdges } from "../../lib/trends/probability-edges";
import { type Promotion, trendsOf } from "../../lib/trends/trends";
import {
  prepareBasis,
  prepareMarks,
  prepareMetric,
  prepareScores,
  prepareVolume,
  shadeOf,
} from "./prepare-trends";

const counts = {
  ...sumOf([]),
  ...{ modelVersion: "rf-a", predictions: 100, calledPositive: 10, waiting: 40, undetermined: 5 },
  ...{ truePositives: 6, falsePositives: 2, trueNegatives: 45, falseNegatives: 2 },
  ...{ expectedTruePositives: 7, expectedTrueNegatives: 88, varianceCalled: 2, varianceNotCalled: 1.5 },
  probabilityCounts: probabilityEdges.slice(1).map((_, bin) => (bin === 0 ? 90 : bin === 14 ? 10 : 0)),
};
const { windows } = trendsOf(
  ["2026-03-01", "2026-03-02", "2026-03-03"],
  [
    { ...counts, day: "2026-03-01" },
    { ...counts, day: "2026-03-03" },
  ],
  { by: "day" },
);

describe("points of a chart", () => {
  test("hold both figures with their own intervals, and a gap where there is none, never a zero", () => {
    const [first, second] = prepareMetric(windows, "recall");
    expect(first).toMatchObject({ key: "2026-03-01", value: 6 / 8, estimate: 7 / 9 });
    const [down = 0, up = 0] = first?.error ?? [];
    expect([down, up].every((length) => length > 0 && length < 0.5)).toBe(true);
    expect(first?.band?.[0]).toBeLessThan(7 / 9);
    expect(second).toEqual({ key: "2026-03-02", value: null, error: null, estimate: null, band: null });
  });

  test("stack what a window has to its number of predictions but the undetermined", () => {
    expect(prepareBasis(windows)[0]).toEqual({ key: "2026-03-01", parts: [8, 47, 40] });
    expect(prepareVolume(windows)[0]).toEqual({ key: "2026-03-01", parts: [10, 90] });
  });

  test("are shares of the window's predictions, and no column where there are none", () => {
    const [first, second] = prepareScores(windows);
    expect(first?.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(first?.shares[14]).toBe(0.1);
    expect(second?.shares).toEqual([]);
  });

  test("are the darker the more there is, and blank only where there is nothing", () => {
    const shades = [0, 0.0001, 0.01, 0.3, 1].map(shadeOf);
    expect(shades).toEqual([...shades].sort((a, b) => a - b));
    expect([shades[0], shades.at(-1)]).toEqual([0, 1]);
    expect(shades[1]).toBeGreaterThan(0.1);
  });
});

test("a promotion is marked at the window it fell in, by its number; those of one window together", () => {
  const moved = (at: string): Promotion => ({ at, kind: "promote", from: "a", to: "b", reason: "r" });
  const promotions = ["2026-03-01T23:59:59Z", "2026-03-03T00:00:00Z", "2026-03-03T09:00:00Z"].map(moved);
  expect(prepareMarks(windows, promotions)).toEqual([
    { key: "2026-03-01", label: "1" },
    { key: "2026-03-03", label: "2–3" },
  ]);
  expect(prepareMarks(windows.slice(1), promotions).map(({ label }) => label)).toEqual(["2–3"]);
});
