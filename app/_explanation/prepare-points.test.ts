import { describe, expect, it } from "vitest";
import type { PointQuality } from "../../lib/model/card";
import { pointAnswers } from "./prepare-points";

function quality(value: number): PointQuality {
  const estimate = { value, low: value, high: value };
  return {
    confusion: { truePositives: 0, falsePositives: 0, trueNegatives: 0, falseNegatives: 0 },
    precision: estimate,
    recall: estimate,
    specificity: estimate,
    f1: estimate,
    alertsPerThousand: estimate,
  };
}

const operatingPoints = [
  { name: "confirming", threshold: 0.7, rule: "", chosenOn: quality(0.2) },
  { name: "balanced", threshold: 0.3, rule: "", chosenOn: quality(0.4) },
  { name: "screening", threshold: 0.05, rule: "", chosenOn: quality(0.6) },
];
const card = {
  operatingPoints,
  operatingPoint: "balanced",
  // As in cards of the first format: the point in use is the one that the whole evaluation is for.
  evaluation: { distinct: { ...quality(0.8), points: [{ name: "screening", ...quality(0.9) }] } },
} as unknown as Parameters<typeof pointAnswers>[0];

const prediction = {
  probability: 0.3,
  threshold: 0.25,
  label: "calcification",
  operatingPoint: "balanced",
} as const;

describe("pointAnswers", () => {
  it("call at the threshold and above, from the lowest threshold up", () => {
    const called = (probability: number) =>
      pointAnswers(card, { ...prediction, probability }).map(({ name, label }) => [name, label]);
    expect(called(0.7)).toEqual([
      ["screening", "calcification"],
      ["balanced", "calcification"],
      ["confirming", "calcification"],
    ]);
    expect(called(0.0499)).toEqual([
      ["screening", "not_calcification"],
      ["balanced", "calcification"],
      ["confirming", "not_calcification"],
    ]);
  });

  it("keep the rule that the prediction was made by, though the card's has moved or gone", () => {
    const kept = pointAnswers(card, { ...prediction, operatingPoint: "local" });
    expect(kept.map(({ name, threshold, use }) => [name, threshold, use])).toEqual([
      ["screening", 0.05, "other"],
      ["local", 0.25, "in_use"],
      ["balanced", 0.3, "other"],
      ["confirming", 0.7, "other"],
    ]);
    expect(kept.find(({ name }) => name === "local")?.quality).toBeNull();
    expect(pointAnswers(card, prediction).find(({ name }) => name === "balanced")?.threshold).toBe(0.25);
  });

  it("are as good as on rows held out, and never as on those they were chosen on", () => {
    const recalls = pointAnswers(card, prediction).map(({ quality }) => quality?.recall?.value ?? null);
    expect(recalls).toEqual([0.9, 0.8, null]);
  });
});
