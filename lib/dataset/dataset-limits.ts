/** What a data set may have at most: a file that is sent, and the rows of any that is kept. */
export const datasetLimits = { uploadBytes: 11 * 2 ** 20, rows: 300_000 } as const;
