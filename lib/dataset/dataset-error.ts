/** One thing wrong with a line of the file. */
export interface LineFault {
  /** Counted from 1, as editors do. */
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly accepted: string;
}

const shown = 20;

/** A file with lines that cannot be read; the message tells the first 20 in full and how many more there are. */
export class DatasetError extends Error {
  override readonly name = "DatasetError";
  constructor(
    readonly file: string,
    readonly faults: readonly LineFault[],
  ) {
    const told = faults
      .slice(0, shown)
      .map(
        (f) => `${file}, line ${f.line}, column ${f.column}: “${f.value}” is not accepted; ${f.accepted} is.`,
      );
    const more = faults.length - shown;
    super([...told, ...(more > 0 ? [`… and ${more} more.`] : [])].join("\n"));
  }
}
