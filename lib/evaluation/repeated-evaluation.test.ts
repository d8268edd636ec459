import { describe, expect, test } from "vitest";
import { modelCardSchema } from "../model/card";
import { createRandom } from "../random";
import { compared, type EvaluatedRows, evaluateRepeats, type HeldOutRepeat } from "./repeated-evaluation";

const options = { seed: 1, draws: 300 };

/** Six rows on four vectors: the first stands there three times, once with the other label. */
const small: EvaluatedRows = {
  rows: { labels: Uint8Array.of(0, 1, 0, 0, 1, 1), vectorOf: Int32Array.of(0, 1, 0, 2, 0, 3) },
  strata: ["none_at_minimum", "none_at_minimum", "mixed", "mixed"],
  repeats: [
    { name: "0", folds: ["0", "1"], foldOf: Int32Array.of(0, 1, 0, 1, 0, 0) },
    { name: "1", folds: ["0", "1"], foldOf: Int32Array.of(1, 1, 1, 0, 1, 0) },
  ],
};
const held: HeldOutRepeat[] = [
  { probabilities: Float64Array.of(0.6, 0.9, 0.6, 0.2, 0.6, 0.1), calls: Uint8Array.of(1, 1, 1, 0, 1, 0) },
  { probabilities: Float64Array.of(0.3, 0.8, 0.3, 0.2, 0.3, 0.7), calls: Uint8Array.of(0, 1, 0, 0, 0, 1) },
];

describe("six rows on four vectors in two repeats, by hand", () => {
  const { distinct, all } = evaluateRepeats(small, { variant: "by-hand", held }, options);

  test("count every row, and each pair of vector and label once", () => {
    expect(all).toMatchObject({ rows: 6, positives: 3 });
    expect(distinct).toMatchObject({ rows: 5, positives: 3 });
  });

  test("are the mean of the repeats, each pooled over its folds, with the repeats' ends beside it", () => {
    // Repeat 0, all rows: 2 of 3 positives called with 2 false calls. Repeat 1: 2 of 3, none false.
    expect(all.figures.precision).toMatchObject({ smallestRepeat: 2 / 4, largestRepeat: 1 });
    expect(all.figures.precision?.value).toBeCloseTo((2 / 4 + 1) / 2, 15);
    expect(all.figures.accuracy?.value).toBeCloseTo((3 / 6 + 5 / 6) / 2, 15);
    expect(distinct.figures.precision?.value).toBeCloseTo((2 / 3 + 1) / 2, 15);
    expect(distinct.figures.f1?.value).toBeCloseTo((4 / 6 + 4 / 5) / 2, 15);
  });

  test("rank equal scores together", () => {
    // Distinct rows by score, repeat 0: +, (+ -), -, +. Repeat 1: +, +, (+ -), -.
    const first = (1 + 2 / 3 + 3 / 5) / 3;
    const second = (1 + 1 + 3 / 4) / 3;
    expect(distinct.figures.averagePrecision?.value).toBeCloseTo((first + second) / 2, 15);
    expect(distinct.figures.rocAuc?.value).toBeCloseTo((3.5 / 6 + 5.5 / 6) / 2, 15);
  });

  test("have a mean over single folds of their own, without folds that lack a class", () => {
    // Distinct rows: 0.6 is + and -, 0.1 +; 0.9 + and 0.2 -. Repeat 1: 0.7 +, 0.2 -; 0.8 +, 0.3 + and -.
    const folds = [0.25, 1, 1, 0.75];
    expect(distinct.meanOverFolds.rocAuc).toBeCloseTo(folds.reduce((sum, auc) => sum + auc, 0) / 4, 15);
  });

  test("are told for each stratum, null where there is nothing to tell", () => {
    const byStratum = new Map(distinct.strata.map((one) => [one.stratum, one]));
    expect(byStratum.get("none_at_minimum")).toMatchObject({ rows: 3, positives: 2 });
    expect(byStratum.get("mixed")).toMatchObject({ rows: 2, positives: 1 });
    expect(byStratum.get("mixed")?.figures.recall?.value).toBe(0.5);
    const empty = byStratum.get("all_at_minimum");
    expect(empty).toMatchObject({ rows: 0, positives: 0 });
    expect(new Set(Object.values(empty?.figures ?? {}))).toEqual(new Set([null]));
  });

  test("go onto a model card", () => {
    const variant = compared(evaluateRepeats(small, { variant: "by-hand", held }, options));
    expect(modelCardSchema.shape.compared.element.parse(variant)).toEqual(variant);
    expect(variant.f1?.value).toBe(distinct.figures.f1?.value);
  });
});

