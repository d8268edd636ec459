import { parseNumber } from "./parse-number";

/** What a pasted text holds: a whole row for the form, something for one field, or a row that does not fit. */
export type PastedRow =
  | { readonly kind: "single" }
  /** The six texts in column order, and the label column that was left out. */
  | { readonly kind: "row"; readonly values: readonly string[]; readonly ignoredLabel: string | null }
  | { readonly kind: "wrong_count" | "several_rows"; readonly count: number }
  | { readonly kind: "not_numbers"; readonly text: string };

const unquote = (cell: string) =>
  cell
    .trim()
    .replace(/^(["'])(.*)\1$/su, "$2")
    .trim();
const isNumber = (cell: string) => parseNumber(cell).kind === "number";

function fits(cells: readonly string[], columns: number): boolean {
  return (
    (cells.length === columns || cells.length === columns + 1) && cells.slice(0, columns).every(isNumber)
  );
}

/** Cells that a separator other than comma and space sets apart beyond doubt; `null` where there is none. */
function plainCells(text: string): string[] | null {
  for (const separator of ["\t", ";"]) {
    if (text.includes(separator)) return text.split(separator).map(unquote);
  }
  if (/[\r\n]/u.test(text)) return text.split(/[\r\n]+/u).map(unquote);
  return null;
}

/** Commas separate where every cell then stands without one; otherwise they are decimal, and spaces separate. */
function commaOrSpaceCells(text: string, columns: number): string[] | null {
  const byComma = text.split(",").map(unquote);
  const bySpace = text.split(/\s+/u).map(unquote);
  const readings = [byComma, bySpace].filter((cells) => fits(cells, columns));
  return readings.length === 1 ? (readings[0] ?? null) : null;
}

const holdsSeveral = (line: string) => /[\t;]/u.test(line) || (/[\s,]/u.test(line.trim()) && !isNumber(line));

function toRow(cells: readonly string[], columns: number): PastedRow {
  if (cells.length !== columns && cells.length !== columns + 1) {
    return { kind: "wrong_count", count: cells.length };
  }
  const values = cells.slice(0, columns);
  const wrong = values.find((cell) => !isNumber(cell));
  if (wrong !== undefined) return { kind: "not_numbers", text: wrong };
  return { kind: "row", values, ignoredLabel: cells[columns] ?? null };
}

/**
 * Reads a row copied from a spreadsheet or a file: cells set apart by tabs, semicolons, line breaks, commas (then
 * with decimal points) or spaces, in column order, with or without the label column at the end.
 */
export function parseRow(text: string, columns: number): PastedRow {
  const row = text.trim();
  const lines = row.split(/[\r\n]+/u);
  if (lines.length > 1 && lines.some(holdsSeveral)) return { kind: "several_rows", count: lines.length };
  const plain = plainCells(row);
  if (plain !== null) return toRow(plain, columns);
  const cells = commaOrSpaceCells(row, columns);
  if (cells !== null) return toRow(cells, columns);
  const alone = parseNumber(row).kind;
  if (alone === "number" || alone === "empty") return { kind: "single" };
  const parts = row.split(/[\s,]+/u).filter(Boolean);
  return parts.length > 2 && parts.every(isNumber)
    ? { kind: "wrong_count", count: parts.length }
    : { kind: "single" };
}
