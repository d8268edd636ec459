/**
 * Forms of a CSV file. `standard`: commas between the cells, decimal points, what programs read. `semicolon`:
 * semicolons and decimal commas, what a spreadsheet reads where the comma is the decimal sign, as in French.
 */
export const csvForms = ["standard", "semicolon"] as const;
export type CsvForm = (typeof csvForms)[number];

const separators = { standard: ",", semicolon: ";" } as const satisfies Record<CsvForm, string>;

/** Numbers stay numbers; `null` is an empty cell. */
export type CsvCell = string | number | null;

/** With which a spreadsheet recognises UTF-8. */
const byteOrderMark = "\uFEFF";

/** Beginnings that a spreadsheet would run as a formula, in their wide forms too; also after blanks and apostrophes. */
const formula = /^'*(?:[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/;
const guardedFormula = /^'(?='*(?:[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]))/;

/** A text that no spreadsheet runs: one that it would gets an apostrophe in front. */
const guarded = (text: string) => (formula.test(text) ? `'${text}` : text);

/** The text that a guarded one was made of. */
export const unguarded = (text: string) => text.replace(guardedFormula, "");

const quoted = (text: string) => (/[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function cellText(cell: CsvCell, form: CsvForm): string {
  if (cell === null) return "";
  if (typeof cell === "string") return quoted(guarded(cell));
  // A number is written as it is, so that it reads back as the same number; its minus sign runs nothing.
  if (!Number.isFinite(cell)) return "";
  return form === "semicolon" ? String(cell).replace(".", ",") : String(cell);
}

/** A line of a CSV file, with the line end that Windows has. A missing or infinite value is empty. */
const csvLine = (cells: readonly CsvCell[], form: CsvForm): string =>
  `${cells.map((cell) => cellText(cell, form)).join(separators[form])}\r\n`;

/** What stands under each header of a file, by the row it is made from. */
export type CsvColumns<Row> = readonly (readonly [header: string, value: (row: Row) => CsvCell])[];

/** A CSV file line by line, for rows that arrive little by little. */
export async function* csvLines<Row>(
  columns: CsvColumns<Row>,
  rows: AsyncIterable<Row>,
  form: CsvForm,
): AsyncGenerator<string, void> {
  yield byteOrderMark +
    csvLine(
      columns.map(([header]) => header),
      form,
    );
  for await (const row of rows)
    yield csvLine(
      columns.map(([, value]) => value(row)),
      form,
    );
}

/** A table as the text of a CSV file. */
export const csvText = (
  columns: readonly string[],
  rows: readonly (readonly CsvCell[])[],
  form: CsvForm,
): string => `${byteOrderMark}${[columns, ...rows].map((cells) => csvLine(cells, form)).join("")}`;
