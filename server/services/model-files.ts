import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Model, parseModel } from "../../lib/model/model";
import { versionOfModel } from "./model-version";

/** A checked model with the bytes it was read from. */
export interface ModelFiles {
  readonly model: Model;
  readonly forestText: string;
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
  return { model, forestText: forest };
}
