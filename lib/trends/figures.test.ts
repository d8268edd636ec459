import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { f1Interval } from "../evaluation/intervals";
import { createRandom } from "../random";
import { type MetricCounts, sumOf } from "./day-metrics";
import { estimatedFigures } from "./estimated";
import { type Figure, metricFiguresSchema, metricNames, minimum } from "./figure";
import { realisedFigures } from "./realised";

const confusion = fc.record({
  truePositives: fc.nat(40),
  falsePositives: fc.nat(40),
  trueNegatives: fc.nat(400),
  falseNegatives: fc.nat(40),
});
type Four = readonly [
  truePositives: number,
  falsePositives: number,
  trueNegatives: number,
  falseNegatives: number,
];
const calls = ([truePositives, falsePositives, trueNegatives, falseNegatives]: Four) => ({
  truePositives,
  falsePositives,
  trueNegatives,
  falseNegatives,
});

interface Case {
  readonly positive: boolean;
  readonly called: boolean;
}

function tally(cases: readonly Case[]) {
  const count = (positive: boolean, called: boolean) =>
    cases.filter((one) => one.positive === positive && one.called === called).length;
  return calls([count(true, true), count(false, true), count(false, false), count(true, false)]);
}

/** Candidates with these probabilities, called from the threshold upwards. */
function countsOf(probabilities: readonly number[], threshold: number): MetricCounts {
  const called = probabilities.filter((p) => p >= threshold);
  const left = probabilities.filter((p) => p < threshold);
  const sum = (all: readonly number[], of: (p: number) => number) =>
    all.reduce((total, p) => total + of(p), 0);
  return {
    ...sumOf([]),
    predictions: probabilities.length,
    calledPositive: called.length,
    waiting: probabilities.length,
    expectedTruePositives: sum(called, (p) => p),
    expectedTrueNegatives: sum(left, (p) => 1 - p),
    varianceCalled: sum(called, (p) => p * (1 - p)),
    varianceNotCalled: sum(left, (p) => p * (1 - p)),
  };
}

const holds = (figure: Figure, truth: number) =>
  figure.value !== null && figure.low <= truth && truth <= figure.high;

