import { readFile } from "node:fs/promises";
import { afterEach, describe, expect, test } from "vitest";
import { type Dataset, toVectors } from "../../lib/dataset/dataset";
import { readForest } from "../../lib/forest/forest-json";
import { predictOne } from "../../lib/forest/predict";
import { parseModel } from "../../lib/model/model";
import { createRandom } from "../../lib/random";
import { readDatasetFile } from "../dataset/dataset-file";
import { datasetFile, datasetMissing } from "../testing/dataset";
import { growForest } from "./grow-forest";
import { type TrainRequest, trainingVectors, trainModel } from "./train-model";
import { startTreePool, type TreePool } from "./tree-pool";
import { bagOf } from "./tree-task";

const pools: TreePool[] = [];

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function poolFor(dataset: Dataset, threads: number): TreePool {
  const pool = startTreePool(trainingVectors(toVectors(dataset)), threads);
  pools.push(pool);
  return pool;
}

/** Made-up regions, `positives` of them drawn higher; every vector its own, then the first one `repeats` times more. */
function madeUp(rows: number, positives: number, repeats = 0): Dataset {
  const random = createRandom(11);
  const drawn = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: 6 }, () => random() + (row < positives ? 0.5 : 0)),
  );
  const last = drawn.at(-1) ?? [];
  const all = [...drawn, ...Array.from({ length: repeats }, () => last)];
  return {
    values: Float64Array.from(all.flat()),
    labels: Uint8Array.from(all, (_, row) => (row < positives ? 1 : 0)),
  };
}

function requestFor(dataset: Dataset, changes: Partial<TrainRequest> = {}): TrainRequest {
  return {
    dataset,
    data: { name: "made-up.csv", sha256: "0".repeat(64) },
    options: { trees: 10, maxFeatures: 3, minNumSamples: 2, negativesPerPositive: 3 },
    folds: 2,
    seed: 7,
    command: "npm run train",
    ...changes,
  };
}

const ignore = () => {};

describe("training on real worker threads", () => {
  test("one thread and three make the same three files, byte for byte, that parse as a model", async () => {
    const dataset = madeUp(80, 14, 6);
    const alone = await trainModel(poolFor(dataset, 1), requestFor(dataset), ignore);
    let trees = 0;
    const together = await trainModel(poolFor(dataset, 3), requestFor(dataset), () => {
      trees += 1;
    });
    expect(together.files).toEqual(alone.files);
    expect(trees).toBe(30);
    const { forest, reference } = alone.card.artefacts;
    const texts = {
      card: alone.files["card.json"],
      forest: alone.files["forest.json"],
      reference: alone.files["reference.json"],
    };
    const model = parseModel(texts, { forest: forest.sha256, reference: reference.sha256 });
    expect(model.card.data).toMatchObject({
      rows: 86,
      positives: 14,
      distinctRows: 80,
      distinctPositives: 14,
    });
    expect(model.card.evaluation.all.rows).toBe(86);
    expect(model.card.evaluation.distinct.rows).toBe(80);
  });

  test("another seed makes another model", async () => {
    const dataset = madeUp(60, 12);
    const pool = poolFor(dataset, 2);
    const one = await trainModel(pool, requestFor(dataset), ignore);
    const other = await trainModel(pool, requestFor(dataset, { seed: 8 }), ignore);
    expect(other.card.version).not.toBe(one.card.version);
  });

  test("an out-of-bag score is the mean over the trees whose bag lacks the vector, and over no other", async () => {
    const dataset = madeUp(40, 10);
    const vectors = trainingVectors(toVectors(dataset));
    // The last vector is held back: it must not be in a bag, nor get a score.
    const train = Int32Array.from({ length: 39 }, (_, index) => index);
    const { options, seed } = requestFor(dataset);
    const { forest, outOfBag } = await growForest(
      poolFor(dataset, 2),
      { vectors, train, options, seed },
      ignore,
    );
    const bags = Array.from({ length: options.trees }, (_, tree) =>
      bagOf({ seed, tree, train, options }, vectors),
    );
    expect(bags.flat()).not.toContain(39);
    expect(outOfBag[39]).toBeNaN();
    for (const index of train) {
      const row = vectors.values.subarray(index * 6, index * 6 + 6);
      const answers = bags.flatMap((bag, tree) => {
        const [begin = 0, end = 0] = forest.roots.subarray(tree, tree + 2);
        const alone = {
          ...forest,
          roots: Int32Array.of(0, end - begin),
          feature: forest.feature.subarray(begin, end),
          threshold: forest.threshold.subarray(begin, end),
          right: forest.right.subarray(begin, end).map((child) => child - begin),
          positiveFraction: forest.positiveFraction.subarray(begin, end),
        };
        return bag.includes(index) ? [] : [predictOne(alone, row)];
      });
      expect(answers.length).toBeLessThan(options.trees);
      const mean = answers.reduce((sum, answer) => sum + answer, 0) / answers.length;
      if (answers.length === 0) expect(outOfBag[index]).toBeNaN();
      else expect(outOfBag[index]).toBeCloseTo(mean, 12);
    }
  });

  test.each([
    ["only positives", madeUp(20, 20), /0 distinct negative vectors; 2 folds need at least 2/],
    ["only negatives", madeUp(20, 0), /0 distinct positive vectors; 2 folds need at least 2/],
    ["one positive", madeUp(20, 1), /1 distinct positive vectors; 2 folds/],
    [
      "labels that contradict each other everywhere",
      { values: new Float64Array(60), labels: Uint8Array.from({ length: 10 }, (_, row) => row % 2) },
      /0 distinct positive vectors.*both labels/,
    ],
  ])("%s: refused in words before a tree is grown", async (_, dataset, message) => {
    const grown: number[] = [];
    const training = trainModel(poolFor(dataset, 1), requestFor(dataset), () => grown.push(1));
    await expect(training).rejects.toThrow(message);
    expect(grown).toEqual([]);
  });

  test("a thread that fails fails the training, the trees waiting included, instead of leaving it waiting", async () => {
    const dataset = madeUp(20, 5);
    const pool = poolFor(dataset, 1);
    const { options } = requestFor(dataset);
    const outside = {
      seed: 1,
      tree: 0,
      train: Int32Array.of(0, 10),
      options: { ...options, maxFeatures: 99 },
    };
    const results = await Promise.allSettled([pool.grow(outside), pool.grow(outside)]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await expect(pool.grow(outside)).rejects.toThrow();
  });
});

test.skipIf(datasetFile === undefined)(
  `a tree of the shipped model grows again from the published rows, bit for bit (${datasetMissing})`,
  async () => {
    const { dataset } = await readDatasetFile(datasetFile ?? "");
    const folder = new URL("../../data/model/", import.meta.url);
    const shipped = readForest(await readFile(new URL("forest.json", folder), "utf8"));
    const { training } = JSON.parse(await readFile(new URL("card.json", folder), "utf8"));
    const train = Int32Array.from(toVectors(dataset).positives.keys());
    const tree = 3;
    const grown = await poolFor(dataset, 1).grow({
      seed: training.seed,
      tree,
      train,
      options: training.options,
    });
    const [begin = 0, end = 0] = shipped.roots.subarray(tree, tree + 2);
    expect(grown.feature).toEqual(shipped.feature.slice(begin, end));
    expect(grown.threshold).toEqual(shipped.threshold.slice(begin, end));
    expect(grown.positiveFraction).toEqual(shipped.positiveFraction.slice(begin, end));
  },
);
