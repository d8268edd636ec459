/** Calcifications, other outcomes, no outcome yet: from the bottom of a bar. */
export const basisFills = ["var(--mc-positive-fill)", "var(--mc-negative-fill)", "var(--mc-sunken)"] as const;
