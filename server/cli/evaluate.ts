import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { toVectors } from "../../lib/dataset/dataset";
import { readFolds } from "../../lib/evaluation/folds-file";
import { drawRepeats, type LabelledRows, type Repeat } from "../../lib/evaluation/repeated-folds";
import { shippedVariant } from "../../lib/training/option-limits";
import { type DatasetFile, readBytes, readDatasetFile } from "../dataset/dataset-file";
import { evaluateVariants, labelledRows, type MeasuredVariants } from "../evaluation/evaluate-variants";
import { definitions, evaluationReport } from "../evaluation/evaluation-report";
import { type Variant, workOf } from "../evaluation/hold-out";
import { predictionsText } from "../evaluation/predictions-text";
import { howToRun } from "../how-to-run";
import { forestVariants } from "../training/forest-options";
import { createProgress } from "../training/progress";
import { checkTarget, writeTogether } from "../write-together";

const usage = `${howToRun("evaluate")} --data FILE
  [--folds FILE] [--out FILE] [--json FILE] [--repeats 5] [--k 5] [--seed 1]
  [--variants a,b] [--threads N] [--stock-trees 50]`;

const draws = 1000;
const variantNames = ["always-negative", "library-stock", ...Object.keys(forestVariants)];

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const file = z.string().min(1);

const optionsSchema = z.strictObject({
  data: file,
  folds: file.optional(),
  out: file.optional(),
  json: file.optional(),
  repeats: whole(1, 100).optional(),
  k: whole(2, 100).optional(),
  seed: whole(0, 2 ** 31 - 1).default(1),
  variants: z
    .string()
    .transform((text) => text.split(",").map((name) => name.trim()))
    .pipe(z.array(z.enum(variantNames, { error: `accepted are ${variantNames.join(", ")}` })))
    .default(variantNames),
  threads: whole(1, 256).default(availableParallelism()),
  "stock-trees": whole(1, 1000).default(50),
});
type Options = z.infer<typeof optionsSchema>;

function refuse(faults: readonly string[]): never {
  throw new Error(`${faults.join("\n")}\n\n${usage}`);
}

function readOptions(): Options {
  const names = Object.keys(optionsSchema.shape);
  const { values } = parseArgs({
    options: Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
  });
  const result = optionsSchema.safeParse(values);
  if (!result.success)
    refuse(result.error.issues.map((issue) => `--${issue.path.map(String)[0]}: ${issue.message}`));
  const options = result.data;
  if (options.folds !== undefined && (options.k !== undefined || options.repeats !== undefined))
    refuse([
      "--folds: the file says what the repeats and folds are; --repeats and --k cannot be given with it",
    ]);
  if (options.out !== undefined && !options.variants.includes(shippedVariant))
    refuse([`--out: it takes the predictions of ${shippedVariant}, which --variants leaves out`]);
  checkTargets(options);
  return options;
}

/** Refuses paths that cannot be written, and a path given twice: a result must not take the place of the data. */
function checkTargets({ data, folds, out, json }: Options): void {
  const named = Object.entries({ data, folds, out, json }).filter(([, name]) => name !== undefined);
  const taken = new Map<string, string>();
  for (const [option, name = ""] of named) {
    const before = taken.get(path.resolve(name));
    if (before !== undefined) refuse([`--${option}: ${name} is what --${before} names already`]);
    taken.set(path.resolve(name), option);
    if (option === "out" || option === "json") checkTarget(name);
  }
}

interface Folds {
  readonly repeats: readonly Repeat[];
  /** Where they come from, for the summary. */
  readonly source: Record<string, string | number>;
}

async function readOrDrawFolds(options: Options, rows: LabelledRows): Promise<Folds> {
  if (options.folds === undefined) {
    const { repeats = 5, k = 5, seed } = options;
    return {
      repeats: drawRepeats(rows, { repeats, folds: k, seed }),
      source: { kind: "drawn", repeats, folds: k, seed },
    };
  }
  const bytes = await readBytes(options.folds);
  const name = path.basename(options.folds);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return {
    repeats: readFolds(new TextDecoder().decode(bytes), name, rows),
    source: { kind: "file", name, sha256 },
  };
}

function variantOf(name: string, stockTrees: number): Variant {
  if (name === "always-negative") return { name, kind: "never" };
  if (name === "library-stock") return { name, kind: "stock", trees: stockTrees };
  return { name, kind: "forest", options: forestVariants[name as keyof typeof forestVariants] };
}

/** The summary for machines: no clock and no path in it, so that the same request gives the same bytes. */
function summaryText(
  measured: MeasuredVariants,
  { source }: Folds,
  request: { data: DatasetFile; options: Options },
) {
  const { variants, evaluations, shared } = measured;
  const { data, options } = request;
  return `${JSON.stringify(
    {
      format: "microcalc-evaluation",
      formatVersion: 1,
      data: { name: data.name, sha256: data.sha256, rowsSha256: data.rowsSha256 },
      protocol: {
        folds: source,
        seed: options.seed,
        stockTrees: options["stock-trees"],
        shared,
        definitions: definitions(draws),
      },
      variants,
      evaluations,
    },
    null,
    2,
  )}\n`;
}

async function main(): Promise<void> {
  const options = readOptions();
  const data = await readDatasetFile(options.data);
  const { dataset } = data;
  const rows = labelledRows(dataset);
  const folds = await readOrDrawFolds(options, rows);
  const { repeats } = folds;
  const variants = [...new Set(options.variants)].map((name) => variantOf(name, options["stock-trees"]));
  const work = variants.reduce((sum, variant) => sum + workOf(variant, repeats), 0);
  const progress = createProgress(Math.max(1, work), "units of work");
  // Not once: a terminal and the programs between send it one after the other.
  const stop = () => {
    progress.stop();
    console.error("\nStopped; nothing was written.");
    process.exit(130);
  };
  process.on("SIGINT", stop);
  const foldCounts = [...new Set(repeats.map(({ folds: names }) => names.length))].join(" or ");
  console.error(`Measuring ${variants.length} variants in ${repeats.length} repeats of ${foldCounts} folds.`);
  const request = { dataset, repeats, variants, seed: options.seed, threads: options.threads, draws };
  const measured = await evaluateVariants(request, progress.step).finally(progress.stop);
  const texts = new Map<string, string>();
  const held = measured.held.get(shippedVariant);
  if (options.out !== undefined && held !== undefined)
    texts.set(options.out, predictionsText(rows, repeats, held));
  if (options.json !== undefined) texts.set(options.json, summaryText(measured, folds, { data, options }));
  writeTogether(texts);
  process.off("SIGINT", stop);
  const vectors = toVectors(dataset).positives.length.toLocaleString("en");
  console.log(
    `${data.name}: ${vectors} distinct vectors; ${repeats.length} repeats of ${foldCounts} folds\n`,
  );
  console.log(evaluationReport(measured, { shipped: shippedVariant, draws }));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
