import { createRequire } from "node:module";
import type { Vectors } from "../../lib/dataset/dataset";
import { noDescription } from "../../lib/dataset/dataset-description";
import { evaluate, type HeldOut } from "../../lib/evaluation/evaluate";
import { intervalCard } from "../../lib/evaluation/interval-card";
import { total } from "../../lib/evaluation/scored";
import { featureKeys } from "../../lib/features";
import { impurityImportance, meanAbsoluteContribution } from "../../lib/forest/importance";
import { partialDependence } from "../../lib/forest/partial-dependence";
import { type Importance, type ModelCard, modelCardSchema, type Reference } from "../../lib/model/card";
import { stratumOf } from "../../lib/model/reference";
import { measureFalseAlarms } from "../../lib/model/support-false-alarms";
import type { SupportVerdict } from "../../lib/prediction";
import { versionOfModel } from "../services/model-version";
import { type Fitted, scoredRows } from "./fit-model";
import type { TrainRequest } from "./train-model";

interface CardRequest extends TrainRequest {
  readonly vectors: Vectors;
  readonly artefacts: ModelCard["artefacts"];
}

interface CardParts {
  readonly fitted: Fitted;
  /** Shape (vectors,): calibrated, by models that did not train on the vector. */
  readonly heldOutProbabilities: Float64Array;
  readonly reference: Reference;
  /** {@link heldOutVerdicts} of the vectors. */
  readonly verdicts: readonly SupportVerdict[];
}

/** Resamples behind the band of a probability. */
export const bandDraws = 500;
/** How its coverage is simulated. */
const coverage = { simulations: 100, draws: 60 };

const versionOf = (name: string) => (createRequire(import.meta.url)(name) as { version: string }).version;

function evaluations({ vectors, operatingPoint, seed }: CardRequest, parts: CardParts) {
  const { fitted, heldOutProbabilities, reference } = parts;
  const everything = Int32Array.from(heldOutProbabilities.keys());
  const { all, distinct } = scoredRows(vectors, everything, heldOutProbabilities);
  const minima = reference.features.map((feature) => feature.min);
  const strata = Array.from(everything, (i) => stratumOf(minima, vectors.values.subarray(i * 6, i * 6 + 6)));
  const rest = { points: fitted.points, operatingPoint, strata };
  const heldOut = (scored: typeof all): HeldOut => ({ ...scored, ...rest });
  return { distinct: evaluate(heldOut(distinct), seed), all: evaluate(heldOut(all), seed) };
}

/** Impurity by covers, and the mean size of Shapley values over the distinct vectors. */
function importanceOf({ fitted: { forest, calibration } }: CardParts, { values }: Vectors): Importance[] {
  const impurity = impurityImportance(forest);
  const contribution = meanAbsoluteContribution(forest, calibration, values);
  return featureKeys.map((feature, i) => ({
    feature,
    impurity: impurity[i] as number,
    meanAbsoluteContribution: contribution[i] as number,
  }));
}

/** At the percentiles of the feature, each value once. */
function dependenceOf({ fitted: { forest, calibration }, reference }: CardParts) {
  return reference.features.map(({ feature, percentiles }, column) => {
    const values = [...new Set(percentiles)];
    return { feature, values, probability: partialDependence(forest, calibration, { column, values }) };
  });
}

/** Everything on the card, from what training has made. */
export function assembleCard(request: CardRequest, parts: CardParts): ModelCard {
  const { vectors, artefacts, operatingPoint, seed, folds } = request;
  const { calibration, points } = parts.fitted;
  const decisive = { artefacts, calibration, operatingPoints: [...points], operatingPoint };
  const { trees, ...options } = request.options;
  const { distinct, all } = evaluations(request, parts);
  return modelCardSchema.parse({
    format: "microcalc-model-card",
    formatVersion: 2,
    version: versionOfModel(decisive),
    features: featureKeys,
    data: {
      description: noDescription,
      ...request.data,
      rows: request.dataset.labels.length,
      positives: total(request.dataset.labels),
      distinctRows: distinct.rows,
      distinctPositives: distinct.positives,
    },
    training: {
      engine: request.options.engine === "ours" ? "microcalc" : "ml-random-forest",
      seed,
      // JSON has no infinity.
      options: { variant: request.variant, trees, ...options, maxDepth: String(options.maxDepth), folds },
      madeWith: {
        microcalc: versionOf("../../package.json"),
        ...(request.options.engine === "reference" && {
          "ml-random-forest": versionOf("ml-random-forest/package.json"),
          "ml-cart": versionOf("ml-cart/package.json"),
        }),
        node: process.versions.node.split(".")[0] ?? "",
      },
      command: request.command,
    },
    ...decisive,
    interval: intervalCard(parts.fitted.outOfBag, calibration, { ...coverage, bandDraws, seed }),
    support: measureFalseAlarms(vectors, parts.verdicts, { folds, seed }),
    importance: importanceOf(parts, vectors),
    partialDependence: dependenceOf(parts),
    compared: request.compared,
    evaluation: {
      protocol: {
        folds,
        repeats: 1,
        seed,
        description:
          "Stratified cross-validation over distinct feature vectors, so that no vector stands on both sides. In each " +
          "fold forest and calibration are made from the training side alone. The thresholds of the operating points " +
          "are applied to all held-out probabilities. Intervals: Wilson for shares, percentile bootstrap over feature " +
          "vectors (1,000 draws) for all other figures.",
      },
      distinct,
      all,
    },
  });
}
