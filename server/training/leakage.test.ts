import { expect, test } from "vitest";
import { type Dataset, toVectors } from "../../lib/dataset/dataset";
import { operatingRules } from "../../lib/evaluation/operating-rules";
import { createRandom, randomInteger } from "../../lib/random";
import { forestVariants } from "./forest-options";
import { trainingVectors, trainModel } from "./train-model";
import { startTreePool } from "./tree-pool";

/**
 * 800 rows drawn from 200 made-up vectors, each with a label that a coin decided: nothing to learn, much to remember.
 */
function coinTossed(): Dataset {
  const random = createRandom(77);
  const vectors = Array.from({ length: 200 }, () => Array.from({ length: 6 }, () => random() * 4 - 1));
  const labels = vectors.map(() => (random() < 0.2 ? 1 : 0));
  const drawn = Array.from({ length: 800 }, () => randomInteger(random, vectors.length));
  return {
    values: Float64Array.from(drawn.flatMap((vector) => vectors[vector] ?? [])),
    labels: Uint8Array.from(drawn, (vector) => labels[vector] ?? 0),
  };
}

test("labels that are a coin's cannot be foretold, though the same rows stand in the data many times", async () => {
  const dataset = coinTossed();
  const pool = startTreePool(trainingVectors(toVectors(dataset)), 2);
  try {
    const { card } = await trainModel(
      pool,
      {
        dataset,
        data: { name: "made-up.csv", sha256: "0".repeat(64) },
        variant: "extra-trees",
        options: { ...forestVariants["extra-trees"], trees: 12 },
        rules: operatingRules([]),
        operatingPoint: "balanced",
        compared: [],
        folds: 3,
        seed: 1,
        command: "npm run train",
      },
      { onTrees: () => undefined },
    );
    // A repeat on either side of a split would be answered from memory, and the area would be near 1.
    expect(card.evaluation.all.rocAuc?.value).toBeGreaterThan(0.3);
    expect(card.evaluation.all.rocAuc?.value).toBeLessThan(0.7);
  } finally {
    await pool.close();
  }
});
