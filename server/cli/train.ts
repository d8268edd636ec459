import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { toVectors } from "../../lib/dataset/dataset";
import type { Estimate, ModelCard } from "../../lib/model/card";
import { readDatasetFile } from "../dataset/dataset-file";
import { createProgress } from "../training/progress";
import { type TrainedModel, type TrainRequest, trainingVectors, trainModel } from "../training/train-model";
import { startTreePool } from "../training/tree-pool";

const usage = `npm run train -- --data FILE --out DIR
  [--trees 120] [--max-features 3] [--leaf 2] [--negatives 10] [--folds 5] [--seed 1] [--threads N]`;

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

const optionsSchema = z.strictObject({
  data: z.string().min(1),
  out: z.string().min(1),
  trees: whole(10, 10_000).default(120),
  "max-features": whole(2, 6).default(3),
  leaf: whole(1, 1000).default(2),
  negatives: z.coerce.number().min(0.1).max(1000).default(10),
  folds: whole(2, 20).default(5),
  seed: whole(0, 2 ** 31 - 1).default(1),
  threads: whole(1, 256).default(availableParallelism()),
});
type Options = z.infer<typeof optionsSchema>;

function readOptions(): Options {
  const names = Object.keys(optionsSchema.shape);
  const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
  const { values } = parseArgs({ options });
  const result = optionsSchema.safeParse(values);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `--${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`${faults.join("\n")}\n\n${usage}`);
}

async function readRequest(options: Options): Promise<TrainRequest> {
  const { name, dataset, sha256 } = await readDatasetFile(options.data);
  const { trees, folds, seed, leaf, negatives } = options;
  const maxFeatures = options["max-features"];
  return {
    dataset,
    data: { name, sha256 },
    options: { trees, maxFeatures, minNumSamples: leaf, negativesPerPositive: negatives },
    folds,
    seed,
    command:
      `npm run train -- --data data/${name} --out data/model --trees ${trees} --max-features ${maxFeatures}` +
      ` --leaf ${leaf} --negatives ${negatives} --folds ${folds} --seed ${seed}`,
  };
}

/** All files or none: written beside the target, then moved into its place one by one, the card last. */
async function writeModel(out: string, files: TrainedModel["files"]): Promise<void> {
  await mkdir(out, { recursive: true });
  const staging = await mkdtemp(path.join(out, ".new-"));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(staging, name), text);
    for (const name of ["forest.json", "reference.json", "card.json"]) {
      await rename(path.join(staging, name), path.join(out, name));
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

const show = (estimate: Estimate) =>
  estimate === null
    ? "–"
    : `${estimate.value.toFixed(3)}  [${estimate.low.toFixed(3)}, ${estimate.high.toFixed(3)}]`;

function report(card: ModelCard): void {
  const { distinct, all } = card.evaluation;
  console.log(`\nModel ${card.version}, threshold ${card.operatingPoint.threshold.toFixed(4)}`);
  for (const [name, e] of [
    ["distinct rows", distinct],
    ["all rows", all],
  ] as const) {
    console.log(`\nHeld out, ${name}: ${e.rows} rows, ${e.positives} positive (estimate, 95 % interval)`);
    for (const key of [
      "averagePrecision",
      "rocAuc",
      "brier",
      "accuracy",
      "precision",
      "recall",
      "f1",
    ] as const) {
      console.log(`  ${key.padEnd(17)} ${show(e[key])}`);
    }
  }
}

async function main(): Promise<void> {
  const options = readOptions();
  const request = await readRequest(options);
  const pool = startTreePool(trainingVectors(toVectors(request.dataset)), options.threads);
  const progress = createProgress(options.trees * (options.folds + 1), "trees");
  process.once("SIGINT", () => {
    progress.stop();
    console.error("\nStopped; nothing was written.");
    process.exit(130);
  });
  try {
    const { card, files } = await trainModel(pool, request, progress.step);
    progress.stop();
    await writeModel(options.out, files);
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