test("a vector alone has figures but no interval", () => {
  const alone: EvaluatedRows = { ...small, strata: ["all_at_minimum", "mixed", "mixed", "mixed"] };
  const { all } = evaluateRepeats(alone, { variant: "by-hand", held }, options);
  const stratum = all.strata.find((one) => one.stratum === "all_at_minimum");
  expect(stratum?.figures.accuracy?.value).toBeCloseTo((1 / 3 + 2 / 3) / 2, 15);
  expect(stratum?.figures.accuracy).toMatchObject({ low: null, high: null });
});

test("a row that takes no part in a repeat is in none of its figures", () => {
  const [first, second] = small.repeats as [
    EvaluatedRows["repeats"][number],
    EvaluatedRows["repeats"][number],
  ];
  const without: EvaluatedRows = {
    ...small,
    repeats: [{ ...first, foldOf: Int32Array.of(0, 1, -1, 1, -1, 0) }, second],
  };
  const { all } = evaluateRepeats(without, { variant: "by-hand", held }, options);
  expect(all.rows).toBe(6);
  expect(all.figures.precision).toMatchObject({ smallestRepeat: 1 / 2, largestRepeat: 1 });
});

/** Rows with scores that tell something, each a vector of its own, in `repeats` repeats with the same answers. */
function noisy(rows: number, repeats: number) {
  const random = createRandom(4);
  const labels = Uint8Array.from({ length: rows }, (_, row) => row % 2);
  const probabilities = Float64Array.from(labels, (label) => 0.7 * random() + 0.3 * label);
  const one = { probabilities, calls: Uint8Array.from(probabilities, (p) => (p >= 0.5 ? 1 : 0)) };
  const foldOf = Int32Array.from(labels, (_, row) => (row >> 1) % 2);
  const evaluated: EvaluatedRows = {
    rows: { labels, vectorOf: Int32Array.from(labels.keys()) },
    strata: Array.from(labels, () => "mixed" as const),
    repeats: Array.from({ length: repeats }, (_, i) => ({ name: String(i), folds: ["0", "1"], foldOf })),
  };
  return evaluateRepeats(
    evaluated,
    { variant: "noisy", held: Array.from({ length: repeats }, () => one) },
    { seed: 1, draws: 1000 },
  ).distinct.figures;
}

test("the interval of an accuracy is as wide as its standard error says", () => {
  const { value, low, high } = noisy(600, 1).accuracy ?? { value: 0, low: null, high: null };
  const width = 2 * 1.96 * Math.sqrt((value * (1 - value)) / 600);
  expect(((high ?? 0) - (low ?? 0)) / width).toBeGreaterThan(0.9);
  expect(((high ?? 0) - (low ?? 0)) / width).toBeLessThan(1.1);
});

test("repeats that say the same do not make an interval narrower", () => {
  expect(noisy(200, 5)).toEqual(
    Object.fromEntries(
      Object.entries(noisy(200, 1)).map(([name, figure]) => [
        name,
        figure &&
          Object.fromEntries(
            Object.entries(figure).map(([key, value]) => [key, expect.closeTo(value ?? 0, 12)]),
          ),
      ]),
    ),
  );
});
