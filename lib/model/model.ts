import { z } from "zod";
import { calibrate, checkCalibration, interval } from "../evaluation/calibration";
import { compileForest, type Evaluator } from "../forest/evaluator";
import { explain as contributions } from "../forest/explain";
import { type Explainer, explainerSteps } from "../forest/explainer";
import type { Forest } from "../forest/forest";
import { readForest } from "../forest/forest-json";
import type { Explanation, Label } from "../prediction";
import { finish, type Steps } from "../steps";
import { type ModelCard, pointInUse, type Reference, referenceSchema } from "./card";
import { readModelCard } from "./read-card";
import { toReasons } from "./reasons";
import { stratumOf } from "./reference";
import { supportOf } from "./support";
import { checkSupport, type SupportRegion, supportSchema } from "./support-region";

/** A forest with all that is needed to use it: calibration and operating points (on the card), reference data. */
export interface Model {
  readonly card: ModelCard;
  readonly forest: Forest;
  readonly reference: Reference;
  readonly support: SupportRegion;
  /** The forest in the forms it is used in, made once. */
  readonly evaluator: Evaluator;
  readonly explainer: Explainer;
  /** Smallest value of each feature in training, shape (6,): what strata are told by. */
  readonly minima: Float64Array;
}

/** What a model says of one candidate region. */
export interface Score {
  /** Mean positive fraction over the trees, in [0, 1]. */
  readonly rawScore: number;
  /** Calibrated probability of a calcification, in [0, 1]. */
  readonly probability: number;
  readonly label: Label;
  readonly threshold: number;
  readonly operatingPoint: string;
}

/** The same with what explains it. */
export interface Assessment extends Score {
  readonly explanation: Explanation;
}

/** The four files of a model folder, as text. */
export interface ModelTexts {
  readonly card: string;
  readonly forest: string;
  readonly reference: string;
  readonly support: string;
}

/** SHA-256 in hex of the texts that the card vouches for. */
export type ModelDigests = Omit<ModelTexts, "card">;

/** One line: the first fault of a schema with the place it was found at, or what an error says. */
function reasonOf(error: unknown): string {
  if (!(error instanceof z.ZodError)) return error instanceof Error ? error.message : String(error);
  const [issue] = error.issues;
  const place = issue?.path.join(".") ?? "";
  return `${place === "" ? "" : `${place}: `}${issue?.message ?? ""}`;
}

function parse<T>(file: keyof ModelTexts, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new Error(`The model's ${file}.json cannot be used: ${reasonOf(cause)}`, { cause });
  }
}

/** Reads a model and refuses, naming the file, what is malformed or not what the card vouches for. */
export const parseModel = (texts: ModelTexts, digests: ModelDigests): Model =>
  finish(modelSteps(texts, digests));

/** {@link parseModel} in pieces; a whole model or none comes of them. */
export function* modelSteps(texts: ModelTexts, digests: ModelDigests): Steps<Model> {
  const card = parse("card", () => readModelCard(JSON.parse(texts.card)));
  parse("card", () => checkCalibration(card.calibration));
  parse("card", () => pointInUse(card));
  for (const file of ["forest", "reference", "support"] as const) {
    if (card.artefacts[file]?.sha256 !== digests[file]) {
      throw new Error(
        `The model's ${file}.json is not the one its card was written for: its SHA-256 differs.`,
      );
    }
  }
  yield;
  const forest = parse("forest", () => readForest(texts.forest));
  yield;
  if (forest.featureCount !== card.features.length) {
    throw new Error(
      `The model's forest takes ${forest.featureCount} features, its card ${card.features.length}.`,
    );
  }
  const reference = parse("reference", () => referenceSchema.parse(JSON.parse(texts.reference)));
  const support = parse("support", () => supportSchema.parse(JSON.parse(texts.support)));
  parse("support", () => checkSupport(support));
  yield;
  const evaluator = compileForest(forest);
  yield;
  const explainer = yield* explainerSteps(forest);
  return {
    card,
    forest,
    reference,
    support,
    evaluator,
    explainer,
    minima: Float64Array.from(reference.features, ({ min }) => min),
  };
}

/** Scores one candidate region, a vector of shape (6,) in the order of `featureKeys`. */
export function score({ card, evaluator }: Model, vector: Float64Array): Score {
  const rawScore = evaluator.scoreOne(vector);
  const probability = calibrate(card.calibration, rawScore);
  const { name, threshold } = pointInUse(card);
  const label = probability >= threshold ? "calcification" : "not_calcification";
  return { rawScore, probability, label, threshold, operatingPoint: name };
}

/** Explains what the same model has said of the same vector. */
export function explain(
  model: Model,
  vector: Float64Array,
  { rawScore, probability }: Pick<Score, "rawScore" | "probability">,
): Explanation {
  const { calibration } = model.card;
  return {
    interval: interval(calibration, rawScore),
    reasons: toReasons(contributions(model.explainer, vector, { calibration, probability })),
    support: supportOf(model.support, vector),
    stratum: stratumOf(model.minima, vector),
  };
}

/** Scores and explains one candidate region, a vector of shape (6,) in the order of `featureKeys`. */
export function assess(model: Model, vector: Float64Array): Assessment {
  const scored = score(model, vector);
  return { ...scored, explanation: explain(model, vector, scored) };
}
