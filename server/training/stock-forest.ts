import { RandomForestClassifier } from "ml-random-forest";
import type { Dataset } from "../../lib/dataset/dataset";
import { featureKeys } from "../../lib/features";
import { workerFile } from "../worker-file";
import { startWorkerPool, type WorkerPool } from "./worker-pool";

/** A forest to be made by ml-random-forest alone, and rows to ask it about. */
export interface StockTask {
  /** Row indices. */
  readonly train: Int32Array;
  readonly test: Int32Array;
  readonly trees: number;
  /** 32 bits. */
  readonly seed: number;
}

/** What its trees say of the test rows, shape (test rows,) each. */
export interface StockVotes {
  /** Share of trees that vote positive, in [0, 1]; its own `predictProbability` leaves the first tree's vote out. */
  readonly shares: Float64Array;
  /** 1 where its own `predict` says positive; of a tie it takes what the earlier trees reached first. */
  readonly calls: Uint8Array;
}

/**
 * Trains ml-random-forest with its own defaults, as somebody who reads its page would, and counts votes. `noOOB`
 * changes no tree: collecting out-of-bag votes is quadratic, and fails when a row is in every bag.
 */
export function stockVotes({ values, labels }: Dataset, { train, test, trees, seed }: StockTask): StockVotes {
  const width = featureKeys.length;
  const rowsOf = (indices: Int32Array) =>
    Array.from(indices, (row) => Array.from(values.subarray(row * width, (row + 1) * width)));
  const library = new RandomForestClassifier({ seed, nEstimators: trees, noOOB: true });
  library.train(
    rowsOf(train),
    Array.from(train, (row) => labels[row] as number),
  );
  const votes = library.predictionValues(rowsOf(test));
  const rows = Array.from(test.keys(), (i) => votes.getRow(i));
  return {
    shares: Float64Array.from(rows, (row) => row.filter((vote) => vote === 1).length / trees),
    calls: Uint8Array.from(rows, (row) => library.selection(row)),
  };
}

export type StockPool = WorkerPool<StockTask, StockVotes>;

/** Starts `threads` workers, each of which trains one of the library's forests at a time. */
export const startStockPool = (dataset: Dataset, threads: number): StockPool =>
  startWorkerPool(workerFile("stock-worker", import.meta.url), { threads, workerData: dataset });
