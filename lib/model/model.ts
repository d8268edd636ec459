import { z } from "zod";
import { calibrate, checkCalibration } from "../evaluation/calibration";
import type { Forest } from "../forest/forest";
import { readForest } from "../forest/forest-json";
import { predictOne } from "../forest/predict";
import type { Label } from "../prediction";
import { type ModelCard, modelCardSchema, type Reference, referenceSchema } from "./card";

/** A forest with all that is needed to use it: calibration and operating point (on the card), reference data. */
export interface Model {
  readonly card: ModelCard;
  readonly forest: Forest;
  readonly reference: Reference;
}

/** What a model says of one candidate region. */
export interface Assessment {
  /** Mean positive fraction over the trees, in [0, 1]. */
  readonly rawScore: number;
  /** Calibrated probability of a calcification, in [0, 1]. */
  readonly probability: number;
  readonly label: Label;
  readonly threshold: number;
  readonly operatingPoint: string;
}

/** The three files of a model folder, as text. */
export interface ModelTexts {
  readonly card: string;
  readonly forest: string;
  readonly reference: string;
}

/** SHA-256 in hex of the texts that the card vouches for. */
export interface ModelDigests {
  readonly forest: string;
  readonly reference: string;
}

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
export function parseModel(texts: ModelTexts, digests: ModelDigests): Model {
  const card = parse("card", () => modelCardSchema.parse(JSON.parse(texts.card)));
  parse("card", () => checkCalibration(card.calibration));
  for (const file of ["forest", "reference"] as const) {
    if (card.artefacts[file].sha256 !== digests[file]) {
      throw new Error(
        `The model's ${file}.json is not the one its card was written for: its SHA-256 differs.`,
      );
    }
  }
  const forest = parse("forest", () => readForest(texts.forest));
  if (forest.featureCount !== card.features.length) {
    throw new Error(
      `The model's forest takes ${forest.featureCount} features, its card ${card.features.length}.`,
    );
  }
  return {
    card,
    forest,
    reference: parse("reference", () => referenceSchema.parse(JSON.parse(texts.reference))),
  };
}

/** Assesses one candidate region, a vector of shape (6,) in the order of `featureKeys`. */
export function assess(model: Model, vector: Float64Array): Assessment {
  const { calibration, operatingPoint } = model.card;
  const rawScore = predictOne(model.forest, vector);
  const probability = calibrate(calibration, rawScore);
  const { name, threshold } = operatingPoint;
  const label = probability >= threshold ? "calcification" : "not_calcification";
  return { rawScore, probability, label, threshold, operatingPoint: name };
}
