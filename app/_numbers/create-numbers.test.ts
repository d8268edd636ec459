import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createNumbers, decimalsApart, thresholdDecimals } from "./create-numbers";

/** Multiples of 2^-40: what sums and means of shares differ by is more. */
const share = fc.integer({ min: 0, max: 2 ** 40 }).map((n) => n / 2 ** 40);
const near = fc
  .tuple(share, fc.integer({ min: -50, max: 50 }))
  .map(([one, step]) => [one, Math.min(1, Math.max(0, one + step / 2 ** 40))] as const);
const pair = fc.oneof(fc.tuple(share, share), near);

/** Reads a percentage as written in English; of "< 0.1%" and "> 99.9%" a number just beyond. */
function read(text: string): number {
  const value = Number(text.replace(/[^\d.]/g, ""));
  return text.startsWith("<") ? value - 1e-18 : text.startsWith(">") ? value + 1e-13 : value;
}

describe("a value and a threshold as they are spelled", () => {
  it("look alike only where they are the same, and never in the wrong order", () => {
    fc.assert(
      fc.property(pair, ([value, threshold]) => {
        const { percent } = createNumbers("en", decimalsApart([value], [threshold]));
        expect(percent(value) === percent(threshold)).toBe(value === threshold);
        if (value < threshold) expect(read(percent(value))).toBeLessThanOrEqual(read(percent(threshold)));
      }),
      { numRuns: 2000 },
    );
  });

  it("have one decimal unless they would look alike", () => {
    expect(decimalsApart([0.4115], [0.0338])).toBe(1);
    expect(decimalsApart([0.4115], [0.4115])).toBe(1);
    expect(decimalsApart([0.4116], [0.4117])).toBe(2);
    expect(decimalsApart([0.7, 0.41151], [0.03, 0.41152])).toBe(3);
  });
});

describe("thresholds that are stepped through", () => {
  it("look alike only where they are the same to a billionth", () => {
    const steps = fc.array(
      fc.integer({ min: 0, max: 1e9 }).map((n) => n / 1e9),
      { maxLength: 50 },
    );
    fc.assert(
      fc.property(steps, (thresholds) => {
        const { threshold } = createNumbers("en", 1, thresholds);
        expect(new Set(thresholds.map(threshold)).size).toBe(new Set(thresholds).size);
      }),
    );
    expect(thresholdDecimals(0.6755030676678149, [0.6755030676678149, 0.6755030676678148])).toBe(1);
    const stepped = [0.03376, 0.0342, 0.4115];
    expect(stepped.map((step) => thresholdDecimals(step, stepped))).toEqual([2, 2, 1]);
  });
});

describe("a percentage", () => {
  const written = (locale: string) => createNumbers(locale).percent;

  it("has one decimal, whatever its size and language", () => {
    expect([0, 0.0233, 0.17, 0.4115183, 1].map(written("en"))).toEqual([
      "0.0%",
      "2.3%",
      "17.0%",
      "41.2%",
      "100.0%",
    ]);
    expect(written("fr")(0.4115183)).toBe("41,2\u00a0%");
  });

  it("is never 0 or 100 of what is neither", () => {
    fc.assert(
      fc.property(share, (value) => {
        if (value === 0 || value === 1) return;
        expect(["0.0%", "100.0%"]).not.toContain(written("en")(value));
      }),
    );
    expect([0.0004, 0.9997].map(written("en"))).toEqual(["<\u00a00.1%", ">\u00a099.9%"]);
  });
});
