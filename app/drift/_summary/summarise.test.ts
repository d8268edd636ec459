import { describe, expect, test } from "vitest";
import { driftMeasures } from "../../../lib/drift/drift-measures";
import type { DriftReport } from "../../../lib/drift/drift-report";
import type { DriftVerdict } from "../../../lib/drift/drift-verdict";
import { summarise } from "./summarise";

interface Told {
  readonly verdict: DriftVerdict;
  readonly since: string | null;
}

/** Two windows; the features named have these verdicts in the latter, the others are steady. */
function aReport(told: Readonly<Record<string, Told>>, part: Partial<DriftReport> = {}): DriftReport {
  const features = driftMeasures.flatMap((measure): DriftReport["measures"] => {
    if (measure === "support") return [];
    const { verdict, since } = told[measure] ?? { verdict: "steady", since: null };
    const series = (["steady", verdict] as const).map((one) => ({
      n: 200,
      verdict: one,
      psi: null,
      jensenShannon: null,
    }));
    return [{ kind: "histogram", measure, referenceRows: 1000, bins: [], since, series }];
  });
  return {
    modelVersion: "rf-000000000000",
    ...{ minimum: 100, by: "count", size: 200, latest: 1, waiting: 0, daysBehind: 0, promotions: [] },
    windows: [
      { from: "2026-01-01", to: "2026-01-04", n: 200, complete: true },
      { from: "2026-01-05", to: "2026-01-08", n: 212, complete: true },
    ],
    measures: [...features, { kind: "missing", measure: "support", reason: "no_held_out" }],
    ...part,
  };
}

const moved = (since: string): Told => ({ verdict: "moved", since });

describe("the sentence that says it all", () => {
  test("names what moved since when, and how many have not; what is missing or not judged counts nowhere", () => {
    const report = aReport({
      noiseFluctuation: moved("2026-01-05"),
      contrast: { verdict: "far", since: "2026-01-05" },
      score: { verdict: "too_few", since: null },
    });
    expect(summarise(report)).toEqual({
      kind: "moved",
      moved: ["noiseFluctuation", "contrast"],
      since: "2026-01-05",
      together: true,
      orEarlier: false,
      others: 4,
      n: 212,
    });
  });

  test("gives the earliest beginning where there are several, and says that it may lie further back", () => {
    const report = aReport({ area: moved("2026-01-05"), contrast: moved("2026-01-01") });
    expect(summarise(report)).toMatchObject({ since: "2026-01-01", together: false, orEarlier: true });
  });

  test("without an alarm gives the number of candidates, and differences too small to matter", () => {
    const report = aReport({ area: { verdict: "slight", since: null } });
    expect(summarise(report)).toEqual({ kind: "steady", n: 212, measures: 7, slight: 1 });
  });

  test("without a window with enough says how many candidates there are", () => {
    expect(summarise(aReport({}, { windows: [], latest: null, waiting: 60 }))).toEqual({
      kind: "too_few",
      waiting: 60,
    });
    expect(summarise(aReport({}, { windows: [], latest: null }))).toEqual({ kind: "nothing" });
  });
});
