import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { RandomForestClassifier } from "ml-random-forest";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { calibrate } from "../../lib/evaluation/calibration";
import { fromMlRandomForest } from "../../lib/forest/ml-random-forest";
import { predictMany } from "../../lib/forest/predict";
import type { Model } from "../../lib/model/model";
import { tryingRows } from "../../server/testing/random-forest";
import { readModelFiles } from "../services/model-files";

const root = path.resolve(import.meta.dirname, "../..");
const modelFolder = path.join(root, "data/model");

let folder: string;
let model: Model;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "microcalc-export-"));
  await mkdir(path.join(folder, "taken"));
  ({ model } = await readModelFiles(modelFolder));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Outcome {
  readonly code: number | string | null | undefined;
  readonly output: string;
}

/** `npm run model -- …` as a person runs it, in a folder of the test. */
function run(...options: readonly string[]): Promise<Outcome> {
  const program = path.join(root, "server/cli/model.ts");
  const tsx = import.meta.resolve("tsx");
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--import", tsx, program, ...options],
      { cwd: folder },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : error.code, output: stdout + stderr }),
    );
  });
}

/** Exports the shipped model; what was said, and the file. */
async function exported(format: string): Promise<{ said: string; content: Buffer }> {
  const file = `exported.${format}`;
  const { code, output } = await run("export", "--format", format, "--model", modelFolder, "--out", file);
  expect(output).toContain(file);
  expect(code).toBe(0);
  return { said: output, content: await readFile(path.join(folder, file)) };
}

test("the ONNX file gives the shipped model's probabilities, and the command says where it is and how large", async () => {
  const { said, content } = await exported("onnx");
  expect(said).toContain(`${content.length.toLocaleString("en")} bytes`);
  expect(said).toContain(model.card.version);
  const values = tryingRows(model.forest, { rows: 500, seed: 4 });
  const session = await InferenceSession.create(content);
  const { probability } = await session.run({ features: new Tensor("float64", values, [500, 6]) });
  await session.release();
  const ours = predictMany(model.forest, values).map((score) => calibrate(model.card.calibration, score));
  const largest = ours.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - Number(probability?.data[i]))),
    0,
  );
  expect(largest).toBeLessThan(1e-6);
  for (const told of [model.card.version, model.card.operatingPoint, JSON.stringify(model.card.features)])
    expect(content.includes(told)).toBe(true);
});

test("the library loads its file, and the trees in it are the model's", async () => {
  const json: unknown = JSON.parse((await exported("ml-random-forest")).content.toString());
  expect(() =>
    RandomForestClassifier.load(json as Parameters<typeof RandomForestClassifier.load>[0]),
  ).not.toThrow();
  const values = tryingRows(model.forest, { rows: 200, seed: 5 });
  expect(predictMany(fromMlRandomForest(json, 6), values)).toEqual(predictMany(model.forest, values));
});

interface PlainNode {
  readonly positiveFraction?: number;
  readonly feature: string;
  readonly threshold: number;
  readonly left: PlainNode;
  readonly right: PlainNode;
}

const plainSchema = z.object({
  features: z.array(z.string()),
  trees: z.array(z.custom<PlainNode>()),
  calibration: z.object({ rawScore: z.array(z.number()), probability: z.array(z.number()) }),
  operatingPoints: z.array(z.object({ name: z.string(), threshold: z.number() })),
  operatingPoint: z.string(),
});

test("the plain JSON, followed as it is described, gives the model's scores", async () => {
  const plain = plainSchema.parse(JSON.parse((await exported("json")).content.toString()));
  const answer = (node: PlainNode, row: Float64Array): number =>
    node.positiveFraction ??
    answer(
      (row[plain.features.indexOf(node.feature)] as number) < node.threshold ? node.left : node.right,
      row,
    );
  const values = tryingRows(model.forest, { rows: 100, seed: 6 });
  const scores = Array.from({ length: 100 }, (_, i) => {
    const row = values.subarray(i * 6, i * 6 + 6);
    return plain.trees.reduce((sum, tree) => sum + answer(tree, row), 0) / plain.trees.length;
  });
  expect(scores).toEqual(Array.from(predictMany(model.forest, values)));
  const { rawScore, probability } = model.card.calibration;
  expect(plain.calibration).toEqual({ rawScore, probability });
  expect(plain.operatingPoints.map(({ name }) => name)).toContain(plain.operatingPoint);
});

test.each([
  ["no word what to do", [], /not clear.*npm run model -- export/s],
  ["an unknown command", ["import"], /not clear/],
  ["no format", ["export"], /--format .*Accepted: onnx, ml-random-forest, json/],
  ["an unknown format", ["export", "--format", "pmml"], /--format pmml is not known.*onnx/s],
  ["an unknown option", ["export", "--fromat", "onnx"], /'--fromat'/],
  [
    "a folder without a model",
    ["export", "--format", "onnx", "--model", "nowhere"],
    /nowhere.*cannot be read/,
  ],
  [
    "a place that cannot be written",
    ["export", "--format", "json", "--model", modelFolder, "--out", "no/such/folder.json"],
    /no\/such\/folder\.json cannot be written/,
  ],
  [
    "a name that a folder has",
    ["export", "--format", "json", "--model", modelFolder, "--out", "taken"],
    /taken cannot be written/,
  ],
])("%s is refused in words, and nothing is written", async (_, options, message) => {
  const before = await readdir(folder);
  const { code, output } = await run(...options);
  expect(output).toMatch(message);
  expect(code).toBe(1);
  expect(output).not.toContain("    at ");
  expect(await readdir(folder)).toEqual(before);
});
