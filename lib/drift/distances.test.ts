import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jensenShannonDistance, jensenShannonOf, populationStabilityIndex } from "./distances";

/** By scipy 1.17 on the counts with half a count added: rel_entr both ways, and jensenshannon to base 2. */
const known = [
  { a: [30, 50, 20], b: [10, 60, 30], psi: 0.2670615447413066, distance: 0.21543342227031084 },
  { a: [0, 100, 0, 0], b: [5, 80, 10, 5], psi: 0.5770802741834333, distance: 0.28609251400459673 },
  { a: [500, 300, 200], b: [52, 28, 20], psi: 0.001895284358674748, distance: 0.018486266404650363 },
];

const pairs = fc.integer({ min: 1, max: 10 }).chain((bins) => {
  const counts = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: bins, maxLength: bins });
  return fc.tuple(counts, counts);
});

describe("the distances of two histograms", () => {
  test.each(known)("are what scipy says of $a and $b", ({ a, b, psi, distance }) => {
    expect(populationStabilityIndex(a, b)).toBeCloseTo(psi, 12);
    expect(jensenShannonDistance(a, b)).toBeCloseTo(distance, 12);
  });

  test("are finite, not negative, and the same from either side; the Jensen-Shannon distance is at most 1", () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        for (const distance of [populationStabilityIndex, jensenShannonDistance]) {
          expect(distance(a, b)).toBeGreaterThanOrEqual(-1e-15);
          expect(Number.isFinite(distance(a, b))).toBe(true);
          expect(distance(a, b)).toBeCloseTo(distance(b, a), 12);
        }
        expect(jensenShannonDistance(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("are 0 for a histogram and itself, and do not depend on the order of the bins", () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        expect(populationStabilityIndex(a, a)).toBe(0);
        expect(jensenShannonDistance(a, a)).toBe(0);
        const turned = [a.toReversed(), b.toReversed()] as const;
        expect(populationStabilityIndex(...turned)).toBeCloseTo(populationStabilityIndex(a, b), 10);
        expect(jensenShannonDistance(...turned)).toBeCloseTo(jensenShannonDistance(a, b), 7);
      }),
    );
  });

  test("the Jensen-Shannon distance keeps the triangle inequality", () => {
    const three = fc.array(fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 4, maxLength: 4 }), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(three, ([a = [], b = [], c = []]) => {
        const detour = jensenShannonDistance(a, b) + jensenShannonDistance(b, c);
        expect(jensenShannonDistance(a, c)).toBeLessThanOrEqual(detour + 1e-9);
      }),
    );
  });

  test("one small distance tells the other", () => {
    const [a, b] = [
      [5000, 3000, 2000],
      [5100, 2950, 1950],
    ];
    const told = jensenShannonOf(populationStabilityIndex(a, b));
    expect(told / jensenShannonDistance(a, b)).toBeCloseTo(1, 3);
  });
});
