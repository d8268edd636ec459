import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { featureKeys } from "../../lib/features";
import type { Reasons } from "../../lib/prediction";
import { createNumbers } from "../_numbers/create-numbers";
import { prepareReasons, strongestReasons } from "./prepare-reasons";

function reasonsOf(baseProbability: number, contributions: readonly number[]): Reasons {
  const named = featureKeys.map((key, index) => [key, contributions[index] ?? 0]);
  return { baseProbability, contributions: Object.fromEntries(named) as Reasons["contributions"] };
}

const probabilityOf = ({ baseProbability, contributions }: Reasons) =>
  Math.max(
    0,
    Object.values(contributions).reduce((sum, contribution) => sum + contribution, baseProbability),
  );

/** Whole numbers first: doubles from 0 to 1 would mostly be next to 0, where there is nothing to round. */
const share = fc.oneof(
  fc.integer({ min: 0, max: 1_000_000 }).map((millionths) => millionths / 1_000_000),
  // Half of these lie between two tenths of a percent.
  fc.integer({ min: 0, max: 2000 }).map((halves) => halves / 2000),
);

/** A path from the base to the probability in six steps, each within [0, 1]. */
const anyReasons = fc.array(share, { minLength: 7, maxLength: 7 }).map(([base = 0, ...stops]) =>
  reasonsOf(
    base,
    stops.map((stop, index) => stop - (index === 0 ? base : (stops[index - 1] ?? 0))),
  ),
);

const inTenths = (points: number) => Math.round(points * 10);
const { percent } = createNumbers("en");
/** Of a percentage as the page writes it, in which "< 0.1%" stands for 0 and "> 99.9%" for 100. */
const writtenTenths = (share: number) => {
  const text = percent(share);
  if (/^[<>]/.test(text)) return text.startsWith("<") ? 0 : 1000;
  return inTenths(Number(text.replace("%", "")));
};
const oneDecimal = (probability: number) => ({ probability, decimals: 1 });

describe("prepareReasons", () => {
  it("shows figures that add up to the last digit as they are written, and each within 0.15 points of the exact one", () => {
    fc.assert(
      fc.property(anyReasons, (reasons) => {
        const probability = probabilityOf(reasons);
        const { reasons: shown } = prepareReasons(reasons, oneDecimal(probability));
        const sum = shown.reduce(
          (total, { points }) => total + inTenths(points),
          writtenTenths(reasons.baseProbability),
        );
        expect(sum).toBe(writtenTenths(probability));
        for (const { feature, points } of shown)
          expect(Math.abs(points - reasons.contributions[feature] * 100)).toBeLessThan(0.1501);
      }),
    );
  });

  it("draws every bar from the zero line, within the drawing, as long as it is strong, the strongest first", () => {
    fc.assert(
      fc.property(anyReasons, (reasons) => {
        const { zero, reasons: shown } = prepareReasons(reasons, oneDecimal(probabilityOf(reasons)));
        shown.forEach(({ points, start, length }, index) => {
          expect(start).toBeGreaterThanOrEqual(-1e-9);
          expect(start + length).toBeLessThanOrEqual(1 + 1e-9);
          expect(points < 0 ? start + length : start).toBeCloseTo(zero, 9);
          const next = shown[index + 1];
          if (next !== undefined) expect(length).toBeGreaterThanOrEqual(next.length);
        });
      }),
    );
  });

  it("rounds six sixths so that the whole is kept", () => {
    const sixth = 0.1 / 6;
    const reasons = reasonsOf(0.02, [sixth, sixth, sixth, sixth, sixth, sixth]);
    const { reasons: shown } = prepareReasons(reasons, oneDecimal(0.12));
    expect(shown.map(({ points }) => points)).toEqual([1.7, 1.7, 1.7, 1.7, 1.6, 1.6]);
  });

  it("fills the drawing from ten points on, and draws weaker reasons short", () => {
    const lengthsOf = (contributions: readonly number[]) => {
      const reasons = reasonsOf(0.3, contributions);
      return prepareReasons(reasons, oneDecimal(probabilityOf(reasons))).reasons.map(({ length }) => length);
    };
    const [up = 0, down = 0] = lengthsOf([0.15, -0.05]);
    expect(up + down).toBeCloseTo(1, 9);
    expect(lengthsOf([0.02, -0.01]).slice(0, 2)).toEqual([0.2, 0.1]);
  });

  it("draws nothing where no value does anything", () => {
    const { reasons: shown } = prepareReasons(reasonsOf(0.02, []), oneDecimal(0.02));
    expect(shown.map(({ points, length }) => [points, length])).toEqual(featureKeys.map(() => [0, 0]));
    expect(strongestReasons(shown)).toEqual([]);
  });
});

describe("strongestReasons", () => {
  const strongest = (contributions: readonly number[]) => {
    const reasons = reasonsOf(0.2, contributions);
    return strongestReasons(prepareReasons(reasons, oneDecimal(probabilityOf(reasons))).reasons).map(
      ({ points }) => points,
    );
  };

  it("are three at most, either sign, none below a point", () => {
    expect(strongest([0.05, -0.1, 0.02, 0.03, 0, 0])).toEqual([-10, 5, 3]);
    expect(strongest([0.05, -0.01, 0.009, 0, 0, 0])).toEqual([5, -1]);
  });

  it("are the one strongest where all are weak", () => {
    expect(strongest([0.002, -0.004, 0, 0, 0, 0])).toEqual([-0.4]);
  });
});
