import type { Vectors } from "../dataset/dataset";
import { stratifiedFolds } from "../evaluation/cross-validation";
import { wilson } from "../evaluation/intervals";
import { featureKeys } from "../features";
import type { SupportVerdict } from "../prediction";
import { createRandom } from "../random";
import type { Estimate, ModelCard } from "./card";
import { describeSupport } from "./describe-support";
import { supportOf } from "./support";

const width = featureKeys.length;

/** The vectors named by their places, shape (places × 6,). */
function gather(values: Float64Array, places: readonly number[]): Float64Array {
  const gathered = new Float64Array(places.length * width);
  places.forEach((place, i) => {
    gathered.set(values.subarray(place * width, (place + 1) * width), i * width);
  });
  return gathered;
}

/** The vector with all features at their minimum, if there is one: -1 if not. */
function allAtMinimum(values: Float64Array, places: readonly number[]): number {
  const value = (place: number, column: number) => values[place * width + column] as number;
  const minima = featureKeys.map((_, column) =>
    places.reduce((min, place) => Math.min(min, value(place, column)), Number.POSITIVE_INFINITY),
  );
  return places.findIndex((place) => minima.every((min, column) => value(place, column) === min));
}

function shareOf(verdicts: readonly SupportVerdict[], verdict: SupportVerdict): Estimate {
  const hits = verdicts.filter((found) => found === verdict).length;
  const interval = wilson(hits, verdicts.length);
  return interval && { value: hits / verdicts.length, ...interval };
}

/**
 * What support regions that were made without a vector say of it, for every vector, each in one fold. The vector with
 * all features at their minimum, if there is one, is always on the training side, hence inside.
 */
export function heldOutVerdicts(
  vectors: Vectors,
  { folds, seed }: { readonly folds: number; readonly seed: number },
): SupportVerdict[] {
  const places = Array.from(vectors.positives.keys());
  const labels = vectors.positives.map((count) => (count > 0 ? 1 : 0));
  const assigned = stratifiedFolds(Uint8Array.from(labels), folds, createRandom(seed));
  const always = allAtMinimum(vectors.values, places);
  const verdicts = places.map((): SupportVerdict => "inside");
  for (let fold = 0; fold < folds; fold++) {
    const training = places.filter((place) => place === always || assigned[place] !== fold);
    const region = describeSupport(gather(vectors.values, training));
    for (const place of places) {
      if (place === always || assigned[place] !== fold) continue;
      const vector = vectors.values.subarray(place * width, (place + 1) * width);
      verdicts[place] = supportOf(region, vector).verdict;
    }
  }
  return verdicts;
}

/**
 * How often vectors of the same file that a support region was not made from are called borderline, and outside, by
 * cross-validation over at least two distinct vectors, with Wilson's 95 % intervals. `verdicts` are
 * {@link heldOutVerdicts} by the same folds and seed.
 */
export function measureFalseAlarms(
  vectors: Vectors,
  verdicts: readonly SupportVerdict[],
  { folds, seed }: { readonly folds: number; readonly seed: number },
): NonNullable<ModelCard["support"]> {
  const always = allAtMinimum(vectors.values, Array.from(vectors.positives.keys()));
  const measured = verdicts.filter((_, place) => place !== always);
  return {
    borderline: shareOf(measured, "borderline"),
    outside: shareOf(measured, "outside"),
    protocol:
      `${folds}-fold cross-validation over ${measured.length} distinct feature vectors, seed ${seed}; ` +
      "the vector with all features at their minimum, if there is one, is always on the training side.",
  };
}
