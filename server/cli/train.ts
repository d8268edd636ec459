import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { toVectors } from "../../lib/dataset/dataset";
import {
  type DatasetDescription,
  descriptionFacts,
  longestDescriptionText,
  noDescription,
} from "../../lib/dataset/dataset-description";
import { datasetDescriptionSchema } from "../../lib/dataset/dataset-description-schema";
import { operatingRules } from "../../lib/evaluation/operating-rules";
import {
  type ComparedVariant,
  comparedVariantSchema,
  type Estimate,
  type ModelCard,
} from "../../lib/model/card";
import { optionDefaults, optionLimits, shippedVariant, variantNames } from "../../lib/training/option-limits";
import { readDatasetFile } from "../dataset/dataset-file";
import { howToRun } from "../how-to-run";
import { type ForestChanges, forestOptions } from "../training/forest-options";
import { createProgress } from "../training/progress";
import { type TrainedModel, type TrainRequest, trainingVectors, trainModel } from "../training/train-model";
import { trainingCommand } from "../training/training-command";
import { startTreePool } from "../training/tree-pool";
import { writeTogether } from "../write-together";

const measured = `${howToRun("evaluate")} --json FILE`;
const usage = `${howToRun("train")} --data FILE --out DIR [--seed 1] [--folds 5] [--threads N]
  [--variant ${variantNames.join("|")}]
  [--engine ours|reference] [--trees N] [--features-per-node N] [--max-features N] [--leaf N] [--positive-weight W]
  [--point NAME=recall:0.95|precision:0.8|threshold:0.3|f1 ...] [--use NAME]
  [--compared FILE]     what ${measured} wrote, for the card
  [--description FILE]  what is known of the data, as in data/description.json, for the card`;

const number = ([min, max]: readonly [number, number]) => z.coerce.number().min(min).max(max);
const whole = (limits: readonly [number, number]) => number(limits).int();

const optionsSchema = z.strictObject({
  data: z.string().min(1),
  out: z.string().min(1),
  variant: z.enum(variantNames).default(shippedVariant),
  engine: z.enum(["ours", "reference"]).optional(),
  trees: whole(optionLimits.trees).optional(),
  "features-per-node": whole(optionLimits.featuresPerNode).optional(),
  "max-features": whole(optionLimits.maxFeatures).optional(),
  leaf: whole(optionLimits.minNumSamples).optional(),
  "positive-weight": number(optionLimits.positiveWeight).optional(),
  point: z.array(z.string()).default([]),
  use: z.string().default("balanced"),
  compared: z.string().min(1).optional(),
  description: z.string().min(1).optional(),
  folds: whole(optionLimits.folds).default(optionDefaults.folds),
  seed: whole(optionLimits.seed).default(optionDefaults.seed),
  threads: whole([1, 256]).default(availableParallelism()),
});
type Options = z.infer<typeof optionsSchema>;

function readOptions(): Options {
  const names = Object.keys(optionsSchema.shape);
  const options = Object.fromEntries(
    names.map((name) => [name, { type: "string" as const, multiple: name === "point" }]),
  );
  const { values } = parseArgs({ options });
  const result = optionsSchema.safeParse(values);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `--${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`${faults.join("\n")}\n\n${usage}`);
}

/** What was asked for in place of the variant's own, by the names that a forest has for it. */
function changesOf(options: Options): ForestChanges {
  return {
    engine: options.engine,
    trees: options.trees,
    featuresPerNode: options["features-per-node"],
    maxFeatures: options["max-features"],
    minNumSamples: options.leaf,
    positiveWeight: options["positive-weight"],
  };
}

async function readCompared(file: string | undefined): Promise<readonly ComparedVariant[]> {
  if (file === undefined) return [];
  try {
    const text = await readFile(file, "utf8");
    return z.object({ variants: z.array(comparedVariantSchema) }).parse(JSON.parse(text)).variants;
  } catch (cause) {
    throw new Error(`--compared ${file}: not what ${measured} writes.`, { cause });
  }
}

async function readDescription(file: string | undefined): Promise<DatasetDescription> {
  if (file === undefined) return noDescription;
  try {
    return datasetDescriptionSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (cause) {
    const facts = descriptionFacts.join(", ");
    throw new Error(
      `--description ${file}: a JSON object with ${facts} is accepted, each {"en": text, "fr": text} of at most ` +
        `${longestDescriptionText} characters; an empty text where it is not known.`,
      { cause },
    );
  }
}

/** What was typed is checked before the file is read. */
async function readRequest(options: Options): Promise<TrainRequest> {
  const { variant, folds, seed, use } = options;
  const forest = forestOptions(variant, changesOf(options));
  const rules = operatingRules(options.point);
  const compared = await readCompared(options.compared);
  const description = await readDescription(options.description);
  const { name, dataset, sha256 } = await readDatasetFile(options.data);
  return {
    ...{ dataset, data: { name, sha256, description }, variant, options: forest },
    ...{ rules, operatingPoint: use, compared, folds, seed },
    command: trainingCommand(name, options),
  };
}

/** All files or none, the card last. */
function writeModel(out: string, files: TrainedModel["files"]): void {
  mkdirSync(out, { recursive: true });
  const { "card.json": card, ...others } = files;
  const inOrder = Object.entries({ ...others, "card.json": card });
  writeTogether(new Map(inOrder.map(([name, text]) => [path.join(out, name), text])));
}

const show = (estimate: Estimate) =>
  estimate === null
    ? "–"
    : `${estimate.value.toFixed(3)}  [${estimate.low.toFixed(3)}, ${estimate.high.toFixed(3)}]`;

const shownFigures = [
  "averagePrecision",
  "rocAuc",
  "brier",
  "brierSkill",
  "accuracy",
  "precision",
  "recall",
  "f1",
  "mcc",
] as const;

function report(card: ModelCard): void {
  console.log(`\nModel ${card.version}, calibration ${card.calibration.method}`);
  for (const { name, threshold, chosenOn } of card.operatingPoints) {
    const inUse = name === card.operatingPoint ? ", in use" : "";
    console.log(
      `  ${name.padEnd(12)} threshold ${threshold.toFixed(4)}, recall ${show(chosenOn?.recall ?? null)}${inUse}`,
    );
  }
  for (const [name, e] of [
    ["distinct rows", card.evaluation.distinct],
    ["all rows", card.evaluation.all],
  ] as const) {
    console.log(`\nHeld out, ${name}: ${e.rows} rows, ${e.positives} positive (estimate, 95 % interval)`);
    for (const key of shownFigures) console.log(`  ${key.padEnd(17)} ${show(e[key])}`);
  }
}

async function main(): Promise<void> {
  const options = readOptions();
  const request = await readRequest(options);
  const pool = startTreePool(trainingVectors(toVectors(request.dataset)), options.threads);
  const progress = createProgress(request.options.trees * (options.folds + 1), "trees");
  process.once("SIGINT", () => {
    progress.stop();
    console.error("\nStopped; nothing was written.");
    process.exit(130);
  });
  try {
    const { card, files, unmet } = await trainModel(pool, request, { onTrees: progress.step });
    progress.stop();
    writeModel(options.out, files);
    for (const { name, reason } of unmet) console.log(`No operating point ${name}: ${reason}`);
    report(card);
  } finally {
    progress.stop();
    await pool.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
