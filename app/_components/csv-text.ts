export type CsvCell = string | number | null;

/** Beginnings that a spreadsheet would run as a formula, in their wide forms too; also after blanks. */
const formula = /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

const quoted = (text: string) => (/[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function cellText(cell: CsvCell): string {
  if (cell === null) return "";
  // A number is written as it is, so that it reads back as the same number; its minus sign runs nothing.
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  return quoted(formula.test(cell) ? `'${cell}` : cell);
}

/**
 * A table as the text of a CSV file: byte order mark, commas, decimal points, line ends as Windows has them. Text
 * that a spreadsheet would run as a formula gets an apostrophe in front; a missing or infinite value is empty.
 */
export function csvText(columns: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${[columns, ...rows].map((cells) => `${cells.map(cellText).join(",")}\r\n`).join("")}`;
}
