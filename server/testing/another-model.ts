import { createHash } from "node:crypto";
import { writeForest } from "../../lib/forest/forest-json";
import { parseModel } from "../../lib/model/model";
import { type ModelFiles, readModelFiles } from "../services/model-files";
import { versionOfModel } from "../services/model-version";

export interface Difference {
  /** Of the shipped model's trees, the first ones. */
  readonly trees: number;
  /** From which probability on it calls a calcification. */
  readonly threshold: number;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** A whole model of its own: the shipped one with fewer trees and another threshold. Its figures are still the other's. */
export async function anotherModel({ trees, threshold }: Difference): Promise<ModelFiles> {
  const { model } = await readModelFiles("data/model");
  const { forest, card } = model;
  const end = forest.roots[trees];
  const forestText = writeForest({
    ...forest,
    roots: forest.roots.slice(0, trees + 1),
    feature: forest.feature.slice(0, end),
    threshold: forest.threshold.slice(0, end),
    right: forest.right.slice(0, end),
    cover: forest.cover.slice(0, end),
    positiveFraction: forest.positiveFraction.slice(0, end),
  });
  const texts = {
    forest: forestText,
    reference: JSON.stringify(model.reference),
    support: JSON.stringify(model.support),
  };
  const digests = {
    forest: sha256(texts.forest),
    reference: sha256(texts.reference),
    support: sha256(texts.support),
  };
  const changed = {
    ...card,
    artefacts: {
      forest: { sha256: digests.forest, trees, nodes: end ?? 0 },
      reference: { sha256: digests.reference },
      support: { sha256: digests.support },
    },
    operatingPoints: card.operatingPoints.map((point) =>
      point.name === card.operatingPoint ? { ...point, threshold } : point,
    ),
    training: {
      ...card.training,
      seed: card.training.seed + 1,
      options: { ...card.training.options, trees },
    },
  };
  const own = { ...changed, version: versionOfModel(changed) };
  return {
    model: parseModel({ ...texts, card: JSON.stringify(own) }, digests),
    forestText,
    heldOut: null,
    profile: null,
  };
}
