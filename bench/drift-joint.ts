import { calibrate } from "../lib/evaluation/calibration";
import { featureKeys } from "../lib/features";
import type { Model } from "../lib/model/model";
import { stratumOf } from "../lib/model/reference";
import { supportOf } from "../lib/model/support";
import { type Random, shuffled } from "../lib/random";
import type { Said } from "./drift-rows";

const width = featureKeys.length;
const vectorAt = (values: Float64Array, row: number) => values.subarray(row * width, (row + 1) * width);

/** Rows among which a column is dealt anew: all, or those with the same features at their minimum. */
export type Dealing = "all" | "stratum";

function groupsOf(model: Model, values: Float64Array, dealing: Dealing): number[][] {
  const groups = new Map<string, number[]>();
  for (let row = 0; row < values.length / width; row++) {
    const key = dealing === "all" ? "" : stratumOf(model.minima, vectorAt(values, row));
    const group = groups.get(key) ?? [];
    group.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** One column dealt anew among the rows: all six distributions stay as they are, what goes with what does not. */
export function dealtAnew(
  model: Model,
  values: Float64Array,
  {
    column,
    dealing,
    random,
  }: { readonly column: number; readonly dealing: Dealing; readonly random: Random },
): Float64Array {
  const dealt = values.slice();
  for (const group of groupsOf(model, values, dealing)) {
    const from = shuffled(group, random);
    group.forEach((row, i) => {
      dealt[row * width + column] = values[(from[i] as number) * width + column] as number;
    });
  }
  return dealt;
}

/** What the model says of each row. */
export function saidBy(model: Model, values: Float64Array): Said {
  const rows = Array.from({ length: values.length / width }, (_, row) => vectorAt(values, row));
  return {
    probability: rows.map((row) => calibrate(model.card.calibration, model.evaluator.scoreOne(row))),
    notInside: rows.map((row) => (supportOf(model.support, row).verdict === "inside" ? 0 : 1)),
  };
}
