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
