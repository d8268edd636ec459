import { DatasetError, type LineFault } from "../dataset/dataset-error";
import { type LabelledRows, type Repeat, splitsOf } from "./repeated-folds";

const columns = ["row", "repeat", "fold"] as const;

/** A name, or a whole number: nothing that a spreadsheet or a terminal would take for more than text. */
const name = /^(?:-?\d+|[\p{L}\p{N}_][\p{L}\p{N}_ .:/-]*)$/u;
const longestName = 64;
/** More would run for days. */
const mostRepeats = 100;
const mostFolds = 1000;
const acceptedName = `a number or name of up to ${longestName} letters and digits`;

const shown = (value: string) => value.slice(0, 40).replace(/\p{Cc}/gu, "\uFFFD");
const unquote = (cell: string) => /^(["'])(.*)\1$/.exec(cell.trim())?.[2]?.trim() ?? cell.trim();
const cellsOf = (line: string) => line.split(",").map(unquote);

const classes = [
  { label: 1, name: "positive" },
  { label: 0, name: "negative" },
];

interface Assignment {
  /** Counted from 1, as editors do. */
  readonly line: number;
  readonly row: number;
  readonly repeat: string;
  readonly fold: string;
}

/** A repeat as it is read, with the lines that its faults are told at. */
interface Reading {
  readonly begin: number;
  readonly folds: Map<string, { readonly index: number; readonly line: number }>;
  readonly lineOf: Map<number, number>;
  readonly foldOf: Int32Array;
}

interface Line {
  readonly number: number;
  readonly cells: readonly string[];
}

function linesOf(text: string): Line[] {
  return text
    .split(/\r*\n|\r/)
    .map((line, i) => ({ number: i + 1, text: line.trim() }))
    .filter((line) => line.text !== "")
    .map((line) => ({ number: line.number, cells: cellsOf(line.text) }));
}

/** Positions of the three columns; faults where one is missing or there twice. */
function placesOf(header: Line | undefined): { places: number[]; faults: LineFault[] } {
  const names = header?.cells.map((cell) => cell.toLowerCase()) ?? [];
  const places = columns.map((column) => names.indexOf(column));
  const wrong = columns.filter((column, i) => places[i] === -1 || names.lastIndexOf(column) !== places[i]);
  const faults = wrong.map((column) => ({
    line: header?.number ?? 1,
    column,
    value: shown(header?.cells.join(",") ?? ""),
    accepted: "a header with the columns row, repeat and fold, each once,",
  }));
  return { places, faults };
}

function assignmentOf(
  { number: line, cells }: Line,
  places: readonly number[],
  rows: number,
): Assignment | LineFault {
  const [row = "", repeat = "", fold = ""] = places.map((place) => cells[place] ?? "");
  if (!/^\d{1,9}$/.test(row) || Number(row) >= rows) {
    return { line, column: "row", value: shown(row), accepted: `a row number from 0 to ${rows - 1}` };
  }
  for (const [column, value] of [
    ["repeat", repeat],
    ["fold", fold],
  ] as const) {
    if (value.length > longestName || !name.test(value))
      return { line, column, value: shown(value), accepted: acceptedName };
  }
  return { line, row: Number(row), repeat, fold };
}

/** Puts a row into its fold; a fault where its repeat has it already. */
function assign(into: Map<string, Reading>, { line, row, repeat, fold }: Assignment, rows: number) {
  let reading = into.get(repeat);
  if (reading === undefined) {
    if (into.size === mostRepeats) {
      return {
        line,
        column: "repeat",
        value: shown(repeat),
        accepted: `one of up to ${mostRepeats} repeats`,
      };
    }
    reading = {
      begin: line,
      folds: new Map(),
      lineOf: new Map(),
      foldOf: new Int32Array(rows).fill(-1),
    };
    into.set(repeat, reading);
  }
  const before = reading.lineOf.get(row);
  if (before !== undefined) {
    const accepted = `a row that repeat ${repeat} does not have yet (line ${before} has this one)`;
    return { line, column: "row", value: String(row), accepted };
  }
  reading.lineOf.set(row, line);
  if (!reading.folds.has(fold) && reading.folds.size === mostFolds) {
    return { line, column: "fold", value: shown(fold), accepted: `one of up to ${mostFolds} folds` };
  }
  const known = reading.folds.get(fold) ?? { index: reading.folds.size, line };
  reading.folds.set(fold, known);
  reading.foldOf[row] = known.index;
  return undefined;
}

/** Faults of a repeat as a whole: one fold alone, or one whose training side lacks a class. */
function faultsOf(repeat: string, { begin, folds, foldOf }: Reading, rows: LabelledRows): LineFault[] {
  const names = [...folds.keys()];
  if (names.length < 2) {
    const value = shown(names[0] ?? "");
    return [
      { line: begin, column: "fold", value, accepted: `repeat ${repeat} with more folds than this one` },
    ];
  }
  const splits = splitsOf({ name: repeat, folds: names, foldOf }, rows.vectorOf);
  return Array.from(splits).flatMap(({ fold, train }) => {
    const lacking = classes.find(({ label }) => !train.some((row) => rows.labels[row] === label));
    if (lacking === undefined) return [];
    const value = names[fold] as string;
    const line = folds.get(value)?.line ?? begin;
    const accepted = `a fold beside which repeat ${repeat} has a ${lacking.name} row to train on`;
    return [{ line, column: "fold", value: shown(value), accepted }];
  });
}

/**
 * Reads folds that somebody else drew: CSV with the columns `row` (from 0, in the order of the data), `repeat` and
 * `fold`, in any order, others passed over. Repeats and folds keep their names and the order of first appearance;
 * rows not listed take no part. Throws {@link DatasetError} naming every bad line.
 */
export function readFolds(text: string, file: string, rows: LabelledRows): Repeat[] {
  const [header, ...lines] = linesOf(text.replace(/^\uFEFF/, ""));
  const { places, faults } = placesOf(header);
  if (faults.length > 0) throw new DatasetError(file, faults);
  const readings = new Map<string, Reading>();
  for (const line of lines) {
    const read = assignmentOf(line, places, rows.labels.length);
    const fault = "accepted" in read ? read : assign(readings, read, rows.labels.length);
    if (fault !== undefined) faults.push(fault);
  }
  if (lines.length === 0)
    faults.push({ line: 1, column: "all", value: "no row", accepted: "a file with at least two folds" });
  if (faults.length === 0)
    for (const [repeat, reading] of readings) faults.push(...faultsOf(repeat, reading, rows));
  if (faults.length > 0) throw new DatasetError(file, faults);
  return Array.from(readings, ([repeat, { folds, foldOf }]) => ({
    name: repeat,
    folds: [...folds.keys()],
    foldOf,
  }));
}
