import { type Dataset, toVectors, type Vectors } from "../../lib/dataset/dataset";
import { calibrate } from "../../lib/evaluation/calibration";
import { type OperatingRule, operatingRules } from "../../lib/evaluation/operating-rules";
import type { HeldOutRepeat } from "../../lib/evaluation/repeated-evaluation";
import {
  type LabelledRows,
  majorityLabels,
  type Repeat,
  type Split,
  splitsOf,
} from "../../lib/evaluation/repeated-folds";
import { featureKeys } from "../../lib/features";
import { predictOne } from "../../lib/forest/predict";
import { createRandom } from "../../lib/random";
import { fitModel } from "../training/fit-model";
import { type StockPool, startStockPool } from "../training/stock-forest";
import { startTreePool, type TreePool } from "../training/tree-pool";
import type { ForestOptions } from "../training/tree-task";

/** A way of answering that is measured: a forest of ours, or one of the two that stand beside them. */
export type Variant = { readonly name: string } & (
  | { readonly kind: "forest"; readonly options: ForestOptions }
  /** ml-random-forest with its own defaults. */
  | { readonly kind: "stock"; readonly trees: number }
  /** Says 0 of every row. */
  | { readonly kind: "never" }
);

export interface HoldOutRequest {
  readonly dataset: Dataset;
  readonly rows: LabelledRows;
  readonly repeats: readonly Repeat[];
  readonly seed: number;
  readonly threads: number;
}

/** Probabilities and calls for the test rows of a split, shape (test rows,) each. */
interface Answers {
  readonly probabilities: Float64Array;
  readonly calls: Uint8Array;
}

/** A split to be answered; `seed` is the same for every variant. */
interface SplitTask extends Split {
  readonly repeat: Repeat;
  readonly seed: number;
}

const width = featureKeys.length;
/** Operating point whose calls are measured. */
const pointName = "balanced";
const rules: readonly OperatingRule[] = operatingRules([]).filter(({ name }) => name === pointName);

/** A library's tree takes about as long as this many of ours: for the time left, nothing else. */
const stockTreeWork = 100;

/** How much there is to do, in the units that {@link HoldOut.run} tells its progress in: about a tree of ours each. */
export function workOf(variant: Variant, repeats: readonly Repeat[]): number {
  const fits = repeats.reduce((sum, { folds }) => sum + folds.length, 0);
  if (variant.kind === "forest") return fits * variant.options.trees;
  return variant.kind === "stock" ? fits * variant.trees * stockTreeWork : 0;
}

/** The first of each vector and label, in order. */
function distinctRows({ labels, vectorOf }: LabelledRows, rows: Int32Array): Int32Array {
  const seen = new Set<number>();
  return rows.filter((row) => {
    const pair = 2 * (vectorOf[row] as number) + (labels[row] as number);
    const isFirst = !seen.has(pair);
    seen.add(pair);
    return isFirst;
  });
}

/** Runs tasks in order, `lanes` at a time. */
async function inLanes<Task>(
  lanes: number,
  tasks: Iterable<Task>,
  run: (task: Task) => Promise<void>,
): Promise<void> {
  const waiting = tasks[Symbol.iterator]();
  const takeTurns = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) await run(next.value);
  };
  await Promise.all(Array.from({ length: lanes }, takeTurns));
}

/** Answers every row by a model that saw neither it nor another row with its features. */
export class HoldOut {
  private readonly vectors: Vectors;
  private readonly labels: Uint8Array;
  private trees: { readonly key: string; readonly pool: TreePool } | undefined;
  private stock: StockPool | undefined;

  constructor(private readonly request: HoldOutRequest) {
    this.vectors = toVectors(request.dataset);
    this.labels = majorityLabels(request.rows, request.rows.labels.keys());
  }

  /** One variant's answers for each repeat. Tells `onWork` how much of {@link workOf} is done. */
  async run(variant: Variant, onWork: (done: number) => void): Promise<HeldOutRepeat[]> {
    const { repeats, rows, seed } = this.request;
    const held: HeldOutRepeat[] = [];
    for (const [number, repeat] of repeats.entries()) {
      const probabilities = new Float64Array(rows.labels.length).fill(Number.NaN);
      const calls = new Uint8Array(rows.labels.length);
      const answer = await this.answererOf(variant, repeat, onWork);
      // Two of ours: one's calibration goes on while the threads grow the other's trees. The library's fit has a thread.
      const lanes = variant.kind === "stock" ? this.request.threads : 2;
      await inLanes(lanes, splitsOf(repeat, rows.vectorOf), async (split) => {
        const fitSeed = Math.floor(createRandom(seed, 0x5eed, number, split.fold)() * 2 ** 31);
        const answers = await answer({ ...split, repeat, seed: fitSeed });
        split.test.forEach((row, i) => {
          probabilities[row] = answers.probabilities[i] as number;
          calls[row] = answers.calls[i] as number;
        });
      });
      held.push({ probabilities, calls });
    }
    return held;
  }

