import { describe, expect, test } from "vitest";
import { noDescription } from "../dataset/dataset-description";
import { featureKeys } from "../features";
import { writeForest } from "../forest/forest-json";
import type { ModelCard } from "./card";
import { describeSupport } from "./describe-support";
import { assess, type ModelTexts, parseModel } from "./model";
import { describeReference } from "./reference";

const digests = { forest: "a".repeat(64), reference: "b".repeat(64), support: "e".repeat(64) };

/** One tree: area < 1 ? 0.25 : 0.75 */
const forest = {
  featureCount: 6,
  roots: Int32Array.of(0, 3),
  feature: Int8Array.of(0, -1, -1),
  threshold: Float64Array.of(1, 0, 0),
  right: Int32Array.of(2, 0, 0),
  cover: Float64Array.of(40, 30, 10),
  positiveFraction: Float64Array.of(0.375, 0.25, 0.75),
};

const summary = {
  rows: 0,
  positives: 0,
  confusion: { truePositives: 0, falsePositives: 0, trueNegatives: 0, falseNegatives: 0 },
  ...{ accuracy: null, precision: null, recall: null, specificity: null, f1: null },
};
const evaluation = {
  ...summary,
  ...{ averagePrecision: null, rocAuc: null, brier: null, mcc: null, brierSkill: null },
  ...{ recallAtFalsePositiveRate: [], points: [], roc: [], precisionRecall: [], reliability: [], strata: [] },
};

const card: ModelCard = {
  format: "microcalc-model-card",
  formatVersion: 2,
  version: "rf-0123456789ab",
  features: [...featureKeys],
  data: {
    name: "made-up.csv",
    sha256: "c".repeat(64),
    ...{ rows: 0, positives: 0, distinctRows: 0, distinctPositives: 0 },
    description: noDescription,
  },
  training: { engine: "by hand", seed: 1, options: {}, madeWith: {}, command: "none" },
  artefacts: {
    forest: { sha256: digests.forest, trees: 1, nodes: 3 },
    reference: { sha256: digests.reference },
    support: { sha256: digests.support },
  },
  calibration: {
    method: "by hand",
    rawScore: [0, 0.25, 0.75, 1],
    probability: [0, 0.1, 0.5, 1],
    band: { low: [0, 0.05, 0.3, 1], high: [0, 0.2, 0.8, 1] },
    compared: [],
  },
  operatingPoints: [
    { name: "screening", threshold: 0.05, rule: "by hand", chosenOn: null },
    { name: "balanced", threshold: 0.5, rule: "by hand", chosenOn: null },
  ],
  operatingPoint: "balanced",
  ...{ interval: null, support: null, importance: [], partialDependence: [], compared: [] },
  evaluation: {
    protocol: { folds: 2, repeats: 1, seed: 1, description: "none" },
    distinct: evaluation,
    all: evaluation,
  },
};

const dataset = { values: Float64Array.from({ length: 12 }, (_, i) => i), labels: Uint8Array.of(0, 1) };
const inUse = (threshold: number) => ({
  operatingPoints: [{ name: "balanced", threshold, rule: "by hand", chosenOn: null }],
});

function texts(changes: Partial<ModelCard> = {}): ModelTexts {
  return {
    card: JSON.stringify({ ...card, ...changes }),
    forest: writeForest(forest),
    reference: JSON.stringify(describeReference(dataset)),
    support: JSON.stringify(describeSupport(dataset.values)),
  };
}

