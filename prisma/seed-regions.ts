import { calibrate } from "../lib/evaluation/calibration";
import { type Features, featureKeys } from "../lib/features";
import { featuresSchema } from "../lib/features-schema";
import type { FeatureReference } from "../lib/model/card";
import type { HeldOut } from "../lib/model/held-out";
import { verdictCode } from "../lib/model/held-out";
import type { Model } from "../lib/model/model";
import { isAtMinimum } from "../lib/model/stratum";
import { supportOf } from "../lib/model/support";
import type { Random } from "../lib/random";
import { probabilityEdges } from "../lib/trends/probability-edges";
import { fitWeights, type Margin } from "./fit-weights";
import { madeUpVectors, patternRows } from "./made-up-vectors";

/** A candidate region that exists nowhere, and what it is. */
export interface MadeUpRegion {
  readonly positive: boolean;
  readonly features: Features;
}

export interface SeedModel {
  readonly model: Model;
  /** `null` on models made before it was kept: scores and verdicts are then as they fall. */
  readonly heldOut: HeldOut | null;
}

/** Candidates made up for each region that is wanted. */
const candidatesPerRegion = 12;

/** Place of a value among ascending edges: below the second in the first bin, from the last but one in the last. */
export function binOf(edges: readonly number[], value: number): number {
  let bin = 0;
  while (bin < edges.length - 2 && value >= (edges[bin + 1] as number)) bin += 1;
  return bin;
}

/** Cell 0 at the minimum, then the bins of the reference. */
export const featureCell = ({ min, edges }: FeatureReference, value: number): number =>
  isAtMinimum(value, min) ? 0 : 1 + binOf(edges, value);

export function featureShares({ shareAtMinimum, counts }: FeatureReference): number[] {
  const above = counts.reduce((sum, count) => sum + count, 0);
  return [shareAtMinimum, ...counts.map((count) => ((1 - shareAtMinimum) * count) / above)];
}

/**
 * How the model's probabilities ought to spread over `probabilityEdges`, by rows of the file: as they did while held
 * out, but for the vector that repeats by the thousand. No held-out model knew it, the one in use does.
 */
export function scoreShares({ model, heldOut }: { model: Model; heldOut: HeldOut }): number[] {
  const shares = new Array<number>(probabilityEdges.length - 1).fill(0);
  const rows = heldOut.positives.map((positives, i) => positives + (heldOut.negatives[i] as number));
  const most = rows.indexOf(Math.max(...rows));
  const known = calibrate(model.card.calibration, model.evaluator.scoreOne(model.minima));
  rows.forEach((count, i) => {
    const repeats = i === most && count > 1;
    const bin = binOf(probabilityEdges, repeats ? known : (heldOut.probability[i] as number));
    shares[bin] = (shares[bin] as number) + count / model.reference.rows;
  });
  return shares;
}

export function verdictShares({ verdict, positives, negatives }: HeldOut): number[] {
  const shares = [0, 0, 0];
  verdict.forEach((code, i) => {
    shares[code] = (shares[code] as number) + (positives[i] as number) + (negatives[i] as number);
  });
  const rows = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / rows);
}

/** As many places as wanted, ascending, each as often as its weight says: systematic sampling (Madow 1949). */
function sample(weights: Float64Array, count: number, random: Random): number[] {
  const start = random();
  const places: number[] = [];
  let passed = 0;
  weights.forEach((weight, place) => {
    passed += weight * count;
    while (places.length + start < passed && places.length < count) places.push(place);
  });
  return places;
}

/** Steps of this share of a circle never come close to where they have been (Weyl 1916). */
const goldenStep = (Math.sqrt(5) - 1) / 2;

/**
 * In an order of which every long stretch has its share of every kind. Drawn blindly one stretch in twenty would look
 * like drift to a test that is right nineteen times of twenty.
 */
function spread<T>(sortedByKind: readonly T[]): T[] {
  return sortedByKind
    .map((item, i) => ({ item, at: (i * goldenStep) % 1 }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/**
 * Candidate regions that look as a model's training data did: feature by feature, in which features stand at their
 * minimum, and, where the model knows what it said of held-out vectors, in its probabilities and support verdicts.
 * What each one is is drawn with its probability, so that the model is as good on them as it says. Same arguments,
 * same regions.
 */
export function madeUpRegions(
  { model, heldOut }: SeedModel,
  { count, random }: { readonly count: number; readonly random: Random },
): MadeUpRegion[] {
  const candidates = madeUpVectors(model, { count: candidatesPerRegion * count, random })
    .map((candidate) => ({
      ...candidate,
      probability: calibrate(model.card.calibration, model.evaluator.scoreOne(candidate.vector)),
      verdict: verdictCode(supportOf(model.support, candidate.vector).verdict),
    }))
    .sort((a, b) => a.verdict - b.verdict || a.pattern - b.pattern || a.probability - b.probability);
  const margins: Margin[] = [
    { cells: candidates.map(({ pattern }) => pattern), shares: patternRows(model.support, model.reference) },
    ...model.reference.features.map((feature, i) => ({
      cells: candidates.map(({ vector }) => featureCell(feature, vector[i] as number)),
      shares: featureShares(feature),
    })),
  ];
  if (heldOut !== null) {
    margins.push(
      { cells: candidates.map(({ verdict }) => verdict), shares: verdictShares(heldOut) },
      {
        cells: candidates.map(({ probability }) => binOf(probabilityEdges, probability)),
        shares: scoreShares({ model, heldOut }),
      },
    );
  }
  const places = sample(fitWeights(candidates.length, margins), count, random);
  return spread(places).map((place) => {
    const { vector, probability } = candidates[place] as (typeof candidates)[number];
    return {
      positive: random() < probability,
      features: featuresSchema.parse(
        Object.fromEntries(featureKeys.map((key, i) => [key, vector[i] as number])),
      ),
    };
  });
}
