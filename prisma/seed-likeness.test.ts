import { describe, expect, test } from "vitest";
import { type FeatureKey, featureKeys } from "../lib/features";
import { verdictCode } from "../lib/model/held-out";
import { probabilityEdges } from "../lib/trends/probability-edges";
import { readModelFiles } from "../server/services/model-files";
import { binOf, featureCell, featureShares, scoreShares, verdictShares } from "./seed-regions";
import { driftShift, type SeedPrediction, type SeedRows, seedRows } from "./seed-rows";

const { model, heldOut } = await readModelFiles("data/model");
if (heldOut === null) throw new Error("The shipped model lost its held-out.json.");

/** Fewer expected than this and chi-square is no measure; neighbours are then taken together. */
const leastExpected = 5;

/**
 * How far counts are from shares, as a multiple of the distance that 19 of 20 honest samples of that size stay under:
 * chi-square over its 95 % quantile (Wilson and Hilferty 1931).
 */
function distance(cells: readonly number[], shares: readonly number[]): number {
  const merged: { found: number; expected: number }[] = [];
  let [found, expected] = [0, 0];
  shares.forEach((share, cell) => {
    found += cells.filter((one) => one === cell).length;
    expected += share * cells.length;
    if (expected < leastExpected) return;
    merged.push({ found, expected });
    [found, expected] = [0, 0];
  });
  const last = merged.at(-1);
  if (last === undefined || merged.length < 2) throw new Error("Too few to tell.");
  last.found += found;
  last.expected += expected;
  const chiSquare = merged.reduce((sum, one) => sum + (one.found - one.expected) ** 2 / one.expected, 0);
  const freedom = merged.length - 1;
  const spread = 2 / (9 * freedom);
  return chiSquare / (freedom * (1 - spread + 1.645 * Math.sqrt(spread)) ** 3);
}

/** Of every feature from the model's reference, of probabilities and verdicts from the held-out ones. */
function distances(predictions: readonly SeedPrediction[]): Record<FeatureKey | "score" | "verdict", number> {
  const ofFeatures = model.reference.features.map((reference) => {
    const cells = predictions.map((prediction) => featureCell(reference, prediction[reference.feature]));
    return [reference.feature, distance(cells, featureShares(reference))];
  });
  const held = heldOut ?? expect.fail();
  const scores = predictions.map(({ probability }) => binOf(probabilityEdges, probability));
  const verdicts = predictions.map(({ explanation }) => verdictCode(explanation.support.verdict));
  return {
    ...Object.fromEntries(ofFeatures),
    score: distance(scores, scoreShares({ model, heldOut: held })),
    verdict: distance(verdicts, verdictShares(held)),
  };
}

const lastDays = (rows: readonly SeedPrediction[], days: number, now: Date) =>
  rows.filter(({ createdAt }) => now.getTime() - createdAt.getTime() < days * 86_400_000);

/** A Friday, a Monday and a Sunday. */
const moments = ["2026-03-20T12:00:00Z", "2026-08-10T08:30:00Z", "2027-01-31T23:00:00Z"];

describe.for(moments)("seeded on %s", (moment) => {
  const now = new Date(moment);
  const steady = seedRows({ scenario: "steady", now, present: 0, model, heldOut });

  test.for([60, 30, 10])("steady's last %i days are as far from the references as noise is", (days) => {
    const found = distances(lastDays(steady.predictions, days, now));
    for (const [name, value] of Object.entries(found)) expect(value, name).toBeLessThan(1);
  });

  test("steady's outcomes are as many as its probabilities promise, among those called and those not", () => {
    for (const label of ["calcification", "not_calcification"] as const) {
      const known = determined(steady).filter(({ prediction }) => prediction.label === label);
      const surplus = known.reduce((sum, { prediction, truth }) => sum + truth - prediction.probability, 0);
      const variance = known.reduce((sum, { prediction: { probability: p } }) => sum + p * (1 - p), 0);
      expect(known.length, label).toBeGreaterThan(15);
      expect(Math.abs(surplus), label).toBeLessThan(1.96 * Math.sqrt(variance));
    }
  });

  test.for([
    ["alone", 0],
    ["added to steady", steady.predictions.length],
  ] as const)(
    "drifted, %s, moves two features' last ten days far beyond noise, and no other",
    ([, present]) => {
      const { predictions } = seedRows({ scenario: "drifted", now, present, model, heldOut });
      const before = present === 0 ? [] : steady.predictions;
      const found = distances(lastDays([...before, ...predictions], 10, now));
      for (const key of featureKeys) {
        if (key in driftShift) expect(found[key], key).toBeGreaterThan(10);
        else expect(found[key], key).toBeLessThan(1);
      }
      if (present > 0) return;
      const earlier = predictions.filter(
        ({ createdAt }) => now.getTime() - createdAt.getTime() > 10 * 86_400_000,
      );
      for (const [name, value] of Object.entries(distances(earlier))) expect(value, name).toBeLessThan(1);
    },
  );
});

/** Predictions whose latest outcome tells what they are: 1 a calcification, 0 not. */
function determined({ predictions, outcomes }: SeedRows): { prediction: SeedPrediction; truth: 0 | 1 }[] {
  const latest = new Map(outcomes.map(({ predictionId, outcome }) => [predictionId, outcome]));
  return predictions.flatMap((prediction) => {
    const outcome = latest.get(prediction.id) ?? "undetermined";
    return outcome === "undetermined"
      ? []
      : [{ prediction, truth: outcome === "calcification" ? (1 as const) : (0 as const) }];
  });
}