describe("assess", () => {
  const model = parseModel(texts(), digests);
  const region = (area: number) => Float64Array.of(area, 0, 0, 0, 0, 0);

  test("below the threshold is no calcification", () => {
    expect(assess(model, region(0.99))).toMatchObject({
      rawScore: 0.25,
      probability: 0.1,
      label: "not_calcification",
      threshold: 0.5,
      operatingPoint: "balanced",
    });
  });

  test("explains the answer: its interval, what each feature adds, and that nothing like it was seen", () => {
    const { explanation } = assess(model, region(1));
    expect(explanation.interval).toEqual({ low: 0.3, high: 0.8 });
    const { baseProbability, contributions } = explanation.reasons;
    // At the root the trees answer 0.375, calibrated halfway from 0.1 to 0.5 by a quarter: 0.2.
    expect(baseProbability).toBeCloseTo(0.2, 12);
    expect(contributions.area).toBeCloseTo(0.3, 12);
    const others = Object.entries(contributions).filter(([feature]) => feature !== "area");
    expect(others.map(([, value]) => value)).toEqual([0, 0, 0, 0, 0]);
    expect(explanation.support.verdict).toBe("outside");
    expect(explanation.stratum).toBe("mixed");
  });

  test("exactly at the threshold is a calcification", () => {
    expect(assess(model, region(1))).toMatchObject({ probability: 0.5, label: "calcification" });
  });

  test("the next number above the probability, as threshold, is not reached", () => {
    const threshold = 0.5 + Number.EPSILON;
    const stricter = parseModel(texts(inUse(threshold)), digests);
    expect(assess(stricter, region(1)).label).toBe("not_calcification");
  });
});

describe("parseModel refuses, in one sentence that names the file", () => {
  const curve = (rawScore: number[], probability: number[]) =>
    texts({ calibration: { ...card.calibration, band: null, rawScore, probability } });
  /** A card that vouches for another file than the one beside it. */
  const vouchingFor = (file: "forest" | "reference" | "support") =>
    texts({
      artefacts: { ...card.artefacts, [file]: { ...card.artefacts[file], sha256: "d".repeat(64) } },
    });
  const short = writeForest({ ...forest, featureCount: 5 });

  test.each<[string, ModelTexts, RegExp]>([
    ["a forest of another digest", vouchingFor("forest"), /forest\.json is not the one.*SHA-256/],
    ["a reference of another digest", vouchingFor("reference"), /reference\.json is not the one.*SHA-256/],
    ["a support region of another digest", vouchingFor("support"), /support\.json is not the one.*SHA-256/],
    ["a card that is no JSON", { ...texts(), card: "{" }, /card\.json cannot be used: .*JSON/],
    [
      "a card of another format version",
      { ...texts(), card: texts().card.replace('"formatVersion":2', '"formatVersion":3') },
      /card\.json cannot be used: The card has format 3; .* A newer build is needed/,
    ],
    ["a card without a version", texts({ version: "latest" }), /card\.json cannot be used: version: /],
    [
      "a card whose features stand in another number",
      texts({ features: ["area"] }),
      /card\.json cannot be used: features: /,
    ],
    ["a falling calibration", curve([0, 1], [0.9, 0.1]), /card\.json.*calibration.*points must rise/],
    ["two points at one score", curve([0, 0, 1], [0, 0.5, 1]), /card\.json.*points must rise/],
    ["points without partners", curve([0, 0.5, 1], [0, 1]), /card\.json.*points must rise/],
    ["a probability above 1", curve([0, 1], [0, 1.5]), /card\.json.*calibration\.probability\.1: /],
    ["a threshold above 1", texts(inUse(2)), /threshold/],
    [
      "an operating point in use that it does not have",
      texts({ operatingPoint: "triage" }),
      /no operating point triage/,
    ],
    [
      "a band beside its probabilities",
      texts({
        calibration: { ...card.calibration, band: { low: [0, 0.2, 0.3, 1], high: [0, 0.2, 0.8, 1] } },
      }),
      /card\.json cannot be used: The calibration's band is malformed/,
    ],
    ["a forest of five features", { ...texts(), forest: short }, /takes 5 features, its card 6/],
    ["a forest cut off", { ...texts(), forest: texts().forest.slice(0, 90) }, /forest\.json cannot be used/],
    [
      "a forest whose tree turns in a circle",
      { ...texts(), forest: writeForest({ ...forest, right: Int32Array.of(0, 0, 0) }) },
      /forest\.json cannot be used: The forest is malformed: node 0 has its right child at 0/,
    ],
    ["a reference that is none", { ...texts(), reference: "{}" }, /reference\.json cannot be used: format: /],
    [
      "a support region that is none",
      { ...texts(), support: "{}" },
      /support\.json cannot be used: format: /,
    ],
  ])("%s", (_, given, message) => {
    let told = "";
    try {
      parseModel(given, digests);
    } catch (error) {
      told = error instanceof Error ? error.message : "";
    }
    expect(told).toMatch(message);
    expect(told).not.toContain("\n");
  });
});
