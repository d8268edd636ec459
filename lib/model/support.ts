import { type FeatureKey, featureKeys } from "../features";
import { type Support, type SupportCause, supportVerdicts } from "../prediction";
import { choleskyFactor, normalScore, pairUnlikeliness, rankAmong, unlikelinessOf } from "./copula";
import { isAtMinimum } from "./stratum";
import {
  type FeatureRange,
  gridSide,
  type Joint,
  type Level,
  levels,
  type SupportRegion,
} from "./support-region";

/** Ends of a range are shown to people rounded outwards to this, so what they type may be as far out. */
const rounding = 0.01;
/** More pairs than these say no more. */
const mostPairs = 2;

/** Level of a value by its own feature's range alone. */
export function rangeLevel({ min, max, rareBelow, rareAbove }: FeatureRange, value: number): Level {
  if (value < min - rounding || value > max + rounding) return levels.outside;
  const ordinary = isAtMinimum(value, min) || (value >= rareBelow && value <= rareAbove);
  return ordinary ? levels.inside : levels.borderline;
}

/** Which features of a vector are at their minimum, as the digits of a pattern. */
export function patternOf(ranges: readonly FeatureRange[], vector: ArrayLike<number>): string {
  let pattern = "";
  for (let i = 0; i < ranges.length; i++) {
    pattern += isAtMinimum(vector[i] as number, ranges[i]?.min as number) ? "1" : "0";
  }
  return pattern;
}

/** The cell along one side of a grid that a rank in [0, 1] falls into. */
export const cellOf = (rank: number): number => Math.min(gridSide - 1, Math.floor(rank * gridSide));

/** Ranks in [0, 1] of the features that are above their minimum, in the order of `joint.features`. */
export function ranksOf(
  { features, quantiles }: Pick<Joint, "features" | "quantiles">,
  vector: ArrayLike<number>,
) {
  return Float64Array.from(features, (feature, i) =>
    rankAmong(quantiles[i] as number[], vector[featureKeys.indexOf(feature)] as number),
  );
}

interface Finding {
  readonly level: Level;
  readonly cause: SupportCause;
}

interface Pair {
  readonly level: Level;
  readonly features: [FeatureKey, FeatureKey];
  readonly unlikeliness: number;
}

function pairsOf(joint: Joint, ranks: Float64Array, scores: Float64Array): Pair[] {
  const pairs: Pair[] = [];
  for (let i = 0; i < ranks.length; i++) {
    for (let j = i + 1; j < ranks.length; j++) {
      const at = cellOf(ranks[i] as number) * gridSide + cellOf(ranks[j] as number);
      pairs.push({
        level: Number(joint.grids[pairs.length]?.[at]) as Level,
        features: [joint.features[i] as FeatureKey, joint.features[j] as FeatureKey],
        unlikeliness: pairUnlikeliness(
          joint.correlation[i]?.[j] as number,
          scores[i] as number,
          scores[j] as number,
        ),
      });
    }
  }
  return pairs.sort((a, b) => b.unlikeliness - a.unlikeliness);
}

/** The gravest pairs, the least likely first; the least likely one also stands for all features taken together. */
function combinationFindings(region: SupportRegion, joint: Joint, vector: ArrayLike<number>): Finding[] {
  const factor = choleskyFactor(joint.correlation);
  if (factor === null) throw new Error("The support region's correlation is not positive definite.");
  const ranks = ranksOf(joint, vector);
  const scores = ranks.map(normalScore);
  const { borderline, outside } = region.unlikeliness;
  const unlikeliness = unlikelinessOf(factor, scores);
  const belowOutside = unlikeliness > borderline ? levels.borderline : levels.inside;
  const together = unlikeliness > outside ? levels.outside : belowOutside;
  const pairs = pairsOf(joint, ranks, scores).map((pair, i) =>
    i === 0 && together > pair.level ? { ...pair, level: together } : pair,
  );
  const gravest = Math.max(levels.inside, ...pairs.map(({ level }) => level)) as Level;
  return pairs
    .filter(({ level }) => level === gravest && level > levels.inside)
    .slice(0, mostPairs)
    .map(({ features }) => ({ level: gravest, cause: { kind: "combination" as const, features } }));
}

function rangeFindings(region: SupportRegion, vector: ArrayLike<number>): Finding[] {
  const found = region.ranges.map((range, i) => rangeLevel(range, vector[i] as number));
  const level = Math.max(...found) as Level;
  if (level === levels.inside) return [];
  return [{ level, cause: { kind: "range", features: featureKeys.filter((_, i) => found[i] === level) } }];
}

function patternFindings(pattern: string, level: Level): Finding[] {
  const features = featureKeys.filter((_, i) => pattern[i] === "1");
  // Where no feature is at its minimum there is none to name: it is all six together that were not seen like this.
  const cause: SupportCause =
    features.length > 0 ? { kind: "pattern", features } : { kind: "combination", features: [...featureKeys] };
  return [{ level, cause }];
}

function findingsOf(region: SupportRegion, vector: ArrayLike<number>): Finding[] {
  const beyond = rangeFindings(region, vector);
  // Past its range a value has no rank that a pattern or a combination could go by.
  if (beyond[0]?.level === levels.outside) return beyond;
  const pattern = patternOf(region.ranges, vector);
  const seen = region.patterns.find((known) => known.pattern === pattern);
  if (seen === undefined) return patternFindings(pattern, levels.outside);
  // All at the minimum is one single vector, and so it is the one that was seen.
  if (!pattern.includes("0")) return beyond;
  if (seen.joint === null) return [...beyond, ...patternFindings(pattern, levels.borderline)];
  return [...beyond, ...combinationFindings(region, seen.joint, vector)];
}

/**
 * Whether the training data speak for a vector of shape (6,), finite, in the order of `featureKeys`: by each feature's
 * range, by the pattern of features at their minimum, and by combinations of those above it. The causes are those of
 * the verdict's own gravity, at most three, range first; none for `inside`.
 */
export function supportOf(region: SupportRegion, vector: ArrayLike<number>): Support {
  const findings = findingsOf(region, vector);
  const gravest = Math.max(levels.inside, ...findings.map(({ level }) => level)) as Level;
  return {
    verdict: supportVerdicts[gravest],
    causes: findings.filter(({ level }) => level === gravest).map(({ cause }) => cause),
  };
}
