import { createHash } from "node:crypto";
import { type Dataset, toVectors, type Vectors } from "../../lib/dataset/dataset";
import type { DatasetDescription } from "../../lib/dataset/dataset-description";
import { describeDataset } from "../../lib/dataset/describe-dataset";
import { calibrationBand } from "../../lib/evaluation/calibration-band";
import { checkFoldable } from "../../lib/evaluation/cross-validation";
import type { OperatingRule } from "../../lib/evaluation/operating-rules";
import { featureKeys } from "../../lib/features";
import { writeForest } from "../../lib/forest/forest-json";
import type { ComparedVariant, ModelCard } from "../../lib/model/card";
import { describeSupport } from "../../lib/model/describe-support";
import { type HeldOut, verdictCode } from "../../lib/model/held-out";
import { describeReference } from "../../lib/model/reference";
import { heldOutVerdicts } from "../../lib/model/support-false-alarms";
import type { TrainingPhase } from "../../lib/training/training-run";
import { assembleCard, bandDraws } from "./assemble-card";
import { type Fitted, fitModel } from "./fit-model";
import { predictHeldOut } from "./hold-out";
import type { TreePool } from "./tree-pool";
import type { ForestOptions, TrainingVectors } from "./tree-task";

export interface TrainRequest {
  readonly dataset: Dataset;
  readonly data: {
    readonly name: string;
    readonly sha256: string;
    /** For the card; decides nothing. Not known where it is left out. */
    readonly description?: DatasetDescription;
  };
  /** Name of the way the forest is made, for the card. */
  readonly variant: string;
  readonly options: ForestOptions;
  readonly rules: readonly OperatingRule[];
  /** Name of the operating point that calls are to be made at. */
  readonly operatingPoint: string;
  /** What was measured beside it, for the card. */
  readonly compared: readonly ComparedVariant[];
  readonly folds: number;
  readonly seed: number;
  /** The command that makes the same version again, for the card. */
  readonly command: string;
}

/** Who is told how far it is. */
export interface TrainingListener {
  /** So many more trees are grown. */
  onTrees(count: number): void;
  onPhase?(phase: TrainingPhase): void;
}

/** The files of a model folder, as text; the same request gives the same text. */
export interface TrainedModel {
  readonly card: ModelCard;
  readonly files: {
    readonly "card.json": string;
    readonly "forest.json": string;
    readonly "reference.json": string;
    readonly "support.json": string;
    readonly "held-out.json": string;
    readonly "profile.json": string;
  };
  /** Operating points asked for that the rows do not allow. */
  readonly unmet: Fitted["unmet"];
}

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** What the trainer sees: each vector once, positive where most of its rows are. */
export function trainingVectors(vectors: Vectors): TrainingVectors {
  const labels = Uint8Array.from(vectors.positives, (count, i) =>
    count > (vectors.negatives[i] as number) ? 1 : 0,
  );
  return { width: featureKeys.length, values: vectors.values, labels };
}

/** The rows do not allow what was asked for; the message says why. */
export class NotTrainableError extends Error {
  override readonly name = "NotTrainableError";
}

function checkPoint({ unmet, points }: Fitted, name: string): void {
  if (points.some((point) => point.name === name)) return;
  const reason = unmet.find((rule) => rule.name === name)?.reason;
  const known = points.map((point) => point.name).join(", ");
  throw new NotTrainableError(`Calls cannot be made at ${name}: ${reason ?? `there are ${known}.`}`);
}

/**
 * Grows the final forest on all rows and measures the recipe by cross-validation. To cancel, close the pool.
 */
export async function trainModel(
  pool: TreePool,
  request: TrainRequest,
  listener: TrainingListener,
): Promise<TrainedModel> {
  const onTrees = (count: number) => listener.onTrees(count);
  const { dataset, options, rules, folds, seed } = request;
  const vectors = toVectors(dataset);
  const training = trainingVectors(vectors);
  checkFoldable(training.labels, folds);
  const train = Int32Array.from(training.labels.keys());
  listener.onPhase?.("growing");
  const grown = await fitModel(pool, { vectors, training, train, options, rules, seed }, onTrees);
  checkPoint(grown, request.operatingPoint);
  listener.onPhase?.("interval");
  const band = calibrationBand(grown.outOfBag, grown.calibration, { draws: bandDraws, seed });
  const fitted = { ...grown, calibration: { ...grown.calibration, band } };
  listener.onPhase?.("holding_out");
  const heldOutProbabilities = await predictHeldOut(
    pool,
    { vectors, training, options, folds, seed },
    onTrees,
  );
  listener.onPhase?.("describing");
  const reference = describeReference(dataset);
  const files = {
    "forest.json": writeForest(fitted.forest),
    "reference.json": JSON.stringify(reference),
    "support.json": JSON.stringify(describeSupport(vectors.values)),
  };
  const artefacts = {
    forest: {
      sha256: sha256(files["forest.json"]),
      trees: options.trees,
      nodes: fitted.forest.feature.length,
    },
    reference: { sha256: sha256(files["reference.json"]) },
    support: { sha256: sha256(files["support.json"]) },
  };
  const verdicts = heldOutVerdicts(vectors, { folds, seed });
  const card = assembleCard(
    { ...request, vectors, artefacts },
    { fitted, heldOutProbabilities, reference, verdicts },
  );
  const heldOut: HeldOut = {
    format: "microcalc-held-out",
    formatVersion: 1,
    ...{ version: card.version, folds, seed },
    probability: Array.from(heldOutProbabilities, (value) => Math.round(value * 1e6) / 1e6),
    positives: Array.from(vectors.positives),
    negatives: Array.from(vectors.negatives),
    verdict: verdicts.map(verdictCode),
  };
  const profile = describeDataset(dataset, { name: request.data.name, sha256: request.data.sha256 });
  return {
    card,
    files: {
      "card.json": JSON.stringify(card),
      ...files,
      "held-out.json": JSON.stringify(heldOut),
      "profile.json": JSON.stringify(profile),
    },
    unmet: fitted.unmet,
  };
}
