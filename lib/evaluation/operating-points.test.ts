import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { modelCardSchema } from "../model/card";
import { wilson } from "./intervals";
import { chooseOperatingPoints } from "./operating-points";
import { type OperatingRule, operatingRules } from "./operating-rules";
import type { Scored } from "./scored";

const options = { rowsInWords: "made-up rows", seed: 1 };

const rows = (
  entries: readonly (readonly [score: number, positives: number, negatives: number])[],
): Scored => ({
  scores: Float64Array.from(entries, ([score]) => score),
  positives: entries.map(([, positives]) => positives),
  negatives: entries.map(([, , negatives]) => negatives),
});

/** 20 positives, 80 negatives; precision falls below 0.9 at 0.9 and comes back at 0.8. */
const hundred = rows([
  [0.95, 9, 0],
  [0.9, 0, 2],
  [0.8, 9, 0],
  [0.6, 0, 1],
  [0.4, 1, 1],
  [0.2, 1, 6],
  [0.1, 0, 70],
]);

describe("chosen on a hundred rows", () => {
  const { points, unmet } = chooseOperatingPoints(hundred, operatingRules(["seen=threshold:0.5"]), options);

  test("every rule has its threshold", () => {
    // recall ≥ 0.9: 18 of 20 at 0.8; best F1: 36/40 at 0.8 as well; precision ≥ 0.9: 18 of 20 at 0.8, 18 of 21 below.
    expect(points.map(({ name, threshold }) => [name, threshold])).toEqual([
      ["screening", 0.8],
      ["balanced", 0.8],
      ["confirming", 0.8],
      ["seen", 0.5],
    ]);
    expect(unmet).toEqual([]);
  });

  test("carry what they do to the rows, shares with Wilson intervals", () => {
    const quality = points[3]?.chosenOn;
    expect(quality?.confusion).toEqual({
      truePositives: 18,
      falsePositives: 3,
      trueNegatives: 77,
      falseNegatives: 2,
    });
    expect(quality?.precision).toEqual({ value: 18 / 21, ...wilson(18, 21) });
    expect(quality?.recall).toEqual({ value: 18 / 20, ...wilson(18, 20) });
    expect(quality?.specificity).toEqual({ value: 77 / 80, ...wilson(77, 80) });
    expect(quality?.f1?.value).toBeCloseTo(36 / 41, 12);
    expect(quality?.f1?.low).toBeLessThan(36 / 41);
    expect(quality?.alertsPerThousand?.value).toBeCloseTo(210, 9);
    expect(quality?.alertsPerThousand?.low).toBeCloseTo(1000 * (wilson(21, 100)?.low ?? 0), 9);
    expect(quality?.alertsPerThousand?.high).toBeCloseTo(1000 * (wilson(21, 100)?.high ?? 0), 9);
  });

  test("say in words how and on which rows, and fit the card", () => {
    expect(points[0]?.rule).toBe("Highest threshold with recall of at least 0.9, on made-up rows.");
    expect(points[3]?.rule).toBe("Threshold set by hand to 0.5.");
    expect(modelCardSchema.shape.operatingPoints.parse(points)).toEqual(points);
  });
});

describe("a rule that cannot be met has no point but a reason", () => {
  test("where no threshold with enough calls reaches the precision", () => {
    // 9 of 9 right at the top is not yet a precision; from ten calls on it is below 0.9.
    const noisy = rows([
      [0.9, 9, 0],
      [0.8, 0, 3],
      [0.1, 0, 50],
    ]);
    const { points, unmet } = chooseOperatingPoints(noisy, operatingRules([]), options);
    expect(points.map(({ name }) => name)).toEqual(["screening", "balanced"]);
    expect(unmet).toEqual([
      { name: "confirming", reason: "No threshold with 10 calls or more reaches precision 0.9." },
    ]);
  });

  test("where there are no positives, or no rows", () => {
    for (const scored of [rows([[0.9, 0, 20]]), rows([])]) {
      const { points, unmet } = chooseOperatingPoints(
        scored,
        operatingRules(["seen=threshold:0.5"]),
        options,
      );
      expect(points.map(({ name }) => name)).toEqual(["seen"]);
      expect(unmet.map(({ name, reason }) => [name, reason])).toEqual(
        ["screening", "balanced", "confirming"].map((name) => [name, "There are no positive rows."]),
      );
    }
  });
});

describe("by definition, at every observed score", () => {
  const entry = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.nat({ max: 6 }), fc.nat({ max: 3 }));
  const drawn = fc
    .array(entry, { minLength: 1, maxLength: 25 })
    .map((entries) => rows(entries.map(([twelfths, ...counts]) => [twelfths / 12, ...counts])));
  const called = ({ scores, positives, negatives }: Scored, threshold: number) => {
    const kept = [...scores.keys()].filter((i) => (scores[i] ?? 0) >= threshold);
    const sum = (weights: ArrayLike<number>, among: number[]) =>
      among.reduce((s, i) => s + (weights[i] ?? 0), 0);
    const hits = sum(positives, kept);
    const all = sum(positives, [...scores.keys()]);
    return { calls: hits + sum(negatives, kept), hits, all };
  };
  const thresholdOf = (scored: Scored, rule: OperatingRule) =>
    chooseOperatingPoints(scored, [rule], options).points[0]?.threshold;

  test("a recall point is the highest that reaches the recall", () => {
    fc.assert(
      fc.property(drawn, fc.integer({ min: 1, max: 20 }), (scored, twentieths) => {
        const reaches = [...scored.scores].filter((score) => {
          const { hits, all } = called(scored, score);
          return all > 0 && 20 * hits >= twentieths * all;
        });
        const expected = reaches.length === 0 ? undefined : Math.max(...reaches);
        const rule = { name: "x", kind: "recall", atLeast: twentieths / 20 } as const;
        expect(thresholdOf(scored, rule)).toBe(expected);
      }),
      { numRuns: 40 },
    );
  });

  test("a precision point calls the same rows as the lowest that reaches the precision on ten calls", () => {
    fc.assert(
      fc.property(drawn, fc.integer({ min: 1, max: 20 }), (scored, twentieths) => {
        const reaches = [...scored.scores].filter((score) => {
          const { calls, hits, all } = called(scored, score);
          return all > 0 && calls >= 10 && 20 * hits >= twentieths * calls;
        });
        const expected = reaches.length === 0 ? undefined : Math.min(...reaches);
        const rule = { name: "x", kind: "precision", atLeast: twentieths / 20 } as const;
        expect(thresholdOf(scored, rule)).toBe(expected);
      }),
      { numRuns: 40 },
    );
  });
});
