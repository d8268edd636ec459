/** Name of a downloaded table: that of the data set without its ending, and what the table holds. */
export const fileName = (dataset: string, table: string): string =>
  `${dataset.replace(/\.[^.]*$/, "") || "data"}-${table}.csv`;
