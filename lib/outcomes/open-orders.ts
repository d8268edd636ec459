/**
 * How the list of what is still open may be sorted: by age, the oldest first; by probability, the highest first; or
 * only those where the first opinion and the call differ, the newest first.
 */
export const openOrders = ["age", "probability", "disagreement"] as const;
