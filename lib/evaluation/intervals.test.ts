import fc from "fast-check";
import { expect, test } from "vitest";
import { createRandom } from "../random";
import { bootstrap, percentileInterval, wilson } from "./intervals";

// Found by bisecting the score test's own equation, (share - p)² = z² p (1 - p) / trials, in 40 digits.
test.each([
  { hits: 34, trials: 52, low: 0.5180355, high: 0.7684899 },
  { hits: 0, trials: 10, low: 0, high: 0.2775327 },
  { hits: 10, trials: 10, low: 0.7224672, high: 1 },
])("the Wilson interval of $hits of $trials is [$low, $high]", ({ hits, trials, low, high }) => {
  const interval = wilson(hits, trials);
  expect(interval?.low).toBeCloseTo(low, 6);
  expect(interval?.high).toBeCloseTo(high, 6);
});

test("the Wilson interval holds its share and stays inside [0, 1]", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (trials, share) => {
        const hits = Math.round(trials * share);
        const interval = wilson(hits, trials);
        expect(interval).not.toBeNull();
        const { low, high } = interval ?? { low: Number.NaN, high: Number.NaN };
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(hits / trials + 1e-12);
        expect(high).toBeGreaterThanOrEqual(hits / trials - 1e-12);
      },
    ),
  );
});

test("nothing tried has no interval", () => {
  expect(wilson(0, 0)).toBeNull();
});

test("each bootstrap draw takes as many entries as there are, and the same seed the same ones", () => {
  const sizes = new Set<number>();
  const first = (drawn: Int32Array) => {
    sizes.add(drawn.reduce((sum, times) => sum + times, 0));
    return [(drawn[0] as number) / 5];
  };
  const once = bootstrap(5, first, { draws: 200, random: createRandom(3) });
  const again = bootstrap(5, first, { draws: 200, random: createRandom(3) });
  expect([...sizes]).toEqual([5]);
  expect(again).toEqual(once);
});

test("the bootstrap of a mean is as wide as its standard error says", () => {
  // 400 entries of 0 and 1, half each: standard error 0.025, so 95 % of means lie within 0.049.
  const mean = (drawn: Int32Array) => [drawn.reduce((sum, times, i) => sum + times * (i % 2), 0) / 400];
  const [interval] = bootstrap(400, mean, { draws: 2000, random: createRandom(1) });
  expect(interval?.low).toBeCloseTo(0.451, 2);
  expect(interval?.high).toBeCloseTo(0.549, 2);
});

test("draws in which a statistic has no value are left out, and all such draws give no interval", () => {
  const random = createRandom(1);
  const drawnFirst = (drawn: Int32Array) => [null, drawn[0] === 0 ? null : 7];
  expect(bootstrap(3, drawnFirst, { draws: 10, random })).toEqual([null, { low: 7, high: 7 }]);
  expect(bootstrap(0, drawnFirst, { draws: 10, random })).toEqual([]);
});

test("an interval around nothing found begins at exactly 0, one around everything found ends at exactly 1", () => {
  for (const trials of [1, 7, 254, 3329]) {
    expect(wilson(0, trials)?.low).toBe(0);
    expect(wilson(trials, trials)?.high).toBe(1);
  }
});

test("percentiles of few values lie as far out as those of many: 39 values have them at their first and last", () => {
  // Number 6 of Hyndman and Fan: the share k / (n + 1) stands at the kth of n values.
  const values = Float64Array.from({ length: 39 }, (_, i) => 38 - i);
  expect(percentileInterval(values)).toEqual({ low: 0, high: 38 });
  const many = Float64Array.from({ length: 79 }, (_, i) => i);
  expect(percentileInterval(many)).toEqual({ low: 1, high: 77 });
  expect(percentileInterval(new Float64Array(0))).toBeNull();
  expect(percentileInterval(Float64Array.of(0.3))).toEqual({ low: 0.3, high: 0.3 });
});
