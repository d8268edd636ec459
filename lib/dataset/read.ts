import { features } from "../features";
import type { Dataset } from "./dataset";

/** One thing wrong with a line of the file. */
export interface LineFault {
  /** Counted from 1, as editors do. */
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly accepted: string;
}

const shown = 20;
const width = features.length;

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

const headers = [features.map(({ column }) => column as string), features.map((_, i) => `attr${i + 1}`)];
const labelColumns = ["Microcalcifications", "class"];
const unquote = (text: string) => /^(['"])(.*)\1$/.exec(text.trim())?.[2] ?? text.trim();

/** Cells of a line; a quote pair may stand around any of them, as in the published labels. */
const cellsOf = (line: string) => line.split(",").map(unquote);

function isHeader(cells: readonly string[]): boolean {
  return headers.some((header) => header.every((name, i) => cells[i]?.toLowerCase() === name.toLowerCase()));
}

function columnName(index: number): string {
  return features[index]?.column ?? labelColumns[0] ?? "";
}

function faultsOf(cells: readonly string[], line: number): LineFault[] {
  if (cells.length !== width + 1) {
    const value = `${cells.length} values`;
    return [{ line, column: "all", value, accepted: `${width + 1} values (six features and the label)` }];
  }
  return cells.flatMap((value, i) => {
    const good = i < width ? value !== "" && Number.isFinite(Number(value)) : value === "1" || value === "-1";
    const accepted = i < width ? "a finite number with a decimal point" : "1 or -1";
    return good ? [] : [{ line, column: columnName(i), value: value.slice(0, 40), accepted }];
  });
}

/**
 * Reads the three published forms: with the Python project's header, without one, and OpenML's CSV and ARFF.
 * Labels are 1 and -1, with quotes or without. Throws {@link DatasetError} naming every bad line.
 */
export function readDataset(text: string, file: string): Dataset {
  const faults: LineFault[] = [];
  const values: number[] = [];
  const labels: number[] = [];
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  let begun = false;
  lines.forEach((raw, i) => {
    const line = raw.trim();
    if (line === "" || /^[%@]/.test(line)) return;
    const cells = cellsOf(line);
    const header = !begun && isHeader(cells);
    begun = true;
    if (header) return;
    const found = faultsOf(cells, i + 1);
    faults.push(...found);
    if (found.length > 0) return;
    for (let column = 0; column < width; column++) values.push(Number(cells[column]));
    labels.push(cells[width] === "1" ? 1 : 0);
  });
  if (faults.length > 0) throw new DatasetError(file, faults);
  if (labels.length === 0) {
    throw new DatasetError(file, [{ line: 1, column: "all", value: "", accepted: "at least one row" }]);
  }
  return { values: Float64Array.from(values), labels: Uint8Array.from(labels) };
}
