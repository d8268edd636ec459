import fc from "fast-check";
import { expect, test } from "vitest";
import { fewestRareHits, upperTail } from "./upper-tail";

/** By scipy 1.17, fisher_exact with the alternative `greater`. */
test.each([
  { reference: { hits: 390, of: 11183 }, window: { hits: 12, of: 100 }, tail: 0.00021913844828903007 },
  { reference: { hits: 390, of: 11183 }, window: { hits: 50, of: 1000 }, tail: 0.011364274568378114 },
  { reference: { hits: 0, of: 50 }, window: { hits: 1, of: 20 }, tail: 0.2857142857142857 },
  { reference: { hits: 5, of: 10 }, window: { hits: 5, of: 5 }, tail: 0.08391608391608392 },
])("$window against $reference is as likely as scipy says", ({ reference, window, tail }) => {
  expect(upperTail(reference, window) / tail).toBeCloseTo(1, 7);
});

test.each([
  [100, 10],
  [1000, 53],
  [10_000, 421],
])("of %d candidates %d outside are the fewest that chance hardly explains", (n, fewest) => {
  expect(fewestRareHits({ hits: 390, of: 11183 }, n, 0.00375)).toBe(fewest);
});

test("the fewest rare hits are rare, and one fewer are not", () => {
  const samples = fc.record({
    of: fc.integer({ min: 20, max: 3000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    n: fc.integer({ min: 1, max: 500 }),
  });
  fc.assert(
    fc.property(samples, ({ of, share, n }) => {
      const reference = { hits: Math.floor(share * of), of };
      const fewest = fewestRareHits(reference, n, 0.01);
      if (fewest <= n) expect(upperTail(reference, { hits: fewest, of: n })).toBeLessThanOrEqual(0.01);
      if (fewest > (n * reference.hits) / of + 1)
        expect(upperTail(reference, { hits: fewest - 1, of: n })).toBeGreaterThan(0.01);
    }),
  );
});
