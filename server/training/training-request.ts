import type { Dataset } from "../../lib/dataset/dataset";
import { operatingRules } from "../../lib/evaluation/operating-rules";
import type { RequestedPoint } from "../../lib/training/training-run";
import { forestOptions } from "./forest-options";
import type { TrainRequest } from "./train-model";
import { trainingCommand } from "./training-command";
import type { ThreadRequest } from "./training-thread";

/** The point that calls are made at. */
const operatingPoint = "balanced";

const ruleText = ({ name, kind, value }: RequestedPoint) => `${name}=${kind}:${value}`;

/** What the interface asked for, as the trainer takes it, with the command that does the same. */
export function toTrainRequest(
  asked: Omit<ThreadRequest, "content" | "threads">,
  dataset: Dataset,
): TrainRequest {
  const { data, options, points } = asked;
  const { variant, trees, folds, seed, ...changes } = options;
  const point = points.map(ruleText);
  const command = trainingCommand(data.name, {
    ...{ data: data.name, out: "", variant, trees },
    "features-per-node": changes.featuresPerNode,
    "max-features": changes.maxFeatures,
    leaf: changes.minNumSamples,
    "positive-weight": changes.positiveWeight,
    ...{ point, use: operatingPoint, folds, seed },
  });
  return {
    ...{ dataset, data, variant, options: forestOptions(variant, { trees, ...changes }) },
    ...{ rules: operatingRules(point), operatingPoint, compared: [], folds, seed, command },
  };
}
