import { createRandom } from "../random";
import { checkFoldable, stratifiedFolds } from "./cross-validation";

/** Rows to be held out in turn. */
export interface LabelledRows {
  /** Shape (rows,): 1 is positive, 0 is not. */
  readonly labels: Uint8Array;
  /** Shape (rows,): number of the feature vector in each row, from 0 on without gaps. */
  readonly vectorOf: Int32Array;
}

/** One repeat of a cross-validation: every row in at most one fold. */
export interface Repeat {
  readonly name: string;
  /** At least two. */
  readonly folds: readonly string[];
  /** Shape (rows,): index into `folds`; -1 takes no part in this repeat, on neither side. */
  readonly foldOf: Int32Array;
}

/** One fold of one repeat as the test side, with what may be trained on. */
export interface Split {
  /** Index into `Repeat.folds`. */
  readonly fold: number;
  /** Row indices, rising. */
  readonly test: Int32Array;
  readonly train: Int32Array;
  /** Rows of the other folds that were left out of `train` because their vector stands in `test`. */
  readonly removed: number;
}

/** A vector is positive where most of its rows are. Shape (vectors,); 0 for vectors that no row given holds. */
export function majorityLabels({ labels, vectorOf }: LabelledRows, rows: Iterable<number>): Uint8Array {
  const balance = new Int32Array(vectorOf.reduce((most, vector) => Math.max(most, vector + 1), 0));
  for (const row of rows) {
    const vector = vectorOf[row] as number;
    balance[vector] = (balance[vector] as number) + (labels[row] === 1 ? 1 : -1);
  }
  return Uint8Array.from(balance, (sum) => (sum > 0 ? 1 : 0));
}

/**
 * Repeats of stratified folds over vectors, all rows of a vector in the same fold; names are numbers from 0. Throws
 * when a class has fewer vectors than there are folds.
 */
export function drawRepeats(
  rows: LabelledRows,
  { repeats, folds, seed }: { readonly repeats: number; readonly folds: number; readonly seed: number },
): Repeat[] {
  const labels = majorityLabels(rows, rows.labels.keys());
  checkFoldable(labels, folds);
  const names = Array.from({ length: folds }, (_, fold) => String(fold));
  return Array.from({ length: repeats }, (_, repeat) => {
    const fold = stratifiedFolds(labels, folds, createRandom(seed, 0xf01d, repeat));
    const foldOf = Int32Array.from(rows.vectorOf, (vector) => fold[vector] as number);
    return { name: String(repeat), folds: names, foldOf };
  });
}

/** Each fold of a repeat against the others. No vector is on both sides, however the folds were drawn. */
export function* splitsOf({ folds, foldOf }: Repeat, vectorOf: Int32Array): Generator<Split> {
  const rows = Int32Array.from(foldOf.keys());
  for (const fold of folds.keys()) {
    const test = rows.filter((row) => foldOf[row] === fold);
    const held = new Set(test.map((row) => vectorOf[row] as number));
    const others = rows.filter((row) => (foldOf[row] as number) >= 0 && foldOf[row] !== fold);
    const train = others.filter((row) => !held.has(vectorOf[row] as number));
    yield { fold, test, train, removed: others.length - train.length };
  }
}

/** How many vectors stand in more than one fold of a repeat. */
export function countSharedVectors({ foldOf }: Repeat, vectorOf: Int32Array): number {
  const first = new Map<number, number>();
  const shared = new Set<number>();
  foldOf.forEach((fold, row) => {
    if (fold < 0) return;
    const vector = vectorOf[row] as number;
    const before = first.get(vector) ?? fold;
    first.set(vector, before);
    if (before !== fold) shared.add(vector);
  });
  return shared.size;
}
