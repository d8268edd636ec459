/** The columns that are read from a file of outcomes. The first two have to be there. */
export const importColumns = ["id", "outcome", "date", "note", "timeZone"] as const;

/** Most faults that a preview shows. */
export const faultsShown = 200;
