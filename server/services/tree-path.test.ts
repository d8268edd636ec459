import { describe, expect, it } from "vitest";
import { type FeatureKey, featureKeys, toVector } from "../../lib/features";
import { predictOne } from "../../lib/forest/predict";
import { treePathSchema } from "../../lib/model/tree-path";
import { aBody } from "../testing/submission";
import { UnknownTreeError } from "./errors";
import { readModelFiles } from "./model-files";
import { treePath } from "./tree-path";

const { model: files } = await readModelFiles("data/model");
const served = { ...files, registeredAt: new Date(0) };
const models = { champion: () => served };
const { features } = aBody();
const trees = files.forest.roots.length - 1;

describe("treePath", () => {
  it("ends where the tree answers: the mean over all trees is the forest's score", () => {
    const answers = Array.from({ length: trees }, (_, index) => {
      const { steps, root } = treePath({ models }, { tree: index + 1, features });
      return (steps.at(-1)?.to ?? root).positiveFraction;
    });
    const mean = answers.reduce((sum, answer) => sum + answer, 0) / trees;
    expect(mean).toBeCloseTo(predictOne(files.forest, toVector(features)), 12);
    expect(treePath({ models }, { tree: 1, features }).rawScore).toBeCloseTo(mean, 6);
  });

  it("goes the way its words say, through ever fewer candidates", () => {
    for (let tree = 1; tree <= trees; tree++) {
      const path = treePathSchema.parse(treePath({ models }, { tree, features }));
      let before = path.root.cover;
      for (const { feature, value, threshold, side, to } of path.steps) {
        expect(value).toBe(features[feature]);
        expect(side).toBe(value < threshold ? "left" : "right");
        expect(to.cover).toBeLessThan(before);
        before = to.cover;
      }
    }
  });

  it("asks of every feature that the candidate has", () => {
    const asked = new Set<FeatureKey>();
    for (let tree = 1; tree <= trees; tree++) {
      for (const { feature } of treePath({ models }, { tree, features }).steps) asked.add(feature);
    }
    expect([...asked].sort()).toEqual([...featureKeys].sort());
  });

  it("knows its first and last tree and no other", () => {
    expect(treePath({ models }, { tree: trees, features })).toMatchObject({ tree: trees, trees });
    expect(() => treePath({ models }, { tree: trees + 1, features })).toThrow(UnknownTreeError);
  });
});
