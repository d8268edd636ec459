import { expect, test } from "vitest";
import { type FeatureKey, featureKeys } from "../features";
import { probabilityEdges } from "../trends/probability-edges";
import type { DriftBins } from "./drift-bins";
import type { DriftReference, WindowCounts } from "./drift-reference";
import { type CountedWindow, reportMeasures } from "./report-measures";

/** Two bins: half at the minimum, half above it. */
const bins: DriftBins = { hasSpike: true, edges: [0, 1], binOf: [0, 1], counts: [5000, 5000] };
const every = <T>(value: T) =>
  Object.fromEntries(featureKeys.map((key) => [key, value])) as Record<FeatureKey, T>;
const low = probabilityEdges.slice(1).map((_, i) => (i === 0 ? 1 : 0));
const scoreOf = (n: number) => low.map((one) => one * n);
const score: DriftBins = {
  hasSpike: false,
  edges: [0, 0.0025, 1],
  binOf: low.map((one) => 1 - one),
  counts: [9000, 1000],
};
const reference: DriftReference = {
  features: every(bins),
  said: { score, notInside: { hits: 300, of: 10_000 } },
};

/** A window of n whose contrast has `above` of them above the minimum; the rest is as the reference. */
function aWindow(from: string, n: number, above = n / 2): CountedWindow {
  const counts: WindowCounts = {
    inputs: { ...every([n / 2, n / 2]), contrast: [n - above, above] },
    said: {
      probabilities: scoreOf(n * 0.9).map((count, i) => (i === 5 ? n * 0.1 : count)),
      notInside: { hits: Math.round(n * 0.03), of: n },
    },
  };
  return { from, counts };
}

function contrastIn(windows: CountedWindow[], latest: number | null) {
  const found = reportMeasures(reference, windows, latest).find(({ measure }) => measure === "contrast");
  if (found?.kind !== "histogram") throw new Error("The contrast has a histogram.");
  return found;
}

test("every measure is reported once, in the order of the features, then score and support", () => {
  const measures = reportMeasures(reference, [aWindow("2026-01-01", 200)], 0);
  expect(measures.map(({ measure }) => measure)).toEqual([...featureKeys, "score", "support"]);
  expect(measures.map((one) => (one.kind === "missing" ? null : one.series[0]?.verdict))).toEqual(
    new Array(8).fill("steady"),
  );
});

test("a feature that moved has its alarm, and both histograms", () => {
  const { series, bins: shown, since } = contrastIn([aWindow("2026-01-01", 200, 180)], 0);
  expect(series[0]?.verdict).toBe("far");
  expect(since).toBe("2026-01-01");
  expect(shown).toEqual([
    { atMinimum: true, from: 0, to: 0, reference: 0.5, current: 0.1 },
    { atMinimum: false, from: 0, to: 1, reference: 0.5, current: 0.9 },
  ]);
});

test("an alarm has been there since its unbroken run began; windows with too few do not break it", () => {
  const windows = [
    aWindow("2026-01-01", 200, 180),
    aWindow("2026-01-02", 200),
    aWindow("2026-01-03", 200, 180),
    aWindow("2026-01-04", 20),
    aWindow("2026-01-05", 200, 180),
  ];
  expect(contrastIn(windows, 4).since).toBe("2026-01-03");
  expect(contrastIn(windows, 1).since).toBeNull();
  expect(contrastIn(windows, 0).since).toBe("2026-01-01");
});

test("a window without candidates has no histogram", () => {
  const { bins: shown, series } = contrastIn([aWindow("2026-01-01", 0)], 0);
  expect(shown.map(({ current }) => current)).toEqual([null, null]);
  expect(series[0]).toMatchObject({ n: 0, verdict: "too_few", psi: null });
});

test("score and support say why they are missing where nothing held out was kept", () => {
  const measures = reportMeasures({ ...reference, said: null }, [aWindow("2026-01-01", 200)], 0);
  expect(measures.slice(6)).toEqual([
    { kind: "missing", measure: "score", reason: "no_held_out" },
    { kind: "missing", measure: "support", reason: "no_held_out" },
  ]);
});
