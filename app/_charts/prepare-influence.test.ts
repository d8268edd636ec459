import { describe, expect, it } from "vitest";
import type { Calibration, FeatureReference, Reference } from "../../lib/model/card";
import { prepareCalibrationMap } from "./prepare-calibration-map";
import { lowestDrawnProbability, prepareDependence } from "./prepare-dependence";
import { prepareImportance } from "./prepare-importance";

describe("importance", () => {
  it("puts the feature that moves answers most first, each kind drawn to its longest", () => {
    const bars = prepareImportance([
      { feature: "area", impurity: 0.2, meanAbsoluteContribution: 0.01 },
      { feature: "contrast", impurity: 0.8, meanAbsoluteContribution: 0.04 },
    ]);
    expect(bars.map(({ feature }) => feature)).toEqual(["contrast", "area"]);
    expect(bars.map(({ impurityLength }) => impurityLength)).toEqual([1, 0.25]);
    expect(bars.map(({ contributionLength }) => contributionLength)).toEqual([1, 0.25]);
  });

  it("draws no bar at all for a forest that never splits", () => {
    const [bar] = prepareImportance([{ feature: "area", impurity: 0, meanAbsoluteContribution: 0 }]);
    expect(bar).toMatchObject({ impurityLength: 0, contributionLength: 0 });
  });
});

describe("partial dependence", () => {
  const area: FeatureReference = {
    feature: "area",
    min: -1,
    max: 9,
    shareAtMinimum: 0.4,
    percentiles: Array.from({ length: 101 }, (_, i) => (i < 50 ? -1 : (i - 50) / 5 - 1)),
    edges: [0, 1],
    counts: [1],
    positiveCounts: [0],
    positivesAtMinimum: 0,
  };
  const reference: Reference = {
    format: "microcalc-reference",
    formatVersion: 1,
    rows: 1000,
    positives: 10,
    features: [area],
  };

  it("places percentiles inside what is drawn, equal ones once", () => {
    const lines = prepareDependence(
      [{ feature: "area", values: [-1, 0, 4], probability: [0.01, 0.02, 0.3] }],
      reference,
    );
    const places = lines[0]?.percentiles ?? [];
    expect(places).toHaveLength(26);
    expect(places[0]).toBe(0);
    expect(places.at(-1)).toBe(1);
    expect(lines[0]).toMatchObject({ lowest: 0.01, highest: 0.3 });
  });

  it("gives a long tail less room than the values around 0, and writes values only where there is room", () => {
    const lines = prepareDependence(
      [{ feature: "area", values: [-0.8, 0, 3, 31], probability: [0.01, 0.02, 0.3, 0.3] }],
      reference,
    );
    const [from = 0, to = 0] = lines[0]?.domain ?? [];
    const place = lines[0]?.points[2]?.place ?? 0;
    expect((place - from) / (to - from)).toBeGreaterThan(0.5);
    const ticks = lines[0]?.ticks ?? [];
    expect(ticks.map(({ value }) => value)).toEqual([0, 1, 5, 10, 20]);
    const gaps = ticks.slice(1).map((tick, index) => tick.place - (ticks[index]?.place ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0.13 * (to - from));
  });

  it("draws what is too small for the axis at its end, and keeps the figure", () => {
    const lines = prepareDependence([{ feature: "area", values: [0, 1], probability: [0, 0.3] }], reference);
    expect(lines[0]?.points).toMatchObject([
      { probability: 0, drawnProbability: lowestDrawnProbability },
      { probability: 0.3, drawnProbability: 0.3 },
    ]);
  });

  it("survives a feature with a single value and one that the reference lacks", () => {
    const lines = prepareDependence([{ feature: "contrast", values: [2], probability: [0.1] }], reference);
    expect(lines[0]).toMatchObject({ percentiles: [], ticks: [{ value: 2 }] });
  });
});

describe("the calibration map", () => {
  const calibration: Calibration = {
    method: "isotonic",
    rawScore: [0.1, 0.5],
    probability: [0.02, 0.4],
    band: { low: [0.01, 0.3], high: [0.03, 0.5] },
    compared: [],
  };

  it("goes flat to both ends, as it is used", () => {
    expect(prepareCalibrationMap(calibration)).toEqual([
      { rawScore: 0, probability: 0.02, band: [0.01, 0.03] },
      { rawScore: 0.1, probability: 0.02, band: [0.01, 0.03] },
      { rawScore: 0.5, probability: 0.4, band: [0.3, 0.5] },
      { rawScore: 1, probability: 0.4, band: [0.3, 0.5] },
    ]);
  });

  it("has no band where none was made", () => {
    const points = prepareCalibrationMap({ ...calibration, rawScore: [0, 1], band: null });
    expect(points.map(({ band }) => band)).toEqual([null, null]);
  });
});
