import type { Forest } from "./forest";

/** One forest of all trees of several, in their order. */
export function joinTrees(forests: readonly Forest[]): Forest {
  const nodes = forests.reduce((sum, forest) => sum + forest.feature.length, 0);
  const roots: number[] = [0];
  const feature = new Int8Array(nodes);
  const threshold = new Float64Array(nodes);
  const right = new Int32Array(nodes);
  const cover = new Float64Array(nodes);
  const positiveFraction = new Float64Array(nodes);
  let begin = 0;
  for (const forest of forests) {
    feature.set(forest.feature, begin);
    threshold.set(forest.threshold, begin);
    cover.set(forest.cover, begin);
    positiveFraction.set(forest.positiveFraction, begin);
    forest.right.forEach((child, node) => {
      right[begin + node] = forest.feature[node] === -1 ? 0 : child + begin;
    });
    for (const root of forest.roots.subarray(1)) roots.push(begin + root);
    begin += forest.feature.length;
  }
  const featureCount = forests[0]?.featureCount ?? 0;
  return { featureCount, roots: Int32Array.from(roots), feature, threshold, right, cover, positiveFraction };
}