  async close(): Promise<void> {
    await Promise.all([this.trees?.pool.close(), this.stock?.close()]);
  }

  private async answererOf(variant: Variant, repeat: Repeat, onWork: (done: number) => void) {
    if (variant.kind === "never") {
      return async ({ test }: SplitTask): Promise<Answers> => ({
        probabilities: new Float64Array(test.length),
        calls: new Uint8Array(test.length),
      });
    }
    if (variant.kind === "stock") {
      this.stock ??= startStockPool(this.request.dataset, this.request.threads);
      return this.answerByStock(this.stock, variant.trees, onWork);
    }
    const labels = this.labelsIn(repeat);
    return this.answerByForest(await this.treePool(labels), { labels, options: variant.options }, onWork);
  }

  /** What the vectors are by the rows of this repeat alone; rows that take no part say nothing. */
  private labelsIn({ foldOf }: Repeat): Uint8Array {
    const { rows } = this.request;
    const listed = Int32Array.from(foldOf.keys()).filter((row) => (foldOf[row] as number) >= 0);
    const inRepeat = new Set(listed.map((row) => rows.vectorOf[row] as number));
    const labels = majorityLabels(rows, listed);
    return this.labels.map((label, vector) => (inRepeat.has(vector) ? (labels[vector] as number) : label));
  }

  /** Threads keep the labels they began with: other labels need other threads. */
  private async treePool(labels: Uint8Array): Promise<TreePool> {
    const key = labels.join("");
    if (this.trees?.key !== key) {
      await this.trees?.pool.close();
      const pool = startTreePool({ width, values: this.vectors.values, labels }, this.request.threads);
      this.trees = { key, pool };
    }
    return this.trees.pool;
  }

  private answerByForest(
    pool: TreePool,
    { labels, options }: { readonly labels: Uint8Array; readonly options: ForestOptions },
    onWork: (done: number) => void,
  ) {
    const { dataset, rows } = this.request;
    const training = { width, values: this.vectors.values, labels };
    return async ({ repeat, fold, train, test, seed }: SplitTask): Promise<Answers> => {
      const vectors = this.countVectors(train);
      const trainVectors = Int32Array.from(new Set(train.map((row) => rows.vectorOf[row] as number)));
      const request = { vectors, training, train: trainVectors, options, rules, seed };
      const { forest, calibration, points } = await fitModel(pool, request, onWork);
      const point = points.find(({ name }) => name === pointName);
      if (point === undefined) {
        throw new Error(
          `Repeat ${repeat.name}, fold ${repeat.folds[fold]}: its training side has too few positives to choose a threshold on.`,
        );
      }
      const probabilities = Float64Array.from(test, (row) =>
        calibrate(calibration, predictOne(forest, dataset.values.subarray(row * width, (row + 1) * width))),
      );
      const calls = Uint8Array.from(probabilities, (probability) => (probability >= point.threshold ? 1 : 0));
      return { probabilities, calls };
    };
  }

  private answerByStock(pool: StockPool, trees: number, onWork: (done: number) => void) {
    return async ({ train, test, seed }: SplitTask): Promise<Answers> => {
      const distinct = distinctRows(this.request.rows, train);
      const { shares, calls } = await pool.run({ train: distinct, test, trees, seed });
      onWork(trees * stockTreeWork);
      return { probabilities: shares, calls };
    };
  }

  /** The vectors with the counts of these rows alone. */
  private countVectors(train: Int32Array): Vectors {
    const { labels, vectorOf } = this.request.rows;
    const positives = new Int32Array(this.vectors.positives.length);
    const negatives = new Int32Array(this.vectors.positives.length);
    for (const row of train) {
      const counts = labels[row] === 1 ? positives : negatives;
      const vector = vectorOf[row] as number;
      counts[vector] = (counts[vector] as number) + 1;
    }
    return { values: this.vectors.values, positives, negatives };
  }
}
