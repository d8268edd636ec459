import { type Random, shuffled } from "../random";

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
