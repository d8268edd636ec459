// What the schemas beside this list by name, for pages too: without the validation library.

/** What comes first in a date with the year at its end: 31/01/2026, 01/31/2026. */
export const dateOrders = ["day_first", "month_first"] as const;
export type DateOrder = (typeof dateOrders)[number];

/** The columns that are read from a file of outcomes. The first two have to be there. */
export const importColumns = ["id", "outcome", "date", "note", "timeZone"] as const;

/** Most faults that a preview shows. */
export const faultsShown = 200;

/**
 * How the list of what is still open may be sorted: by age, the oldest first; by probability, the highest first; or
 * only those where the first opinion and the call differ, the newest first.
 */
export const openOrders = ["age", "probability", "disagreement"] as const;
