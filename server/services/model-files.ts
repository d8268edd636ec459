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

/**
 * Reads a model folder and refuses, in a sentence that names the file, what is missing, malformed or not what the
 * card says it is.
 */
export async function readModelFiles(folder: string): Promise<ModelFiles> {
  const read = async (name: string) => {
    const file = path.join(folder, name);
    try {
      return await readFile(file, "utf8");
    } catch (cause) {
      throw new Error(`The model cannot be loaded: ${file} cannot be read.`, { cause });
    }
  };
  const [card, forest, reference, support] = await Promise.all([
    read("card.json"),
    read("forest.json"),
    read("reference.json"),
    read("support.json"),
  ]);
  const digests = { forest: sha256(forest), reference: sha256(reference), support: sha256(support) };
  const model = parseModel({ card, forest, reference, support }, digests);
  if (model.card.version !== versionOfModel(model.card)) {
    throw new Error(
      `The model's card.json is not as it was written: its version ${model.card.version} belongs to other thresholds, ` +
        "another calibration or other files.",
    );
  }
  const [heldOut, profile] = await Promise.all([
    readOptional(path.join(folder, "held-out.json"), heldOutSchema),
    readOptional(path.join(folder, "profile.json"), datasetProfileSchema),
  ]);
  if (heldOut !== null && heldOut.version !== model.card.version) {
    throw new Error(`The model's held-out.json belongs to ${heldOut.version}, not to ${model.card.version}.`);
  }
  if (profile !== null && profile.data.sha256 !== model.card.data.sha256) {
    throw new Error("The model's profile.json describes other data than the model was trained on.");
  }
  return { model, forestText: forest, heldOut, profile };
}

/** `null` where there is no such file. */
async function readOptional<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new Error(`The model cannot be loaded: ${file} cannot be read.`, { cause });
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`The model's ${path.basename(file)} cannot be used.`, { cause });
  }
}
