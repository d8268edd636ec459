import { describe, expect, it } from "vitest";
import { madeUpEvaluation } from "../../../_charts/testing/made-up-evaluation";
import { figureRows } from "./figure-rows";

const around = (value: number, half: number) => ({ value, low: value - half, high: value + half });
const a = {
  ...madeUpEvaluation,
  averagePrecision: around(0.7, 0.05),
  recall: around(0.6, 0.1),
  recallAtFalsePositiveRate: [{ falsePositiveRate: 0.01, recall: around(0.5, 0.1) }],
};
const b = {
  ...madeUpEvaluation,
  averagePrecision: around(0.9, 0.05),
  recall: around(0.65, 0.1),
  recallAtFalsePositiveRate: [
    { falsePositiveRate: 0.05, recall: around(0.8, 0.1) },
    { falsePositiveRate: 0.01, recall: around(0.75, 0.1) },
  ],
};
const rows = figureRows(a, b);
const row = (key: string, rate: number | null = null) =>
  rows.find((one) => one.key === key && one.falsePositiveRate === rate);

describe("figureRows", () => {
  it("takes the difference as b less a, and sees whether the intervals meet", () => {
    expect(row("averagePrecision")?.difference).toBeCloseTo(0.2, 12);
    expect(row("averagePrecision")?.overlap).toBe(false);
    expect(row("recall")?.difference).toBeCloseTo(0.05, 12);
    expect(row("recall")?.overlap).toBe(true);
  });

  it("matches recalls by their false positive rate, whatever their order and wherever one is missing", () => {
    expect(rows.filter(({ key }) => key === "recallAt").map((one) => one.falsePositiveRate)).toEqual([
      0.01, 0.05,
    ]);
    expect(row("recallAt", 0.01)?.difference).toBeCloseTo(0.25, 12);
    expect(row("recallAt", 0.05)).toMatchObject({ a: null, difference: null, overlap: null });
  });

  it("has no difference where neither was measured", () => {
    expect(row("brier")).toMatchObject({ a: null, b: null, difference: null, overlap: null });
  });
});
