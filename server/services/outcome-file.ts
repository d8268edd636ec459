import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { CsvError, parse } from "csv-parse";
import type { FileLine } from "../../lib/outcomes/check-lines";
import { importColumns } from "../../lib/outcomes/import-columns";
import { type ImportColumn, importLineLimit, requiredColumns } from "../../lib/outcomes/import-outcomes";
import type { UploadedFile } from "../../lib/uploaded-file";
import { decodeText } from "../dataset/decode-text";
import { OutcomeFileError } from "./errors";

export interface OutcomeFile {
  /** Of the bytes, in hex. */
  readonly sha256: string;
  readonly lines: readonly FileLine[];
  /** Headers of the columns that are not read. */
  readonly ignoredColumns: readonly string[];
}

const delimiters = [",", ";", "\t"] as const;
/** Characters read before others get their turn. */
const pieceLength = 65_536;

const unquoted = (cell: string) => cell.trim().replace(/^"(.*)"$/s, "$1");
const nameOf = (cell: string) => cell.trim().toLowerCase();
const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === "");

/** The delimiter by which most columns of the header are known ones. A spreadsheet takes the one of its language. */
function delimiterOf(text: string): string {
  const header = /^.*\S.*$/m.exec(text)?.[0] ?? "";
  const known = (delimiter: string) => {
    const names = new Set(header.split(delimiter).map((cell) => nameOf(unquoted(cell))));
    return importColumns.filter((column) => names.has(column)).length;
  };
  return delimiters.toSorted((a, b) => known(b) - known(a))[0] ?? ",";
}

async function* pieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += pieceLength) {
    yield text.slice(at, at + pieceLength);
    // Reading a large file is not to keep everybody else from an answer.
    await setImmediate();
  }
}

interface CsvRecord {
  readonly line: number;
  readonly cells: string[];
}

/** The records with something in them. Throws {@link OutcomeFileError} where quotes do not pair up, or on too many. */
async function readRecords(text: string): Promise<CsvRecord[]> {
  const parser = parse({
    delimiter: delimiterOf(text),
    record_delimiter: "\n",
    relax_column_count: true,
    info: true,
  });
  const records: CsvRecord[] = [];
  let line = 1;
  try {
    for await (const { record, info } of Readable.from(pieces(text)).compose(parser) as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      if (!isBlank(record)) records.push({ line, cells: record });
      if (records.length > importLineLimit + 1) {
        throw new OutcomeFileError("too_many_lines", { limit: importLineLimit });
      }
      line = info.lines + 1;
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw Object.assign(new OutcomeFileError("broken_quotes", { line }), { cause });
  }
  return records;
}

interface Header {
  readonly places: ReadonlyMap<ImportColumn, number>;
  readonly width: number;
  readonly ignored: string[];
}

/** Where each column stands. Throws {@link OutcomeFileError} where one that is needed is missing or there twice. */
function readHeader(cells: readonly string[]): Header {
  const names = cells.map(nameOf);
  const isKnown = (name: string) => (importColumns as readonly string[]).includes(name);
  const missing = requiredColumns.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new OutcomeFileError("missing_column", { columns: missing.join(", ") });
  const repeated = importColumns.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (repeated !== undefined) throw new OutcomeFileError("repeated_column", { column: repeated });
  const found = importColumns.filter((column) => names.includes(column));
  return {
    places: new Map(found.map((column) => [column, names.indexOf(column)])),
    width: cells.length,
    ignored: cells
      .map((cell) => cell.trim().slice(0, 40))
      .filter((cell) => cell !== "" && !isKnown(nameOf(cell))),
  };
}

function toLine({ line, cells }: CsvRecord, { places, width }: Header): FileLine {
  const at = (column: ImportColumn) => cells[places.get(column) ?? width] ?? "";
  return {
    line,
    cells: {
      id: at("id"),
      outcome: at("outcome"),
      date: places.has("date") ? at("date") : "",
      note: places.has("note") ? at("note") : "",
    },
    extraCells: cells.slice(width).filter((cell) => cell.trim() !== "").length,
  };
}

/**
 * Reads a CSV as a spreadsheet writes it: comma, semicolon or tab between the cells, line breaks of any system, a
 * byte order mark, quoted cells. Throws {@link OutcomeFileError} where the file as a whole cannot be read, and an
 * `EncodingError` where it is no UTF-8.
 */
export async function readOutcomeFile({ name, base64 }: UploadedFile): Promise<OutcomeFile> {
  const bytes = Buffer.from(base64, "base64");
  const text = decodeText(bytes, name).replace(/\r\n?/g, "\n");
  const [first, ...rest] = await readRecords(text);
  if (first === undefined) throw new OutcomeFileError("empty");
  const header = readHeader(first.cells);
  if (rest.length === 0) throw new OutcomeFileError("empty");
  return {
    sha256: createHash("sha256").update(bytes).digest("hex"),
    lines: rest.map((record) => toLine(record, header)),
    ignoredColumns: header.ignored,
  };
}
