/** What the model calls a candidate at the operating point. */
export const labels = ["calcification", "not_calcification"] as const;

/** What a person later found the candidate to be. */
export const outcomes = ["calcification", "not_calcification", "undetermined"] as const;

/** The outcome of a prediction as a filter names it: one that was recorded, or `pending`. */
export const outcomeStates = [...outcomes, "pending"] as const;
