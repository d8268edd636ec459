import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { type Dataset, toVectors, type Vectors } from "../../lib/dataset/dataset";
import { calibrate } from "../../lib/evaluation/calibration";
import { stratifiedFolds } from "../../lib/evaluation/cross-validation";
import { evaluate, type HeldOut } from "../../lib/evaluation/evaluate";
import { total } from "../../lib/evaluation/scored";
import { featureKeys } from "../../lib/features";
import { writeForest } from "../../lib/forest/forest-json";
import { predictOne } from "../../lib/forest/predict";
import { type ModelCard, modelCardSchema, type Reference } from "../../lib/model/card";
import { describeReference, stratumOf } from "../../lib/model/reference";
import { createRandom } from "../../lib/random";
import { type Fitted, fitModel, scoredRows } from "./fit-model";
import type { TreePool } from "./tree-pool";
import type { ForestOptions, TrainingVectors } from "./tree-task";

export interface TrainRequest {
  readonly dataset: Dataset;
  readonly data: { readonly name: string; readonly sha256: string };
  readonly options: ForestOptions;
  readonly folds: number;
  readonly seed: number;
  /** The command that makes the same bytes again, for the card. */
  readonly command: string;
}

/** The three files of a model folder, as text; the same request gives the same text. */
export interface TrainedModel {
  readonly card: ModelCard;
  readonly files: {
    readonly "card.json": string;
    readonly "forest.json": string;
    readonly "reference.json": string;
  };
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const versionOf = (name: string) => (createRequire(import.meta.url)(name) as { version: string }).version;

/** What the trainer sees: each vector once, positive where most of its rows are. */
export function trainingVectors(vectors: Vectors): TrainingVectors {
  const labels = Uint8Array.from(vectors.positives, (count, i) =>
    count > (vectors.negatives[i] as number) ? 1 : 0,
  );
  return { width: featureKeys.length, values: vectors.values, labels };
}

/** Refuses, in words, what no honest figure can be made from: fewer vectors of a class than there are folds. */
function checkTrainable({ labels }: TrainingVectors, folds: number): void {
  const positives = total(labels);
  const short = [
    { name: "positive", count: positives },
    { name: "negative", count: labels.length - positives },
  ].find(({ count }) => count < folds);
  if (short === undefined) return;
  throw new Error(
    `The file holds ${short.count} distinct ${short.name} vectors; ${folds} folds need at least ${folds} ` +
      "(a vector with both labels counts as what most of its rows are).",
  );
}

const indicesWhere = (fold: Uint8Array, keep: (value: number) => boolean) =>
  Int32Array.from(fold.keys()).filter((index) => keep(fold[index] as number));

interface Sides {
  readonly pool: TreePool;
  readonly vectors: Vectors;
  readonly training: TrainingVectors;
}

/** Probability and call for every vector by the model of the fold that did not train on it. */
async function predictHeldOut({ pool, vectors, training }: Sides, request: TrainRequest, onTree: () => void) {
  const { folds, seed, options } = request;
  const fold = stratifiedFolds(training.labels, folds, createRandom(seed, 0xf01d));
  const probabilities = new Float64Array(fold.length);
  const calls = new Uint8Array(fold.length);
  for (let held = 0; held < folds; held++) {
    const train = indicesWhere(fold, (value) => value !== held);
    const fitted = await fitModel(pool, { vectors, training, train, options, seed: seed + held + 1 }, onTree);
    for (const index of indicesWhere(fold, (value) => value === held)) {
      const row = vectors.values.subarray(index * training.width, (index + 1) * training.width);
      const probability = calibrate(fitted.calibration, predictOne(fitted.forest, row));
      probabilities[index] = probability;
      calls[index] = probability >= fitted.threshold ? 1 : 0;
    }
  }
  return { probabilities, calls };
}

function assembleCard(
  request: TrainRequest,
  sides: Sides,
  parts: {
    fitted: Fitted;
    held: Awaited<ReturnType<typeof predictHeldOut>>;
    forest: string;
    reference: Reference;
    referenceText: string;
  },
): ModelCard {
  const { vectors } = sides;
  const { fitted, held, reference } = parts;
  const everything = Int32Array.from(held.calls.keys());
  const { all, distinct } = scoredRows(vectors, everything, held.probabilities);
  const minima = reference.features.map((feature) => feature.min);
  const strata = Array.from(everything, (i) => stratumOf(minima, vectors.values.subarray(i * 6, i * 6 + 6)));
  const heldOut = (scored: typeof all): HeldOut => ({ ...scored, calls: held.calls, strata });
  const { trees, ...options } = request.options;
  const artefacts = {
    forest: { sha256: sha256(parts.forest), trees, nodes: fitted.forest.feature.length },
    reference: { sha256: sha256(parts.referenceText) },
  };
  const operatingPoint = {
    name: "balanced" as const,
    threshold: fitted.threshold,
    rule: "Highest F1 on the out-of-bag probabilities of the distinct training rows.",
  };
  const identity = JSON.stringify([artefacts, fitted.calibration, operatingPoint]);
  return modelCardSchema.parse({
    format: "microcalc-model-card",
    formatVersion: 1,
    version: `rf-${sha256(identity).slice(0, 12)}`,
    features: featureKeys,
    data: {
      ...request.data,
      rows: request.dataset.labels.length,
      positives: total(request.dataset.labels),
      distinctRows: total(distinct.positives) + total(distinct.negatives),
      distinctPositives: total(distinct.positives),
    },
    training: {
      engine: "ml-random-forest",
      seed: request.seed,
      options: { trees, ...options, folds: request.folds },
      madeWith: {
        microcalc: versionOf("../../package.json"),
        "ml-random-forest": versionOf("ml-random-forest/package.json"),
        "ml-cart": versionOf("ml-cart/package.json"),
        node: process.versions.node.split(".")[0] ?? "",
      },
      command: request.command,
    },
    artefacts,
    calibration: fitted.calibration,
    operatingPoint,
    evaluation: {
      protocol: {
        folds: request.folds,
        repeats: 1,
        seed: request.seed,
        description:
          "Stratified cross-validation over distinct feature vectors, so that no vector stands on both sides. In each " +
          "fold forest, calibration and operating point are made from the training side alone. Intervals: Wilson for " +
          "shares, percentile bootstrap over feature vectors (1,000 draws) for F1, average precision, ROC AUC and Brier.",
      },
      distinct: evaluate(heldOut(distinct), request.seed),
      all: evaluate(heldOut(all), request.seed),
    },
  });
}

/** Grows the final forest on all rows and measures the recipe by cross-validation. Calls `onTree` after each tree. */
export async function trainModel(
  pool: TreePool,
  request: TrainRequest,
  onTree: () => void,
): Promise<TrainedModel> {
  const vectors = toVectors(request.dataset);
  const sides: Sides = { pool, vectors, training: trainingVectors(vectors) };
  checkTrainable(sides.training, request.folds);
  const train = Int32Array.from(sides.training.labels.keys());
  const fitted = await fitModel(
    pool,
    { ...sides, train, options: request.options, seed: request.seed },
    onTree,
  );
  const held = await predictHeldOut(sides, request, onTree);
  const reference = describeReference(request.dataset);
  const forest = writeForest(fitted.forest);
  const referenceText = JSON.stringify(reference);
  const card = assembleCard(request, sides, { fitted, held, forest, reference, referenceText });
  return {
    card,
    files: { "card.json": JSON.stringify(card), "forest.json": forest, "reference.json": referenceText },
  };
}
