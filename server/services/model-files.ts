import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { z } from "zod";
import { type DatasetProfile, datasetProfileSchema } from "../../lib/dataset/dataset-profile";
import { type HeldOut, heldOutSchema } from "../../lib/model/held-out";
import { type Model, parseModel } from "../../lib/model/model";
import { versionOfModel } from "./model-version";

/** A checked model with the bytes it was read from, and what its folder tells of its making. */
export interface ModelFiles {
  readonly model: Model;
  readonly forestText: string;
  /** `null` where the folder was written before they were kept. */
  readonly heldOut: HeldOut | null;
  readonly profile: DatasetProfile | null;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** The files of a model, by name; of those that tell of its making, `null` where there is none. */
export interface ModelTexts {
  readonly "card.json": string;
  readonly "forest.json": string;
  readonly "reference.json": string;
  readonly "support.json": string;
  readonly "held-out.json": string | null;
  readonly "profile.json": string | null;
}

/**
 * Checks the files of a model against each other, wherever they come from, and refuses, in a sentence that names the
 * file, what is malformed or not what the card says it is.
 */
export function checkModelFiles(texts: ModelTexts): ModelFiles {
  const { "card.json": card, "forest.json": forest, "reference.json": reference } = texts;
  const support = texts["support.json"];
  const digests = { forest: sha256(forest), reference: sha256(reference), support: sha256(support) };
  const model = parseModel({ card, forest, reference, support }, digests);
  if (model.card.version !== versionOfModel(model.card)) {
    throw new Error(
      `The model's card.json is not as it was written: its version ${model.card.version} belongs to other thresholds, ` +
        "another calibration or other files.",
    );
  }
  const heldOut = parseOptional("held-out.json", texts["held-out.json"], heldOutSchema);
  const profile = parseOptional("profile.json", texts["profile.json"], datasetProfileSchema);
  if (heldOut !== null && heldOut.version !== model.card.version) {
    throw new Error(`The model's held-out.json belongs to ${heldOut.version}, not to ${model.card.version}.`);
  }
  if (profile !== null && profile.data.sha256 !== model.card.data.sha256) {
    throw new Error("The model's profile.json describes other data than the model was trained on.");
  }
  return { model, forestText: forest, heldOut, profile };
}

/** Reads a model folder; refuses what is missing, and what {@link checkModelFiles} refuses. */
export async function readModelFiles(folder: string): Promise<ModelFiles> {
  const read = (name: string) => readText(path.join(folder, name));
  const readOptional = (name: string) => readTextIfThere(path.join(folder, name));
  const [card, forest, reference, support, heldOut, profile] = await Promise.all([
    read("card.json"),
    read("forest.json"),
    read("reference.json"),
    read("support.json"),
    readOptional("held-out.json"),
    readOptional("profile.json"),
  ]);
  return checkModelFiles({
    "card.json": card,
    "forest.json": forest,
    "reference.json": reference,
    "support.json": support,
    "held-out.json": heldOut,
    "profile.json": profile,
  });
}

async function readText(file: string): Promise<string> {
  const text = await readTextIfThere(file);
  if (text === null) throw new Error(`The model cannot be loaded: ${file} cannot be read.`);
  return text;
}

async function readTextIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new Error(`The model cannot be loaded: ${file} cannot be read.`, { cause });
  }
}

function parseOptional<T>(name: string, text: string | null, schema: z.ZodType<T>): T | null {
  if (text === null) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`The model's ${name} cannot be used.`, { cause });
  }
}
