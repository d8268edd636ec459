import { describe, expect, test } from "vitest";
import { modelCardSchema } from "../model/card";
import { createRandom } from "../random";
import { bandCoverage, coverageByTruth } from "./calibration-coverage";
import { calibrationMethods } from "./calibration-methods";
import { fitCalibration } from "./fit-calibration";
import { intervalCard } from "./interval-card";
import type { Scored } from "./scored";

/** 2,000 vectors, most of them with a low score, as a forest gives them where positives are rare. */
function rareScores(): Scored {
  const random = createRandom(21);
  const scores = Float64Array.from({ length: 2000 }, () => random() ** 4);
  const positives = Array.from(scores, (score) => (random() < 0.9 * score ** 1.5 ? 1 : 0));
  return { scores, positives, negatives: positives.map((positive) => 1 - positive) };
}

const options = { simulations: 24, draws: 40, seed: 1 };

describe("simulated coverage", () => {
  test("of the band is near what it claims, also where the truth is not of its method's family", () => {
    for (const { everywhere, contested } of coverageByTruth(rareScores(), "platt", options)) {
      expect(everywhere?.value).toBeGreaterThan(0.85);
      expect(contested?.value).toBeGreaterThan(0.85);
    }
  });

  test("falls apart where no method can follow the truth, as it falls with the score", () => {
    const truth = {
      ...fitCalibration(rareScores(), "platt"),
      rawScore: [0.05, 0.06],
      probability: [0.9, 0.1],
    };
    const { contested } = bandCoverage(rareScores(), { method: "platt", truth }, options);
    expect(contested?.value).toBeLessThan(0.2);
  });

  test("has an interval around its value, and none where no case is contested", () => {
    const scored = rareScores();
    const { everywhere } = bandCoverage(
      scored,
      { method: "beta", truth: fitCalibration(scored, "isotonic") },
      options,
    );
    const { value, low, high } = everywhere ?? { value: 0, low: 1, high: 0 };
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
    const rare = { ...fitCalibration(scored, "beta"), rawScore: [0.5], probability: [0.01] };
    expect(bandCoverage(scored, { method: "beta", truth: rare }, options).contested).toBeNull();
  });

  test("is refused for a map of unknown making", () => {
    const truth = fitCalibration(rareScores(), "beta");
    expect(() => bandCoverage(rareScores(), { method: "by hand", truth }, options)).toThrow(
      "platt, beta, isotonic calibration only",
    );
  });
});

test("the card's interval claims no more than the lowest coverage that was simulated, and names every truth", () => {
  const scored = rareScores();
  const small = { simulations: 6, draws: 20, seed: 1 };
  const card = intervalCard(scored, fitCalibration(scored, "beta"), { ...small, bandDraws: 200 });
  const simulated = coverageByTruth(scored, "beta", small).flatMap((one) => [one.everywhere, one.contested]);
  const lowest = Math.min(...simulated.map((one) => one?.value ?? 1));
  expect(modelCardSchema.shape.interval.parse(card)).toEqual(card);
  expect(card.coverage?.value).toBe(lowest);
  for (const method of calibrationMethods) expect(card.simulation).toContain(`truth by ${method}: `);
});