describe("figures from outcomes", () => {
  test("are the plain shares, within their intervals", () => {
    fc.assert(
      fc.property(confusion, (c) => {
        const figures = realisedFigures(c);
        expect(metricFiguresSchema.parse(figures)).toEqual(figures);
        const { truePositives: tp, falsePositives: fp, trueNegatives: tn, falseNegatives: fn } = c;
        const expected = {
          precision: tp / (tp + fp),
          recall: tp / (tp + fn),
          f1: (2 * tp) / (2 * tp + fp + fn),
          accuracy: (tp + tn) / (tp + fp + tn + fn),
        };
        for (const name of metricNames) {
          const { value, low, high } = figures[name];
          if (value === null) continue;
          expect(value).toBeCloseTo(expected[name], 12);
          expect(holds({ value, low, high, missing: null }, value)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("are there exactly where there is enough of what they are shares of, and both classes", () => {
    fc.assert(
      fc.property(confusion, (c) => {
        const { precision, recall, f1, accuracy } = realisedFigures(c);
        const [positives, negatives] = [
          c.truePositives + c.falseNegatives,
          c.trueNegatives + c.falsePositives,
        ];
        const enough = positives + negatives >= 20;
        const both = !enough || (positives > 0 && negatives > 0);
        expect(precision.value !== null).toBe(both && c.truePositives + c.falsePositives >= 5);
        expect(recall.value !== null).toBe(both && positives >= 5);
        expect(f1.value !== null).toBe(both && positives >= 5);
        expect(accuracy.value !== null).toBe(both && enough);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ["nothing at all", calls([0, 0, 0, 0]), ["too_few", "too_few", "too_few", "too_few"]],
    ["one class only", calls([0, 6, 30, 0]), ["one_class", "one_class", "one_class", "one_class"]],
    ["no calls", calls([0, 0, 30, 6]), ["no_calls", null, null, null]],
    ["few calls", calls([3, 1, 30, 6]), ["too_few", null, null, null]],
    ["few positives", calls([3, 6, 30, 1]), [null, "too_few", "too_few", null]],
    ["few outcomes", calls([5, 5, 5, 0]), [null, null, null, "too_few"]],
    ["enough", calls([5, 5, 40, 1]), [null, null, null, null]],
  ] as const)("of %s are missing with that reason", (_, c, reasons) => {
    const figures = realisedFigures(c);
    expect(metricNames.map((name) => figures[name].missing)).toEqual(reasons);
  });

  test("the minimum numbers are those the documentation states", () => {
    expect(minimum).toEqual({ outcomes: 20, positives: 5, calls: 5 });
  });
});

describe("the interval of F1", () => {
  test.each([
    ["as the shipped model is", { prevalence: 0.03, recall: 0.65, falsePositiveRate: 0.008 }, 400],
    ["more candidates", { prevalence: 0.03, recall: 0.65, falsePositiveRate: 0.008 }, 2000],
    ["many positives", { prevalence: 0.3, recall: 0.8, falsePositiveRate: 0.1 }, 100],
    ["nearly right throughout", { prevalence: 0.1, recall: 0.97, falsePositiveRate: 0.003 }, 300],
  ])("holds the true F1 in 93 to 98 % of samples: %s", (_, { prevalence, recall, falsePositiveRate }, n) => {
    const truth =
      (2 * prevalence * recall) / (prevalence * recall + (1 - prevalence) * falsePositiveRate + prevalence);
    const random = createRandom(20, n);
    const runs = 3000;
    let held = 0;
    for (let run = 0; run < runs; run++) {
      const cases = Array.from({ length: n }, () => {
        const positive = random() < prevalence;
        return { positive, called: random() < (positive ? recall : falsePositiveRate) };
      });
      const interval = f1Interval(tally(cases));
      if (interval !== null && interval.low <= truth && truth <= interval.high) held += 1;
    }
    expect(held / runs).toBeGreaterThan(0.93);
    expect(held / runs).toBeLessThan(0.98);
  });
});

describe("figures without outcomes", () => {
  const probability = fc.double({ min: 0, max: 1, noNaN: true });
  test("are within [0, 1] and their intervals, whatever the probabilities", () => {
    fc.assert(
      fc.property(fc.array(probability, { maxLength: 200 }), probability, (probabilities, threshold) => {
        const figures = estimatedFigures(countsOf(probabilities, threshold));
        expect(metricFiguresSchema.parse(figures)).toEqual(figures);
        for (const { value, low, high } of Object.values(figures)) {
          if (value === null) continue;
          expect(low).toBeLessThanOrEqual(value);
          expect(high).toBeGreaterThanOrEqual(value);
        }
      }),
    );
  });

  test("of probabilities that are all 0 or 1 are exact and without doubt", () => {
    const sure = [...Array<number>(6).fill(1), ...Array<number>(30).fill(0)];
    for (const figure of Object.values(estimatedFigures(countsOf(sure, 0.5))))
      expect(figure).toEqual({ value: 1, low: 1, high: 1, missing: null });
  });

  test("nothing is called, so there is no precision to expect", () => {
    expect(estimatedFigures(countsOf(Array(100).fill(0.1), 0.5)).precision.missing).toBe("no_calls");
  });

  test.each([400, 3000])(
    "their intervals hold what outcomes would show in 92 to 98 of 100 draws where probabilities are right, %i candidates",
    (n) => {
      const random = createRandom(5, n);
      const runs = 1500;
      const held = { precision: 0, recall: 0, f1: 0, accuracy: 0 };
      for (let run = 0; run < runs; run++) {
        // Mostly hopeless candidates, some in between, some likely: as in the clinic.
        const probabilities = Array.from({ length: n }, () => random() ** 12);
        const figures = estimatedFigures(countsOf(probabilities, 0.3));
        const cases = probabilities.map((p) => ({ positive: random() < p, called: p >= 0.3 }));
        const shown = realisedFigures(tally(cases));
        for (const name of metricNames) if (holds(figures[name], shown[name].value ?? -1)) held[name] += 1;
      }
      for (const name of metricNames) {
        expect(held[name] / runs, name).toBeGreaterThan(0.92);
        expect(held[name] / runs, name).toBeLessThan(0.98);
      }
    },
  );

  test("probabilities that are too high promise more than outcomes show: the assumption that is stated", () => {
    const random = createRandom(9);
    const probabilities = Array.from({ length: 3000 }, () => random() ** 12);
    const figures = estimatedFigures(countsOf(probabilities, 0.3));
    const found = probabilities.filter((p) => p >= 0.3 && random() < p / 2).length;
    const precision = found / probabilities.filter((p) => p >= 0.3).length;
    expect(holds(figures.precision, precision)).toBe(false);
  });
});
