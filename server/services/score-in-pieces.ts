import { setImmediate as nextTurn } from "node:timers/promises";
import { featureKeys } from "../../lib/features";
import type { Model } from "../../lib/model/model";
import { type Scores, scoreVectors } from "../../lib/model/score";

/** Rows between two turns of the event loop: a few milliseconds, so that an answer never waits for longer. */
const rowsAtOnce = 100;

/** Scores vectors of shape (rows × 6,), letting everything else in the process have its turn between pieces. */
export async function scoreInPieces(
  model: Pick<Model, "card" | "evaluator">,
  values: Float64Array,
): Promise<Scores> {
  const width = featureKeys.length;
  const rows = values.length / width;
  const scores = { rawScores: new Float64Array(rows), probabilities: new Float64Array(rows) };
  for (let from = 0; from < rows; from += rowsAtOnce) {
    await nextTurn();
    const piece = scoreVectors(model, values.subarray(from * width, (from + rowsAtOnce) * width));
    scores.rawScores.set(piece.rawScores, from);
    scores.probabilities.set(piece.probabilities, from);
  }
  return scores;
}
