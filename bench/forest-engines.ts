import { RandomForestClassifier } from "ml-random-forest";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { calibrate } from "../lib/evaluation/calibration";
import { compileForest } from "../lib/forest/evaluator";
import type { Forest } from "../lib/forest/forest";
import { toMlRandomForest } from "../lib/forest/ml-random-forest";
import type { Model } from "../lib/model/model";
import { type ForestRows, rowsOf, width } from "./forest-rows";
import { startScikitLearn } from "./scikit-learn";

/** One measurement, in microseconds per row. */
type Measurement = () => number | Promise<number>;

/** Something that scores rows, on one thread. */
export interface Engine {
  readonly name: string;
  /** Rows one after the other, each a call of its own. */
  readonly one: Measurement;
  /** All rows in one call. */
  readonly batch: Measurement;
  stop(): Promise<void>;
}

/** Rows for engines that take milliseconds for each: the mean is the same. */
const fewRows = 100;

/** Keeps answers reachable, so that no engine may leave the work out. */
let sink = 0;

function keep(score: number): void {
  sink += score;
  if (Number.isNaN(sink)) throw new Error("An engine gave an answer that is no number.");
}

const micros = (begun: number) => (performance.now() - begun) * 1000;
const nothing = () => Promise.resolve();

function timed(items: readonly Float64Array[], score: (row: Float64Array) => number): Measurement {
  return () => {
    let sum = 0;
    const begun = performance.now();
    for (const item of items) sum += score(item);
    const taken = micros(begun);
    keep(sum);
    return taken / items.length;
  };
}

function timedBatch(rows: number, scores: () => ArrayLike<number>): Measurement {
  return () => {
    const begun = performance.now();
    const last = scores()[rows - 1] ?? Number.NaN;
    const taken = micros(begun);
    keep(last);
    return taken / rows;
  };
}

/** The two things that we answer: raw scores, and probabilities. */
export function ourEngines(
  { forest, card }: Model,
  { values }: ForestRows,
): { score: Engine; probability: Engine } {
  const { scoreOne, scoreMany } = compileForest(forest);
  const { calibration } = card;
  const rows = rowsOf(values);
  return {
    score: {
      name: "raw score",
      one: timed(rows, scoreOne),
      batch: timedBatch(rows.length, () => scoreMany(values)),
      stop: nothing,
    },
    probability: {
      name: "probability",
      one: timed(rows, (row) => calibrate(calibration, scoreOne(row))),
      batch: timedBatch(rows.length, () => scoreMany(values).map((score) => calibrate(calibration, score))),
      stop: nothing,
    },
  };
}

/** ONNX Runtime on the bytes of a model file; its tensors are made beforehand. */
export async function onnxEngine(bytes: Uint8Array, { values }: ForestRows): Promise<Engine> {
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const feeds = (rows: Float64Array) => ({
    features: new Tensor("float64", rows, [rows.length / width, width]),
  });
  const alone = rowsOf(values)
    .slice(0, 10 * fewRows)
    .map(feeds);
  const all = feeds(values);
  return {
    name: "onnxruntime-node",
    one: async () => {
      const begun = performance.now();
      for (const row of alone) await session.run(row);
      return micros(begun) / alone.length;
    },
    batch: async () => {
      const begun = performance.now();
      await session.run(all);
      return (micros(begun) * width) / values.length;
    },
    stop: () => session.release(),
  };
}

/** The library on our trees. It counts votes where we average leaves; both walk every tree. */
export function libraryEngine(forest: Forest, { values }: ForestRows): Engine {
  const library = RandomForestClassifier.load(
    JSON.parse(JSON.stringify(toMlRandomForest(forest))) as Parameters<typeof RandomForestClassifier.load>[0],
  );
  const rows = rowsOf(values).slice(0, fewRows);
  const matrix = rows.map((row) => Array.from(row));
  return {
    name: "ml-random-forest",
    one: timed(rows, (row) => library.predict([Array.from(row)])[0] ?? Number.NaN),
    batch: timedBatch(fewRows, () => library.predict(matrix)),
    stop: nothing,
  };
}

/** scikit-learn on as many trees of its own, grown on the same rows; `null` where it is not installed. */
export async function scikitEngine(forest: Forest, { values, labels }: ForestRows): Promise<Engine | null> {
  const scikit = await startScikitLearn({
    rows: rowsOf(values).map((row) => Array.from(row)),
    labels,
    kind: "RandomForestClassifier",
    trees: forest.roots.length - 1,
    minSamplesLeaf: 3,
    minSamplesSplit: 2,
    maxFeatures: 2,
  });
  if (scikit === null) return null;
  return {
    name: `scikit-learn ${scikit.version}`,
    one: () => scikit.measure("one"),
    batch: () => scikit.measure("batch"),
    stop: scikit.stop,
  };
}
