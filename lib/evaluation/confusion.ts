/** How often a call was right and wrong, each way. */
export interface Confusion {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
}

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);

/** Share of rows called right; `null` without rows. */
export const accuracy = (c: Confusion) =>
  share(
    c.truePositives + c.trueNegatives,
    c.truePositives + c.falsePositives + c.trueNegatives + c.falseNegatives,
  );

/** Share of positives among those called positive; `null` without such calls. */
export const precision = (c: Confusion) => share(c.truePositives, c.truePositives + c.falsePositives);

/** Share of the positives that were called; `null` without positives. */
export const recall = (c: Confusion) => share(c.truePositives, c.truePositives + c.falseNegatives);

/** Share of the negatives that were not called; `null` without negatives. */
export const specificity = (c: Confusion) => share(c.trueNegatives, c.trueNegatives + c.falsePositives);

/** Harmonic mean of precision and recall; 0 when no positive was found, `null` without positives and calls. */
export const f1 = (c: Confusion) =>
  share(2 * c.truePositives, 2 * c.truePositives + c.falsePositives + c.falseNegatives);

/**
 * Matthews correlation coefficient (Matthews 1975), in [-1, 1]; 0 is no better than chance. `null` where either
 * class or either call does not occur.
 */
export function mcc({
  truePositives: tp,
  falsePositives: fp,
  trueNegatives: tn,
  falseNegatives: fn,
}: Confusion): number | null {
  const marginals = [tp + fp, tp + fn, tn + fp, tn + fn];
  if (marginals.includes(0)) return null;
  // Roots one by one: the product of the counts may exceed what a double holds exactly.
  const scale = marginals.reduce((product, count) => product * Math.sqrt(count), 1);
  return Math.max(-1, Math.min(1, (tp * tn - fp * fn) / scale));
}
