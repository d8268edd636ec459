import { setImmediate } from "node:timers/promises";
import { type Dataset, vectorOfRows } from "../../lib/dataset/dataset";
import {
  compared,
  evaluateRepeats,
  type HeldOutRepeat,
  type VariantQuality,
} from "../../lib/evaluation/repeated-evaluation";
import {
  countSharedVectors,
  type LabelledRows,
  type Repeat,
  splitsOf,
} from "../../lib/evaluation/repeated-folds";
import { featureKeys } from "../../lib/features";
import type { ComparedVariant } from "../../lib/model/card";
import { stratumOf } from "../../lib/model/reference";
import type { Stratum } from "../../lib/model/stratum";
import { HoldOut, type Variant } from "./hold-out";

export interface EvaluateRequest {
  readonly dataset: Dataset;
  readonly repeats: readonly Repeat[];
  readonly variants: readonly Variant[];
  readonly seed: number;
  readonly threads: number;
  /** Bootstrap draws over vectors. */
  readonly draws: number;
}

/** What was measured, each variant on the same folds. */
export interface MeasuredVariants {
  /** What a model card keeps. */
  readonly variants: readonly ComparedVariant[];
  readonly evaluations: readonly VariantQuality[];
  /** Vectors that stand in several folds of a repeat, and rows taken out of training sides for it; over all repeats. */
  readonly shared: { readonly vectors: number; readonly removedRows: number };
  /** Predictions of each variant, by name. */
  readonly held: ReadonlyMap<string, readonly HeldOutRepeat[]>;
}

const width = featureKeys.length;

export function labelledRows(dataset: Dataset): LabelledRows {
  return { labels: dataset.labels, vectorOf: vectorOfRows(dataset) };
}

/** Each vector's stratum, by the smallest values in the data. Shape (vectors,). */
function strataOf({ values, labels }: Dataset, vectorOf: Int32Array): Stratum[] {
  const minima = featureKeys.map((_, column) =>
    labels.reduce((least, _label, row) => Math.min(least, values[row * width + column] as number), Infinity),
  );
  const found: Stratum[] = [];
  vectorOf.forEach((vector, row) => {
    found[vector] ??= stratumOf(minima, values.subarray(row * width, (row + 1) * width));
  });
  return found;
}

function countShared(repeats: readonly Repeat[], vectorOf: Int32Array): MeasuredVariants["shared"] {
  let [vectors, removedRows] = [0, 0];
  for (const repeat of repeats) {
    const shared = countSharedVectors(repeat, vectorOf);
    vectors += shared;
    if (shared === 0) continue;
    for (const { removed } of splitsOf(repeat, vectorOf)) removedRows += removed;
  }
  return { vectors, removedRows };
}

/**
 * Holds out every row for every variant and measures what was said. Tells `onWork` what is done, in `workOf`'s units.
 */
export async function evaluateVariants(
  { dataset, repeats, variants, seed, threads, draws }: EvaluateRequest,
  onWork: (done: number) => void,
): Promise<MeasuredVariants> {
  const rows = labelledRows(dataset);
  const evaluated = { rows, repeats, strata: strataOf(dataset, rows.vectorOf) };
  const holdOut = new HoldOut({ dataset, rows, repeats, seed, threads });
  const held = new Map<string, HeldOutRepeat[]>();
  const evaluations: VariantQuality[] = [];
  try {
    for (const variant of variants) {
      const predictions = await holdOut.run(variant, onWork);
      held.set(variant.name, predictions);
      evaluations.push(
        evaluateRepeats(evaluated, { variant: variant.name, held: predictions }, { seed, draws }),
      );
      // Seconds without a turn of the event loop lie behind: whoever was told to stop does so now.
      await setImmediate();
    }
  } finally {
    await holdOut.close();
  }
  return {
    variants: evaluations.map(compared),
    evaluations,
    shared: countShared(repeats, rows.vectorOf),
    held,
  };
}
