import { calibrate } from "../../lib/evaluation/calibration";
import { featureKeys, toVector } from "../../lib/features";
import { decisionPath, type PathStep } from "../../lib/forest/decision-path";
import type { AskTreePath, TreePath } from "../../lib/model/tree-path";
import type { Dependencies } from "./dependencies";
import { UnknownTreeError } from "./errors";

const nodeOf = ({ cover, positiveFraction }: PathStep) => ({ cover, positiveFraction });

/** Follows a candidate through one tree of the model in use, counted from 1; needs no database. */
export function treePath(
  { models }: { readonly models: Pick<Dependencies["models"], "champion"> },
  { tree, features }: AskTreePath,
): TreePath {
  const { card, forest, evaluator } = models.champion();
  const trees = forest.roots.length - 1;
  if (tree > trees) throw new UnknownTreeError(tree, trees);
  const vector = toVector(features);
  const [root, ...after] = decisionPath(forest, tree - 1, vector);
  if (root === undefined) throw new Error(`Tree ${tree} has no root.`);
  const asked = [root, ...after];
  const steps = after.map((to, index) => {
    const split = asked[index]?.split;
    const feature = split ? featureKeys[split.column] : undefined;
    if (!split || feature === undefined) throw new Error(`Tree ${tree} has a step from a leaf.`);
    return {
      feature,
      value: features[feature],
      threshold: split.threshold,
      side: split.taken,
      to: nodeOf(to),
    };
  });
  const rawScore = evaluator.scoreOne(vector);
  return {
    version: card.version,
    tree,
    trees,
    root: nodeOf(root),
    steps,
    rawScore,
    probability: calibrate(card.calibration, rawScore),
  };
}
