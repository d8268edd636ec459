import { probabilityBin } from "../lib/drift/drift-bins";
import {
  type DriftReference,
  type SaidCounts,
  toDriftReference,
  type WindowCounts,
} from "../lib/drift/drift-reference";
import { type FeatureKey, featureKeys } from "../lib/features";
import type { FeatureReference, Reference } from "../lib/model/card";
import { isAtMinimum } from "../lib/model/stratum";
import { probabilityEdges } from "../lib/trends/probability-edges";

const width = featureKeys.length;

/** Candidates with all that drift is told by, already counted into fine bins. All lists have one entry a candidate. */
export interface DriftRows {
  readonly rows: number;
  /** By feature: 0 at the minimum, then 1 to 40. */
  readonly inputs: readonly Uint8Array[];
  readonly probability: Uint8Array;
  /** 1 where the support region does not call it inside. */
  readonly notInside: Uint8Array;
}

/** The fine bin of a value, as days are counted. */
function fineBin({ min, edges }: FeatureReference, value: number): number {
  if (isAtMinimum(value, min)) return 0;
  let [low, high] = [1, edges.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((edges[middle - 1] as number) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface Said {
  readonly probability: ArrayLike<number>;
  readonly notInside: ArrayLike<number>;
}

/** Vectors of shape (rows × 6,) and what was said of them. */
export function toDriftRows(reference: Reference, values: Float64Array, said: Said): DriftRows {
  const rows = values.length / width;
  return {
    rows,
    inputs: reference.features.map((feature, column) =>
      Uint8Array.from({ length: rows }, (_, row) => fineBin(feature, values[row * width + column] as number)),
    ),
    probability: Uint8Array.from(said.probability, probabilityBin),
    notInside: Uint8Array.from(said.notInside),
  };
}

function countInto(bins: Uint8Array, places: Int32Array, length: number): number[] {
  const counts = new Array<number>(length).fill(0);
  for (const place of places) counts[bins[place] as number] = (counts[bins[place] as number] as number) + 1;
  return counts;
}

/** The candidates at these places, counted as the day's tables have them. */
export function countRows(rows: DriftRows, places: Int32Array): WindowCounts {
  const hits = places.reduce((sum, place) => sum + (rows.notInside[place] as number), 0);
  return {
    inputs: Object.fromEntries(
      featureKeys.map((key, i) => [key, countInto(rows.inputs[i] as Uint8Array, places, 41)]),
    ) as Record<FeatureKey, number[]>,
    said: {
      probabilities: countInto(rows.probability, places, probabilityEdges.length - 1),
      notInside: { hits, of: places.length },
    },
  };
}

/** A reference made of counted candidates; bounds are those of `reference`. */
export function referenceOf(
  reference: Reference,
  inputs: WindowCounts["inputs"],
  said: SaidCounts | null,
): DriftReference {
  const features = reference.features.map((feature) => ({
    ...feature,
    counts: inputs[feature.feature].slice(1),
  }));
  const rows = inputs.area.reduce((sum, count) => sum + count, 0);
  return toDriftReference({ ...reference, rows, features }, said);
}
