import { readFileSync } from "node:fs";
import fc from "fast-check";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { expect, test } from "vitest";
import { datasetFile, datasetMissing } from "../../server/testing/dataset";
import { randomForest, tryingRows } from "../../server/testing/random-forest";
import { readDataset } from "../dataset/read";
import { calibrate } from "../evaluation/calibration";
import { type Calibration, modelCardSchema } from "../model/card";
import type { Forest } from "./forest";
import { readForest } from "./forest-json";
import { toOnnx, treesToOnnx } from "./onnx";
import { predictMany } from "./predict";

/** Bent, with a steep piece and flat ones. */
const bent: Calibration = {
  method: "made up",
  rawScore: [0.05, 0.2, 0.4, 0.401, 0.7, 0.9],
  probability: [0.01, 0.01, 0.1, 0.6, 0.9, 0.99],
  band: null,
  compared: [],
};

/** Largest difference between what ONNX Runtime computes from the exported bytes and what we do, over all rows. */
async function largestDifferences(forest: Forest, calibration: Calibration, values: Float64Array) {
  const session = await InferenceSession.create(toOnnx(forest, calibration), { intraOpNumThreads: 1 });
  const rows = values.length / forest.featureCount;
  const features = new Tensor("float64", values, [rows, forest.featureCount]);
  const { raw_score: theirScores, probability: theirs } = await session.run({ features });
  await session.release();
  expect(theirs?.dims).toEqual([rows, 1]);
  expect(theirScores?.dims).toEqual([rows, 1]);
  const scores = predictMany(forest, values);
  const largest = (ours: Float64Array, other: Tensor | undefined) =>
    ours.reduce((most, value, i) => Math.max(most, Math.abs(value - Number(other?.data[i]))), 0);
  return {
    rawScore: largest(scores, theirScores),
    probability: largest(
      scores.map((score) => calibrate(calibration, score)),
      theirs,
    ),
  };
}

const shape = fc.record({
  featureCount: fc.integer({ min: 1, max: 7 }),
  trees: fc.integer({ min: 1, max: 40 }),
  depth: fc.integer({ min: 0, max: 7 }),
  seed: fc.nat(),
});

test("ONNX Runtime computes our raw score and probability within 1e-7, rows on thresholds among them", async () => {
  await fc.assert(
    fc.asyncProperty(shape, async (drawn) => {
      const forest = randomForest(drawn);
      const values = tryingRows(forest, { rows: 100, seed: drawn.seed });
      const { rawScore, probability } = await largestDifferences(forest, bent, values);
      expect(rawScore).toBeLessThan(1e-10);
      expect(probability).toBeLessThan(1e-7);
    }),
    { numRuns: 60 },
  );
});

test("a calibration of one point is that point everywhere", async () => {
  const forest = randomForest({ featureCount: 2, trees: 9, depth: 4, seed: 1 });
  const flat = { ...bent, rawScore: [0.5], probability: [0.25] };
  const values = tryingRows(forest, { rows: 50, seed: 2 });
  expect((await largestDifferences(forest, flat, values)).probability).toBe(0);
});

test("the trees alone answer our raw score in single precision", async () => {
  const forest = randomForest({ featureCount: 6, trees: 30, depth: 6, seed: 1 });
  const values = tryingRows(forest, { rows: 200, seed: 2 });
  const session = await InferenceSession.create(treesToOnnx(forest));
  const { raw_score: scores } = await session.run({ features: new Tensor("float64", values, [200, 6]) });
  await session.release();
  expect(scores?.data).toEqual(Float32Array.from(predictMany(forest, values)));
});

test("the file says what the caller says of it, and names its input and outputs", async () => {
  const forest = randomForest({ featureCount: 6, trees: 3, depth: 3, seed: 1 });
  const bytes = toOnnx(forest, bent, { metadata: { model_version: "rf-0123456789ab", note: "é" } });
  const session = await InferenceSession.create(bytes);
  expect(session.inputNames).toEqual(["features"]);
  expect(session.outputNames).toEqual(["probability", "raw_score"]);
  await session.release();
  const text = new TextDecoder().decode(bytes);
  for (const said of ["model_version", "rf-0123456789ab", "é"]) expect(text).toContain(said);
});

test.skipIf(datasetFile === undefined)(
  `ONNX Runtime gives every published row the shipped model's probability within 1e-6 (${datasetMissing})`,
  async () => {
    const read = (name: string) => readFileSync(new URL(`../../data/model/${name}`, import.meta.url), "utf8");
    const { calibration } = modelCardSchema.parse(JSON.parse(read("card.json")));
    const { values } = readDataset(readFileSync(datasetFile ?? "", "utf8"), "mammography.csv");
    const found = await largestDifferences(readForest(read("forest.json")), calibration, values);
    expect(found.rawScore).toBeLessThan(1e-9);
    expect(found.probability).toBeLessThan(1e-6);
  },
);
