import type { HeldOutRepeat } from "../../lib/evaluation/repeated-evaluation";
import type { LabelledRows, Repeat } from "../../lib/evaluation/repeated-folds";

/**
 * Held-out predictions as CSV: `row,repeat,fold,label,probability,called`, a line for each row of each repeat that it
 * was held out in, by repeat and row. `label` is what the row is and `called` what was said at the fold's own
 * threshold, 1 for a calcification and 0 for none; the probability reads back as the same number.
 */
export function predictionsText(
  { labels }: LabelledRows,
  repeats: readonly Repeat[],
  held: readonly HeldOutRepeat[],
): string {
  const lines = ["row,repeat,fold,label,probability,called"];
  repeats.forEach(({ name, folds, foldOf }, repeat) => {
    const { probabilities, calls } = held[repeat] as HeldOutRepeat;
    foldOf.forEach((fold, row) => {
      if (fold < 0) return;
      lines.push(`${row},${name},${folds[fold]},${labels[row]},${probabilities[row]},${calls[row]}`);
    });
  });
  return `${lines.join("\n")}\n`;
}
