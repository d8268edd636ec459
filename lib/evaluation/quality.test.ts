import { describe, expect, it } from "vitest";
import { qualityOfPoint } from "./quality";

describe("qualityOfPoint", () => {
  it("estimates each share with an interval around it", () => {
    const figures = qualityOfPoint(
      { truePositives: 6, falsePositives: 2, trueNegatives: 188, falseNegatives: 4 },
      null,
    );
    expect(figures.recall?.value).toBe(0.6);
    expect(figures.precision?.value).toBe(0.75);
    expect(figures.specificity?.value).toBeCloseTo(188 / 190);
    expect(figures.alertsPerThousand?.value).toBe(40);
    const { recall, precision, specificity, alertsPerThousand } = figures;
    for (const estimate of [recall, precision, specificity, alertsPerThousand]) {
      expect(estimate?.low).toBeLessThan(estimate?.value ?? 0);
      expect(estimate?.high).toBeGreaterThan(estimate?.value ?? 0);
    }
  });

  it("has no precision where nothing is called, but knows the recall is 0", () => {
    const nothing = { truePositives: 0, falsePositives: 0, trueNegatives: 190, falseNegatives: 10 };
    const figures = qualityOfPoint(nothing, null);
    expect(figures.precision).toBeNull();
    expect(figures.recall).toMatchObject({ value: 0, low: 0 });
    expect(figures.alertsPerThousand).toMatchObject({ value: 0, low: 0 });
  });

  it("estimates nothing from no rows", () => {
    const none = { truePositives: 0, falsePositives: 0, trueNegatives: 0, falseNegatives: 0 };
    const { confusion, ...figures } = qualityOfPoint(none, null);
    expect(new Set(Object.values(figures))).toEqual(new Set([null]));
  });
});
