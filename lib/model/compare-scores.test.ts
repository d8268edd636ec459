import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareScores, correlation, type ScoredByBoth } from "./compare-scores";
import { strata } from "./stratum";

const features = {
  area: 0,
  greyLevel: 0,
  gradientStrength: 0,
  noiseFluctuation: 0,
  contrast: 0,
  shapeDescriptor: 0,
};

const probability = fc.oneof(
  fc.integer({ min: 0, max: 20 }).map((n) => n / 20),
  fc.double({ min: 0, max: 1, noNaN: true }),
);
const some = fc
  .array(fc.record({ a: probability, b: probability, stratum: fc.constantFrom(...strata) }), {
    maxLength: 60,
  })
  .map((rows) =>
    rows.map(
      (row, i): ScoredByBoth => ({
        ...row,
        id: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
        createdAt: new Date(Date.UTC(2026, 0, 1) + i * 1000).toISOString(),
        features,
        outcome: null,
      }),
    ),
  );
const thresholds = fc.record({ a: probability, b: probability });

describe("compareScores", () => {
  it("calls from each model's own threshold upwards, and counts every prediction once", () => {
    fc.assert(
      fc.property(some, thresholds, (scored, at) => {
        const { calls, predictions, agreement, strata: parts } = compareScores(scored, at);
        const differing = scored.filter(({ a, b }) => a >= at.a !== b >= at.b).length;
        expect(predictions).toBe(scored.length);
        expect(calls.onlyA + calls.onlyB).toBe(differing);
        if (scored.length > 0)
          expect(agreement?.value).toBeCloseTo((scored.length - differing) / scored.length, 12);
        expect(parts.reduce((sum, one) => sum + one.predictions, 0)).toBe(scored.length);
        expect(parts.reduce((sum, one) => sum + one.differing, 0)).toBe(differing);
      }),
    );
  });

  it("names where they differ most: other calls first, then by how much; none that is quite the same", () => {
    fc.assert(
      fc.property(some, thresholds, (scored, at) => {
        const { contested } = compareScores(scored, at);
        const weight = (one: (typeof contested)[number]) =>
          Number(one.label.a !== one.label.b) * 2 + Math.abs(one.probability.b - one.probability.a);
        const weights = contested.map(weight);
        expect(weights).toEqual([...weights].sort((x, y) => y - x));
        expect(weights.every((one) => one > 0)).toBe(true);
        const differing = scored.filter(({ a, b }) => a !== b || a >= at.a !== b >= at.b).length;
        expect(contested).toHaveLength(Math.min(20, differing));
      }),
    );
  });

  it("gives the same answer for the same predictions, and the mirror image for a and b changed round", () => {
    fc.assert(
      fc.property(some, thresholds, (scored, at) => {
        const one = compareScores(scored, at);
        expect(compareScores(scored, at)).toEqual(one);
        const turned = compareScores(
          scored.map((row) => ({ ...row, a: row.b, b: row.a })),
          { a: at.b, b: at.a },
        );
        expect(turned.calls).toEqual({ ...one.calls, onlyA: one.calls.onlyB, onlyB: one.calls.onlyA });
        expect(turned.contested.map(({ id }) => id)).toEqual(one.contested.map(({ id }) => id));
        const means = [turned.difference?.mean ?? 0, one.difference?.mean ?? 0] as const;
        expect(means[0]).toBeCloseTo(-means[1], 12);
        expect(turned.difference?.quantiles[0] ?? 0).toBeCloseTo(-(one.difference?.quantiles[4] ?? 0), 12);
      }),
    );
  });

  it("draws at most 500 points, the oldest and the newest among them", () => {
    const scored = Array.from({ length: 1000 }, (_, i) => ({
      ...{ id: String(i), createdAt: new Date(i).toISOString(), features, outcome: null },
      ...{ stratum: "mixed" as const, a: i / 999, b: 1 - i / 999 },
    }));
    const { points } = compareScores(scored, { a: 0.5, b: 0.5 });
    expect(points).toHaveLength(500);
    expect(points[0]).toEqual({ a: 0, b: 1 });
    expect(points.at(-1)).toEqual({ a: 1, b: 0 });
  });

  it("says nothing of no predictions", () => {
    expect(compareScores([], { a: 0.5, b: 0.5 })).toMatchObject({
      predictions: 0,
      from: null,
      agreement: null,
      kappa: null,
      correlation: null,
      difference: null,
      contested: [],
    });
  });
});

describe("correlation", () => {
  it("is 1 on a rising line, -1 on a falling one, and nothing where one side stands still", () => {
    const line = [0.1, 0.4, 0.7].map((a) => ({ a, b: a / 2 + 0.1 }));
    expect(correlation(line)).toBeCloseTo(1, 12);
    expect(correlation(line.map(({ a, b }) => ({ a, b: 1 - b })))).toBeCloseTo(-1, 12);
    expect(correlation(line.map(({ a }) => ({ a, b: 0.3 })))).toBeNull();
  });
});
