import { afterEach, describe, expect, test } from "vitest";
import { type Dataset, toVectors } from "../../lib/dataset/dataset";
import { operatingRules } from "../../lib/evaluation/operating-rules";
import { predictTrees } from "../../lib/forest/predict";
import { assess, parseModel } from "../../lib/model/model";
import { createRandom } from "../../lib/random";
import { forestVariants } from "./forest-options";
import { growForest } from "./grow-forest";
import { sha256, type TrainRequest, trainingVectors, trainModel } from "./train-model";
import { startTreePool, type TreePool } from "./tree-pool";
import { bagOf, tasksOf } from "./tree-task";

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
    variant: "extra-trees",
    options: { ...forestVariants["extra-trees"], trees: 12, minNumSamples: 2 },
    rules: operatingRules([]),
    operatingPoint: "balanced",
    compared: [],
    folds: 2,
    seed: 7,
    command: "npm run train",
    ...changes,
  };
}

const ignore = { onTrees: () => {} };

describe("training on real worker threads", () => {
  test("one thread and three make the same four files, byte for byte, that parse as a model", async () => {
    const dataset = madeUp(80, 14, 6);
    const alone = await trainModel(poolFor(dataset, 1), requestFor(dataset), ignore);
    let trees = 0;
    const together = await trainModel(poolFor(dataset, 3), requestFor(dataset), {
      onTrees: (count) => {
        trees += count;
      },
    });
    expect(together.files).toEqual(alone.files);
    expect(trees).toBe(36);
    const texts = {
      card: alone.files["card.json"],
      forest: alone.files["forest.json"],
      reference: alone.files["reference.json"],
      support: alone.files["support.json"],
    };
    const digests = {
      forest: sha256(texts.forest),
      reference: sha256(texts.reference),
      support: sha256(texts.support),
    };
    const model = parseModel(texts, digests);
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

  test.each(["ours", "reference"] as const)(
    "an out-of-bag score is the mean over the trees whose bag lacks the vector, and over no other (%s)",
    async (engine) => {
      const dataset = madeUp(40, 10);
      const vectors = trainingVectors(toVectors(dataset));
      // The last vector is held back: it must not be in a bag, nor get a score.
      const train = Int32Array.from({ length: 39 }, (_, index) => index);
      const options = { ...forestVariants["random-subspaces"], engine, trees: 12 };
      const request = { train, options, seed: 7 };
      const { forest, outOfBag } = await growForest(poolFor(dataset, 2), request, ignore.onTrees);
      const bags = tasksOf(request).flatMap((task) =>
        Array.from(
          { length: task.end - task.begin },
          (_, i) => bagOf(task, task.begin + i, vectors).bag.counts,
        ),
      );
      expect(bags.every((counts) => counts[39] === 0)).toBe(true);
      expect(outOfBag[39]).toBeNaN();
      for (const index of train) {
        const row = vectors.values.subarray(index * 6, index * 6 + 6);
        const trees = predictTrees(forest, row);
        const answers = trees.filter((_, tree) => bags[tree]?.[index] === 0);
        expect(answers.length).toBeLessThan(options.trees);
        const mean = answers.reduce((sum, answer) => sum + answer, 0) / answers.length;
        if (answers.length === 0) expect(outOfBag[index]).toBeNaN();
        else expect(outOfBag[index]).toBeCloseTo(mean, 12);
      }
    },
  );

  test("a pool that is closed while it works ends the training at once", async () => {
    const dataset = madeUp(300, 60);
    const pool = poolFor(dataset, 2);
    let grown = 0;
    const training = trainModel(
      pool,
      requestFor(dataset, { options: { ...forestVariants["extra-trees"], trees: 5000 } }),
      {
        onTrees: (count) => {
          grown += count;
          if (grown === 10) void pool.close();
        },
      },
    );
    await expect(training).rejects.toThrow(/thread ended/);
    expect(grown).toBeLessThan(5000);
  });

  /** 60 rows, a quarter positive, by row, column and whether the row is one. */
  const drawnBy = (value: (column: number, positive: boolean) => number): Dataset => ({
    values: Float64Array.from({ length: 360 }, (_, i) => value(i % 6, i < 90)),
    labels: Uint8Array.from({ length: 60 }, (_, row) => (row < 15 ? 1 : 0)),
  });
  const random = createRandom(3);
  test.each([
    ["five constant features", drawnBy((column) => (column === 0 ? random() : 2))],
    ["features that are 0 or 1", drawnBy(() => Math.round(random()))],
    [
      "classes that one feature parts without a fault",
      drawnBy((_, positive) => random() + (positive ? 9 : 0)),
    ],
  ])("%s: trains to a model that parses and assesses", async (_, dataset) => {
    const { files } = await trainModel(poolFor(dataset, 1), requestFor(dataset), ignore);
    const texts = {
      card: files["card.json"],
      forest: files["forest.json"],
      reference: files["reference.json"],
      support: files["support.json"],
    };
    const digests = {
      forest: sha256(texts.forest),
      reference: sha256(texts.reference),
      support: sha256(texts.support),
    };
    const { probability, explanation } = assess(parseModel(texts, digests), dataset.values.subarray(0, 6));
    expect(probability).toBeGreaterThan(0);
    expect(probability).toBeLessThan(1);
    const { baseProbability, contributions } = explanation.reasons;
    const sum = Object.values(contributions).reduce((total, value) => total + value, baseProbability);
    expect(Math.abs(sum - probability)).toBeLessThan(1e-9);
  });

  test.each([
    ["two rows", madeUp(2, 1), /1 distinct positive vectors; 2 folds/],
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
    const training = trainModel(poolFor(dataset, 1), requestFor(dataset), {
      onTrees: (count) => grown.push(count),
    });
    await expect(training).rejects.toThrow(message);
    expect(grown).toEqual([]);
  });

  test("a thread that fails fails the training, the trees waiting included, instead of leaving it waiting", async () => {
    const dataset = madeUp(20, 5);
    const pool = poolFor(dataset, 1);
    const options = { ...forestVariants["random-subspaces"], engine: "reference" as const, maxFeatures: 99 };
    const outside = { seed: 1, begin: 0, end: 1, train: Int32Array.of(0, 10), options };
    const results = await Promise.allSettled([pool.grow(outside), pool.grow(outside)]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await expect(pool.grow(outside)).rejects.toThrow();
  });
});
