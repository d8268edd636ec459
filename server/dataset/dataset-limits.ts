/** What a file may have at most: one that is sent, and any that is kept. Both say so on the page, too. */
export const datasetLimits = { uploadBytes: 11 * 2 ** 20, rows: 300_000 } as const;

/** A file with more bytes or rows than can be looked at in reasonable time. */
export class DatasetSizeError extends Error {
  override readonly name = "DatasetSizeError";
  constructor(
    readonly file: string,
    readonly measure: "bytes" | "rows",
    readonly limit: number,
  ) {
    super(`${file} has more than ${limit} ${measure}.`);
  }
}
