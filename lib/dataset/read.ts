import { featureLimit, features } from "../features";
import type { Dataset } from "./dataset";
import { DatasetError, type LineFault } from "./dataset-error";

const width = features.length;
/** Another file altogether has a fault in every line: no reader wants them all, and they would fill the memory. */
const faultsKept = 1000;

const featureColumns: readonly string[] = features.map(({ column }) => column);
const headers = [
  [...featureColumns, "Microcalcifications"],
  [...features.map((_, i) => `attr${i + 1}`), "class"],
];

/** Digits with an optional point and exponent: what `Number` takes besides (0x10, "", Infinity) is no measurement. */
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const acceptedFeature = `a number with a decimal point, from ${-featureLimit} to ${featureLimit},`;
const acceptedHeader = headers.map((names) => names.join(",")).join(" or ");

const unquote = (text: string) => /^(['"])(.*)\1$/.exec(text.trim())?.[2]?.trim() ?? text.trim();

/** Cells of a line; a quote pair may stand around any of them, as in the published labels. */
const cellsOf = (line: string) => line.split(",").map(unquote);

const isMeasurement = (cell: string) => decimal.test(cell) && Math.abs(Number(cell)) <= featureLimit;
const isLabel = (cell: string) => cell === "1" || cell === "-1";

/** Names of columns in a known order; any names where none of a published form's would be mistaken for values. */
function isHeader(cells: readonly string[]): boolean {
  return headers.some(
    (names) =>
      names.length === cells.length &&
      names.every((name, i) => cells[i]?.toLowerCase() === name.toLowerCase()),
  );
}

/** The columns of the published form nearest to a header that it lacks, in their order. */
function missingFrom(cells: readonly string[]): string[] {
  const found = new Set(cells.map((cell) => cell.toLowerCase()));
  const lacking = headers.map((names) => names.filter((name) => !found.has(name.toLowerCase())));
  return lacking.reduce((fewest, names) => (names.length < fewest.length ? names : fewest));
}

const namesColumns = (cells: readonly string[]) => cells.every((cell) => /^\p{L}/u.test(cell));

/** A value as a message may show it: at most 40 characters, none of which moves a terminal's cursor. */
const shown = (value: string) => value.slice(0, 40).replace(/\p{Cc}/gu, "\uFFFD");

function headerFault(cells: readonly string[], line: number): LineFault {
  const value = shown(cells.join(","));
  return {
    kind: "header",
    line,
    column: "header",
    value,
    accepted: acceptedHeader,
    missing: missingFrom(cells),
  };
}

function faultsOf(cells: readonly string[], line: number): LineFault[] {
  if (cells.length !== width + 1) {
    const value = cells.length === 1 ? "1 value" : `${cells.length} values`;
    const accepted = `${width + 1} values with commas between them (six features and the label)`;
    return [{ kind: "cells", line, column: "all", value, accepted, cells: cells.length }];
  }
  return cells.flatMap((value, i) => {
    const good = i < width ? isMeasurement(value) : isLabel(value);
    const accepted = i < width ? acceptedFeature : "1 or -1";
    const column = featureColumns[i] ?? "Microcalcifications";
    const kind = i < width ? "feature" : "label";
    return good ? [] : [{ kind, line, column, value: shown(value), accepted }];
  });
}

interface Line {
  /** Counted from 1, as editors do. */
  readonly number: number;
  readonly text: string;
}

/**
 * The lines with something on them, trimmed (also of a byte order mark). A line of the Python project's file ends in
 * two carriage returns and a line feed.
 */
function linesOf(text: string): Line[] {
  return text
    .split(/\r*\n|\r/)
    .map((line, i) => ({ number: i + 1, text: line.trim() }))
    .filter((line) => line.text !== "");
}

/** Splits an ARFF into the columns it declares and the lines after `@data`; without a declaration, all are rows. */
function withoutDeclarations(lines: readonly Line[]): { rows: Line[]; declared: Line[] } {
  const spoken = lines.filter((line) => !line.text.startsWith("%"));
  if (!spoken[0]?.text.startsWith("@")) return { rows: spoken, declared: [] };
  const data = spoken.findIndex((line) => /^@data$/i.test(line.text));
  const end = data === -1 ? spoken.length : data;
  return {
    rows: spoken.slice(end + 1),
    declared: spoken.slice(0, end).filter((line) => /^@attribute\s/i.test(line.text)),
  };
}

const attributeName = ({ text }: Line) =>
  unquote(/^@attribute\s+('[^']*'|"[^"]*"|\S+)/i.exec(text)?.[1] ?? "");

/** Takes a header off the rows, and reports one, or an ARFF's declarations, that names other columns. */
function takeHeader(rows: readonly Line[], declared: readonly Line[]): { body: Line[]; faults: LineFault[] } {
  if (declared.length > 0) {
    const names = declared.map(attributeName);
    const faults = isHeader(names) ? [] : [headerFault(names, (declared[0] as Line).number)];
    return { body: [...rows], faults };
  }
  const [first, ...rest] = rows;
  const cells = cellsOf(first?.text ?? "");
  if (first === undefined || !namesColumns(cells)) return { body: [...rows], faults: [] };
  return { body: rest, faults: isHeader(cells) ? [] : [headerFault(cells, first.number)] };
}

/**
 * Reads the published forms: with the Python project's header, without one, and OpenML's CSV and ARFF. Labels are 1
 * and -1, with quotes or without. Throws {@link DatasetError} that names the first bad lines and counts them all.
 */
export function readDataset(text: string, file: string): Dataset {
  const { rows, declared } = withoutDeclarations(linesOf(text));
  const { body, faults } = takeHeader(rows, declared);
  const values: number[] = [];
  const labels: number[] = [];
  let faultCount = faults.length;
  for (const { number, text: line } of body) {
    const cells = cellsOf(line);
    const found = faultsOf(cells, number);
    faultCount += found.length;
    if (faults.length < faultsKept) faults.push(...found);
    if (found.length > 0) continue;
    for (let column = 0; column < width; column++) values.push(Number(cells[column]));
    labels.push(cells[width] === "1" ? 1 : 0);
  }
  if (faultCount > 0) throw new DatasetError(file, faults, faultCount);
  if (labels.length === 0) {
    throw new DatasetError(file, [
      { kind: "no_row", line: 1, column: "all", value: "no row", accepted: "a file with at least one row" },
    ]);
  }
  return { values: Float64Array.from(values), labels: Uint8Array.from(labels) };
}
