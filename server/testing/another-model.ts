import { createHash } from "node:crypto";
import { measuredAgain } from "../../lib/evaluation/measured-again";
import { writeForest } from "../../lib/forest/forest-json";
import { parseModel } from "../../lib/model/model";
import { type ModelFiles, readModelFiles } from "../services/model-files";
import { versionOfModel } from "../services/model-version";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

export interface AnotherModel {
  /** How many of the shipped model's trees it has, from the first one. */
  readonly trees: number;
  /** What it said of held-out vectors, from what the shipped model said; without it the same. */
  readonly said?: (probability: number, vector: number) => number;
  /** From which probability on it calls a calcification; without it as the shipped model. */
  readonly threshold?: number;
  /** Name of the operating point that it calls at; without it the shipped model's. */
  readonly operatingPoint?: string;
}

/** A version of its own, whole and sound: the shipped model with fewer trees, hence other answers. */
export async function anotherModel(another: AnotherModel): Promise<ModelFiles> {
  const { trees, said = (probability) => probability } = another;
  const { model, heldOut, profile } = await readModelFiles("data/model");
  const { roots, feature, threshold, right, cover, positiveFraction, featureCount } = model.forest;
  const nodes = roots[trees] as number;
  const forestText = writeForest({
    featureCount,
    roots: roots.slice(0, trees + 1),
    feature: feature.slice(0, nodes),
    threshold: threshold.slice(0, nodes),
    right: right.slice(0, nodes),
    cover: cover.slice(0, nodes),
    positiveFraction: positiveFraction.slice(0, nodes),
  });
  const forest = { sha256: sha256(forestText), trees, nodes };
  const artefacts = { ...model.card.artefacts, forest };
  const operatingPoint = another.operatingPoint ?? model.card.operatingPoint;
  const operatingPoints = model.card.operatingPoints.map((point) =>
    point.name === operatingPoint ? { ...point, threshold: another.threshold ?? point.threshold } : point,
  );
  const decisive = { ...model.card, artefacts, operatingPoint, operatingPoints };
  const { training } = model.card;
  const options = { ...training.options, trees };
  const making = { ...training, seed: training.seed + 1, options };
  const version = versionOfModel(decisive);
  const itsHeldOut = heldOut && { ...heldOut, version, probability: heldOut.probability.map(said) };
  const card = measuredAgain({ ...decisive, training: making, version }, itsHeldOut);
  const texts = {
    card: JSON.stringify(card),
    forest: forestText,
    reference: JSON.stringify(model.reference),
    support: JSON.stringify(model.support),
  };
  const digests = {
    forest: forest.sha256,
    reference: sha256(texts.reference),
    support: sha256(texts.support),
  };
  return {
    model: parseModel(texts, digests),
    forestText,
    heldOut: itsHeldOut,
    profile,
  };
}
