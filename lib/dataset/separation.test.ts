import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../random";
import { separation } from "./separation";

const value = fc.oneof(
  fc.integer({ min: -2, max: 2 }),
  fc.double({ min: -1000, max: 1000, noNaN: true, noDefaultInfinity: true }),
);
const labelled = fc.array(fc.tuple(value, fc.integer({ min: 0, max: 1 })), { minLength: 2, maxLength: 40 });

const separated = (rows: readonly (readonly [number, number])[]) =>
  separation(
    Float64Array.from(rows, ([v]) => v),
    Uint8Array.from(rows, ([, label]) => label),
  );

describe("separation", () => {
  test("is the share of pairs in which the positive has the larger value, ties as a half", () => {
    fc.assert(
      fc.property(labelled, (rows) => {
        const positives = rows.filter(([, label]) => label === 1);
        const negatives = rows.filter(([, label]) => label === 0);
        fc.pre(positives.length > 0 && negatives.length > 0);
        fc.pre(rows.some(([v]) => v !== rows[0]?.[0]));
        const won = positives
          .flatMap(([p]) => negatives.map(([n]) => (p > n ? 1 : p === n ? 0.5 : 0)))
          .reduce<number>((sum, half) => sum + half, 0);
        const found = separated(rows);
        expect(found?.value).toBeCloseTo(won / (positives.length * negatives.length), 12);
        expect(found?.low).toBeLessThanOrEqual((found?.value ?? 0) + 1e-12);
        expect(found?.high).toBeGreaterThanOrEqual((found?.value ?? 0) - 1e-12);
        expect(found?.low).toBeGreaterThanOrEqual(0);
        expect(found?.high).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("does not change when the values are stretched, and turns over with their sign", () => {
    fc.assert(
      fc.property(labelled, (rows) => {
        const found = separated(rows);
        expect(separated(rows.map(([v, label]) => [v * 2, label]))?.value).toBe(found?.value);
        const mirrored = separated(rows.map(([v, label]) => [-v, label]));
        if (found === null) expect(mirrored).toBeNull();
        else expect(mirrored?.value).toBeCloseTo(1 - found.value, 12);
      }),
    );
  });

  test("says nothing where a class is missing or all values are equal", () => {
    expect(separated([])).toBeNull();
    expect(separated([[1, 1] as const, [2, 1] as const])).toBeNull();
    expect(separated([[0.1, 0] as const, [0.1, 1] as const, [0.1, 0] as const])).toBeNull();
  });

  test("keeps an interval of some width where a few values happen to be apart", () => {
    const found = separated([
      [1, 0] as const,
      [2, 0] as const,
      [3, 0] as const,
      [8, 1] as const,
      [9, 1] as const,
    ]);
    expect(found).toMatchObject({ value: 1, high: 1 });
    expect(found?.low).toBeLessThan(0.5);
  });

  test("holds the truth in its interval in about 95 of 100 samples of 15 and 200 rows", () => {
    // Positives uniform on [0.4, 1.4], negatives on [0, 1]: the larger is positive with probability 1 - 0.6² / 2.
    const truth = 1 - 0.18;
    const random = createRandom(7);
    const samples = 1500;
    let held = 0;
    for (let sample = 0; sample < samples; sample++) {
      const labels = Uint8Array.from({ length: 215 }, (_, i) => (i < 15 ? 1 : 0));
      const found = separation(
        Float64Array.from(labels, (label) => random() + 0.4 * label),
        labels,
      );
      if (found !== null && found.low <= truth && truth <= found.high) held++;
    }
    expect(held / samples).toBeGreaterThan(0.93);
    expect(held / samples).toBeLessThan(0.99);
  });
});
