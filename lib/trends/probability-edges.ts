/**
 * Bounds of the bins that calibrated probabilities are counted into day by day, ascending; a bin holds its lower
 * bound, the last one also its upper. Narrow where most candidates are, and the same for every version.
 */
export const probabilityEdges = [
  0, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1,
] as const;
