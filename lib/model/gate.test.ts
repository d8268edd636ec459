import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { finish } from "../steps";
import { type GateSide, judgeCandidate, onePercent, recallAt } from "./gate";
import { heldOutSchema } from "./held-out";
import { readModelCard } from "./read-card";

const read = (name: string): unknown => JSON.parse(readFileSync(`data/model/${name}.json`, "utf8"));
const card = readModelCard(read("card"));
const heldOut = heldOutSchema.parse(read("held-out"));
const { rows, positives, brier, recallAtFalsePositiveRate } = card.evaluation.distinct;

const champion: GateSide = {
  ...{ version: card.version, dataSha256: card.data.sha256, rows, positives, brier, heldOut },
  recallAtOnePercent: recallAt(recallAtFalsePositiveRate, onePercent),
};

/** The shipped model's likeness, with other answers to held-out vectors. */
const candidate = (said: (probability: number, vector: number) => number): GateSide => ({
  ...champion,
  version: "rf-000000000001",
  heldOut: { ...heldOut, probability: heldOut.probability.map(said) },
});

const verdicts = (side: GateSide) =>
  Object.fromEntries(
    finish(judgeCandidate(champion, side)).criteria.map(({ criterion, verdict }) => [criterion, verdict]),
  );

describe("judgeCandidate", () => {
  test("has for the shipped model, from its held-out answers, the figures that its card has", () => {
    const { criteria, evidence } = finish(
      judgeCandidate(
        champion,
        candidate((p) => p),
      ),
    );
    expect(evidence).toBe("paired");
    const [recall, score] = criteria;
    expect(recall?.champion?.value).toBeCloseTo(champion.recallAtOnePercent?.value ?? 0, 12);
    // Held-out answers are kept to six decimals.
    expect(score?.champion?.value).toBeCloseTo(brier?.value ?? 0, 6);
  });

  test("lets an equal model pass", () => {
    const finding = finish(
      judgeCandidate(
        champion,
        candidate((p) => p),
      ),
    );
    expect(finding).toMatchObject({
      passes: true,
      champion: { rows, positives },
      candidate: { rows, positives },
    });
  });

  test("stops a model that ranks as well and is further off in its probabilities", () => {
    expect(verdicts(candidate((p) => p ** 2))).toEqual({ recallAtOnePercent: "passed", brier: "worse" });
  });

  test("stops a model that misses every third calcification", () => {
    const blind = candidate((p, vector) =>
      (heldOut.positives[vector] as number) > 0 && vector % 3 === 0 ? 0 : p,
    );
    expect(verdicts(blind)).toEqual({ recallAtOnePercent: "worse", brier: "worse" });
    expect(finish(judgeCandidate(champion, blind)).passes).toBe(false);
  });

  test.for([
    ["other data", { dataSha256: "0".repeat(64) }],
    ["no held-out answers", { heldOut: null }],
    [
      "other counts of the same vectors",
      { heldOut: { ...heldOut, negatives: heldOut.negatives.map((n) => n + 1) } },
    ],
  ] as const)("goes by the cards' intervals where the candidate has %s", ([, change]) => {
    const finding = finish(judgeCandidate(champion, { ...candidate((p) => p ** 2), ...change }));
    expect(finding).toMatchObject({ evidence: "unpaired", passes: true });
    expect(finding.criteria[1]?.candidate).toEqual(brier);
  });

  test("does not let pass what was not measured", () => {
    const unmeasured = { ...candidate((p) => p), heldOut: null, recallAtOnePercent: null };
    expect(verdicts(unmeasured)).toEqual({ recallAtOnePercent: "unmeasured", brier: "passed" });
    expect(finish(judgeCandidate(champion, unmeasured)).passes).toBe(false);
  });
});
