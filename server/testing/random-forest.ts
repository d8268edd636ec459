import type { Forest } from "../../lib/forest/forest";
import { createRandom, type Random, randomInteger } from "../../lib/random";

export interface ForestShape {
  readonly featureCount: number;
  readonly trees: number;
  /** Splits above a leaf, at most; 0 makes every tree one leaf. */
  readonly depth: number;
  readonly seed: number;
}

/** Few enough that trees share thresholds, zero in both its forms among them. */
const thresholds = [-1e6, -2.5, -1, -0, 0, 0.1 + 0.2, 0.3, 1, 1 + 2 ** -52, 7, 1e6];

/** A sound forest with whole-numbered covers and answers that make every order of adding give another sum. */
export function randomForest({ featureCount, trees, depth, seed }: ForestShape): Forest {
  const random = createRandom(seed);
  const feature: number[] = [];
  const threshold: number[] = [];
  const right: number[] = [];
  const cover: number[] = [];
  const share: number[] = [];
  const roots = [0];
  const append = (left: number): number => {
    const node = feature.length;
    const isLeaf = left === 0 || random() < 0.2;
    feature.push(isLeaf ? -1 : randomInteger(random, featureCount));
    threshold.push(isLeaf ? 0 : (thresholds[randomInteger(random, thresholds.length)] as number));
    right.push(0);
    cover.push(1 + randomInteger(random, 9));
    // Roots fill all 53 bits: sums of the drawn 32 would be exact in any order.
    share.push(random() < 0.3 ? Math.round(random()) : Math.sqrt(random()));
    if (isLeaf) return node;
    const a = append(left - 1);
    const b = append(left - 1);
    right[node] = b;
    cover[node] = (cover[a] as number) + (cover[b] as number);
    return node;
  };
  for (let tree = 0; tree < trees; tree++) {
    append(depth);
    roots.push(feature.length);
  }
  return {
    featureCount,
    roots: Int32Array.from(roots),
    feature: Int8Array.from(feature),
    threshold: Float64Array.from(threshold),
    right: Int32Array.from(right),
    cover: Float64Array.from(cover),
    positiveFraction: Float64Array.from(share),
  };
}

/** Mostly values on the forest's thresholds; the rest right beside them, far beyond them, or zeros of both signs. */
function drawValue(random: Random, own: readonly number[]): number {
  const kind = random();
  const at = own[randomInteger(random, own.length)] ?? 0;
  if (kind < 0.5) return at;
  if (kind < 0.6) return at * (1 + 2 ** -52);
  if (kind < 0.7) return at * (1 - 2 ** -53);
  if (kind < 0.8) return random() < 0.5 ? -0 : 0;
  if (kind < 0.9) return random() < 0.5 ? -1e308 : 1e308;
  return 20 * random() - 10;
}

/** Rows that try a forest's thresholds. Shape (rows × features,), row by row. */
export function tryingRows(forest: Forest, { rows, seed }: { rows: number; seed: number }): Float64Array {
  const random = createRandom(seed);
  const columns = Array.from({ length: forest.featureCount }, (_, column) =>
    Array.from(forest.threshold).filter((_threshold, node) => forest.feature[node] === column),
  );
  return Float64Array.from({ length: rows * forest.featureCount }, (_, i) =>
    drawValue(random, columns[i % forest.featureCount] ?? []),
  );
}
