import { type Random, shuffled } from "../random";

/**
 * Refuses, in words, what no honest figure can be made from: fewer vectors of a class than there are folds. `labels`
 * has one entry for each distinct vector, 1 is positive.
 */
export function checkFoldable(labels: Uint8Array, folds: number): void {
  const positives = labels.reduce((sum, label) => sum + label, 0);
  const short = [
    { name: "positive", count: positives },
    { name: "negative", count: labels.length - positives },
  ].find(({ count }) => count < folds);
  if (short === undefined) return;
  throw new Error(
    `The file holds ${short.count} distinct ${short.name} vectors; ${folds} folds need at least ${folds} ` +
      "(a vector with both labels counts as what most of its rows are).",
  );
}

/**
 * Assigns each entry to one of `folds` parts, positives and negatives spread evenly. Given feature vectors, each
 * once, no vector stands on both sides of a split. Shape (entries,), values 0 to folds - 1.
 */
export function stratifiedFolds(labels: Uint8Array, folds: number, random: Random): Uint8Array {
  const assigned = new Uint8Array(labels.length);
  for (const label of [1, 0]) {
    const members = Array.from(labels.keys()).filter((i) => labels[i] === label);
    shuffled(members, random).forEach((entry, i) => {
      assigned[entry] = i % folds;
    });
  }
  return assigned;
}
