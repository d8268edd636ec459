import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { CsvError, parse } from "csv-parse";
import type { FileLine } from "../../lib/outcomes/check-lines";
import {
  exportedColumns,
  type FileReading,
  type ImportColumn,
  importLineLimit,
  requiredColumns,
} from "../../lib/outcomes/import-outcomes";
import { importColumns } from "../../lib/outcomes/literals";
import { unguarded } from "../../lib/spreadsheet/csv";
import type { UploadedFile } from "../../lib/uploaded-file";
import { decodeText, EncodingError } from "../dataset/decode-text";
import { decodeWindows1252 } from "../dataset/decode-windows-1252";
import { OutcomeFileError } from "./errors";

export interface OutcomeFile extends Pick<FileReading, "separator" | "encoding"> {
  /** Of the bytes, in hex. */
  readonly sha256: string;
  readonly lines: readonly FileLine[];
  /** Headers of the columns that are not read. */
  readonly ignoredColumns: readonly string[];
}

const delimiters = { comma: ",", semicolon: ";", tab: "\t" } as const;
type Separator = keyof typeof delimiters;
const separators = ["comma", "semicolon", "tab"] as const satisfies readonly Separator[];
/** A line with which a spreadsheet is told the separator; it stands above the header. */
const separatorLine = /^\s*"?sep=(.)"?[^\S\n]*$/im;
/** Characters read before others get their turn. */
const pieceLength = 65_536;

const unquoted = (cell: string) => cell.trim().replace(/^"(.*)"$/s, "$1");
const nameOf = (cell: string) => cell.trim().toLowerCase();
/** The column that a header's cell names, by its own name or by that in the history's export. */
const columnOf = (cell: string) =>
  importColumns.find((column) =>
    [column, exportedColumns[column]].some((name) => nameOf(name) === nameOf(cell)),
  );
const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === "");

/** The separator by which most columns of the header are known ones. A spreadsheet takes the one of its language. */
function separatorOf(text: string): Separator {
  const header = /^.*\S.*$/m.exec(text)?.[0] ?? "";
  const known = (separator: Separator) =>
    new Set(header.split(delimiters[separator]).flatMap((cell) => columnOf(unquoted(cell)) ?? [])).size;
  return separators.toSorted((a, b) => known(b) - known(a))[0] ?? "comma";
}

/**
 * The text without the line that names the separator, in whose place an empty one stays, so that lines are counted
 * right.
 */
function readSeparator(text: string): { separator: Separator; text: string } {
  const first = text.slice(0, text.indexOf("\n") + 1);
  const [line, named] = separatorLine.exec(first) ?? [];
  const separator = separators.find((one) => delimiters[one] === named);
  if (line === undefined) return { separator: separatorOf(text), text };
  const rest = text.slice(line.length);
  return { separator: separator ?? separatorOf(rest), text: rest };
}

/** UTF-8, or what French spreadsheets still write. Throws an {@link EncodingError} for what is neither. */
function decode(bytes: Uint8Array, name: string): { text: string; encoding: FileReading["encoding"] } {
  try {
    return { text: decodeText(bytes, name), encoding: "utf-8" };
  } catch (error) {
    if (!(error instanceof EncodingError) || error.fault !== "not_utf8") throw error;
    const text = decodeWindows1252(bytes);
    if (text === null) throw error;
    return { text, encoding: "windows-1252" };
  }
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
async function readRecords(text: string, separator: Separator): Promise<CsvRecord[]> {
  const parser = parse({
    delimiter: delimiters[separator],
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
  const names = cells.map(columnOf);
  const missing = requiredColumns.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new OutcomeFileError("missing_column", { columns: missing.join(", ") });
  const repeated = importColumns.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (repeated !== undefined) throw new OutcomeFileError("repeated_column", { column: repeated });
  const found = importColumns.filter((column) => names.includes(column));
  return {
    places: new Map(found.map((column) => [column, names.indexOf(column)])),
    width: cells.length,
    ignored: cells
      .filter((cell) => columnOf(cell) === undefined)
      .map((cell) => cell.trim().slice(0, 40))
      .filter((cell) => cell !== ""),
  };
}

function toLine({ line, cells }: CsvRecord, { places, width }: Header): FileLine {
  const at = (column: ImportColumn) => {
    const place = places.get(column);
    return place === undefined ? "" : unguarded(cells[place] ?? "");
  };
  return {
    line,
    cells: {
      ...{ id: at("id"), outcome: at("outcome"), date: at("date") },
      ...{ note: at("note"), timeZone: at("timeZone") },
    },
    extraCells: cells.slice(width).filter((cell) => cell.trim() !== "").length,
  };
}

/**
 * Reads a CSV as a spreadsheet writes it: comma, semicolon or tab between the cells, line breaks of any system, UTF-8
 * with or without a byte order mark, Windows-1252, quoted cells. Throws {@link OutcomeFileError} where the file as a
 * whole cannot be read, and an `EncodingError` where its letters cannot.
 */
export async function readOutcomeFile({ name, base64 }: UploadedFile): Promise<OutcomeFile> {
  const bytes = Buffer.from(base64, "base64");
  const decoded = decode(bytes, name);
  const { separator, text } = readSeparator(decoded.text.replace(/\r\n?/g, "\n"));
  const [first, ...rest] = await readRecords(text, separator);
  if (first === undefined) throw new OutcomeFileError("empty");
  const header = readHeader(first.cells);
  if (rest.length === 0) throw new OutcomeFileError("empty");
  return {
    ...{ separator, encoding: decoded.encoding },
    sha256: createHash("sha256").update(bytes).digest("hex"),
    lines: rest.map((record) => toLine(record, header)),
    ignoredColumns: header.ignored,
  };
}
