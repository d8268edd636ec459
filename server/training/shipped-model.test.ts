import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { toVectors } from "../../lib/dataset/dataset";
import type { Forest } from "../../lib/forest/forest";
import { readForest } from "../../lib/forest/forest-json";
import { modelCardSchema } from "../../lib/model/card";
import { readDatasetFile } from "../dataset/dataset-file";
import { datasetFile, datasetMissing } from "../testing/dataset";
import { fitModel } from "./fit-model";
import { trainingVectors } from "./train-model";

const folder = new URL("../../data/model/", import.meta.url);

/** One tree of a forest, alone. */
function treeOf(forest: Forest, tree: number): Forest {
  const [begin = 0, end = 0] = forest.roots.subarray(tree, tree + 2);
  const feature = forest.feature.slice(begin, end);
  return {
    featureCount: forest.featureCount,
    roots: Int32Array.of(0, end - begin),
    feature,
    threshold: forest.threshold.slice(begin, end),
    right: forest.right.slice(begin, end).map((child, node) => (feature[node] === -1 ? 0 : child - begin)),
    positiveFraction: forest.positiveFraction.slice(begin, end),
  };
}

test.skipIf(datasetFile === undefined)(
  `calibration and threshold of the shipped model follow from its trees and the published rows (${datasetMissing})`,
  async () => {
    const { dataset } = await readDatasetFile(datasetFile ?? "");
    const shipped = readForest(await readFile(new URL("forest.json", folder), "utf8"));
    const card = modelCardSchema.parse(JSON.parse(await readFile(new URL("card.json", folder), "utf8")));
    const { trees, maxFeatures, minNumSamples, negativesPerPositive } = card.training.options;
    const options = {
      trees: Number(trees),
      maxFeatures: Number(maxFeatures),
      minNumSamples: Number(minNumSamples),
      negativesPerPositive: Number(negativesPerPositive),
    };
    const vectors = toVectors(dataset);
    const training = trainingVectors(vectors);
    const train = Int32Array.from(training.labels.keys());
    // Growing them again takes minutes and is tried on one tree elsewhere; here the shipped trees stand in.
    const pool = {
      grow: async ({ tree }: { tree: number }) => treeOf(shipped, tree),
      close: async () => {},
    };
    const request = { vectors, training, train, options, seed: card.training.seed };
    const fitted = await fitModel(pool, request, () => {});
    expect(fitted.forest).toEqual(shipped);
    expect(fitted.calibration).toEqual(card.calibration);
    expect(fitted.threshold).toBe(card.operatingPoint.threshold);
  },
);
