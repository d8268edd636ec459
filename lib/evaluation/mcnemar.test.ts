import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mcnemar } from "./mcnemar";

/** Binomial coefficients in whole numbers, row n of Pascal's triangle. */
function pascal(n: number): bigint[] {
  let row = [1n];
  for (let i = 0; i < n; i++) row = [1n, ...row.slice(1).map((value, j) => value + (row[j] ?? 0n)), 1n];
  return row;
}

/** The two-sided tail as a fraction of whole numbers: splits at least as uneven, of all 2 to the n. */
function byCounting(onlyARight: number, onlyBRight: number): number {
  const n = onlyARight + onlyBRight;
  const unevenness = Math.abs(onlyARight - onlyBRight);
  const ways = pascal(n)
    .filter((_, k) => Math.abs(n - 2 * k) >= unevenness)
    .reduce((sum, value) => sum + value, 0n);
  return Number((ways * 10n ** 15n) / 2n ** BigInt(n)) / 1e15;
}

const count = fc.integer({ min: 0, max: 60 });

describe("mcnemar", () => {
  it("is the share of all ways to split that are at least as uneven, counted in whole numbers", () => {
    fc.assert(
      fc.property(count, count, (onlyARight, onlyBRight) => {
        fc.pre(onlyARight + onlyBRight >= 6);
        expect(mcnemar({ onlyARight, onlyBRight })).toBeCloseTo(byCounting(onlyARight, onlyBRight), 12);
      }),
      { numRuns: 300 },
    );
  });

  it("is what the tables say", () => {
    expect(mcnemar({ onlyARight: 10, onlyBRight: 2 })).toBeCloseTo(0.03857421875, 12);
    expect(mcnemar({ onlyARight: 0, onlyBRight: 6 })).toBeCloseTo(0.03125, 12);
    expect(mcnemar({ onlyARight: 7, onlyBRight: 7 })).toBe(1);
  });

  it("says nothing of so few that not even all on one side would reach 5 %", () => {
    for (let n = 0; n < 6; n++) expect(mcnemar({ onlyARight: n, onlyBRight: 0 })).toBeNull();
  });

  it("holds for tens of thousands, where powers of a half are no longer doubles", () => {
    expect(mcnemar({ onlyARight: 20_000, onlyBRight: 20_000 })).toBe(1);
    // By the normal distribution: (400 - 1) / sqrt(40,000) = 1.995.
    expect(mcnemar({ onlyARight: 20_200, onlyBRight: 19_800 })).toBeCloseTo(0.04604, 4);
  });
});
