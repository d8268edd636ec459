/** What is wrong with a line: its header, its number of values, a value, or that there is no row at all. */
type FaultKind = "header" | "cells" | "feature" | "label" | "no_row";

/** One thing wrong with a line of the file. */
export interface LineFault {
  /** Absent where the file is read by commands only, which say it in English. */
  readonly kind?: FaultKind;
  /** Counted from 1, as editors do. */
  readonly line: number;
  /** As the published header names it; `header` or `all` where it is no single column. */
  readonly column: string;
  readonly value: string;
  readonly accepted: string;
  /** Of a header: the columns that it lacks. */
  readonly missing?: readonly string[];
  /** Of a number of values: how many there are. */
  readonly cells?: number;
}

/** Faults that a message tells in full. */
export const faultsShown = 20;

/** A file with lines that cannot be read; the message tells the first 20 in full and how many more there are. */
export class DatasetError extends Error {
  override readonly name = "DatasetError";
  constructor(
    readonly file: string,
    /** The first ones: at most as many as the reader of the file keeps. */
    readonly faults: readonly LineFault[],
    /** How many there are in all. */
    readonly found: number = faults.length,
  ) {
    const told = faults
      .slice(0, faultsShown)
      .map(
        (f) => `${file}, line ${f.line}, column ${f.column}: “${f.value}” is not accepted; ${f.accepted} is.`,
      );
    const more = found - told.length;
    super([...told, ...(more > 0 ? [`… and ${more} more.`] : [])].join("\n"));
  }
}
