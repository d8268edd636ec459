import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { importColumns } from "../../lib/outcomes/literals";
import { EncodingError } from "../dataset/decode-text";
import { OutcomeFileError } from "./errors";
import { readOutcomeFile } from "./outcome-file";

const encoded = (bytes: string | Buffer) => ({
  name: "outcomes.csv",
  base64: Buffer.from(bytes as string).toString("base64"),
});
/** Of the letters after the text, none is where Latin-1 has it but the last. */
const windows1252 = (text: string, ...letters: number[]) =>
  Buffer.concat([Buffer.from(text, "latin1"), Buffer.from(letters)]);
const read = (bytes: string | Buffer) => readOutcomeFile(encoded(bytes));

async function faultOf(bytes: string | Buffer): Promise<[string, object] | null> {
  try {
    await read(bytes);
    return null;
  } catch (error) {
    if (error instanceof EncodingError) return [error.fault, { file: error.file }];
    if (!(error instanceof OutcomeFileError)) throw error;
    return [error.fault, error.values];
  }
}

/** As RFC 4180 has it. */
const written = (cells: readonly string[], delimiter: string) =>
  cells.map((cell) => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter);

describe("a file as a spreadsheet writes it", () => {
  const cells = { id: "a", outcome: "b", date: "c", note: "d", timeZone: "" };
  test.for([
    ["commas", "id,outcome,date,note\na,b,c,d\n"],
    ["semicolons and CRLF", "id;outcome;date;note\r\na;b;c;d\r\n"],
    ["tabs and no last line break", "id\toutcome\tdate\tnote\na\tb\tc\td"],
    ["a byte order mark", "\ufeffid,outcome,date,note\na,b,c,d\n"],
    ["line breaks of old", "id,outcome,date,note\ra,b,c,d\r"],
    ["columns in another order", "NOTE,Date, id ,Outcome\nd,c,a,b\n"],
    ["quotes round everything", '"id";"outcome";"date";"note"\n"a";"b";"c";"d"\n'],
    ["a line that names the separator", "sep=;\r\nid;outcome;date;note\r\na;b;c;d\r\n"],
    ["that line in quotes, for tabs", '"sep=\t"\nid\toutcome\tdate\tnote\na\tb\tc\td\n'],
    ["columns and lines left empty at the end", "id;outcome;date;note;;\r\na;b;c;d;;\r\n;;;;;\r\n;;;;;\r\n"],
    ["names as the history's export has them", "id,outcome,outcomeNote,outcomeObservedOn\na,b,d,c\n"],
    ["rows left empty", "\n\nid,outcome,date,note\n,,,\na,b,c,d\n,,,\n\n"],
  ] as const)("is read with %s", async ([, text]) => {
    const { lines } = await read(text);
    expect(lines.map((line) => line.cells)).toEqual([cells]);
  });

  test("may leave out columns that need not be there, and names those that are not read", async () => {
    const { lines, ignoredColumns } = await read("case;id;outcome;reader\nx;a;b;y\n");
    expect(lines[0]?.cells).toEqual({ id: "a", outcome: "b", date: "", note: "", timeZone: "" });
    expect(ignoredColumns).toEqual(["case", "reader"]);
  });

  test.for([
    ["a line that names the separator", "sep=;\nid;outcome\na;b\n", 3],
    ["a header in the first line", "id;outcome\na;b\n", 2],
  ] as const)("has its lines counted from the first, below %s", async ([, text, line]) => {
    expect((await read(text)).lines.map((one) => one.line)).toEqual([line]);
  });

  test.for([
    ["UTF-8", Buffer.from("id;outcome;note\na;b;é’œ€ÿ"), "utf-8"],
    ["Windows-1252", windows1252("id;outcome;note\na;b;é", 0x92, 0x9c, 0x80, 0xff), "windows-1252"],
  ] as const)("has its letters read from %s, and says so", async ([, bytes, encoding]) => {
    const file = await read(bytes);
    expect(file).toMatchObject({ encoding, separator: "semicolon" });
    expect(file.lines[0]?.cells.note).toBe("é’œ€ÿ");
  });

  test("has the apostrophe taken off again that an export put in front of a formula", async () => {
    const { lines } = await read("id,outcome,note\na,b,'-5 mm\nc,d,'quoted'\n");
    expect(lines.map((one) => one.cells.note)).toEqual(["-5 mm", "'quoted'"]);
  });

  test("has each line counted as an editor counts it, whatever breaks stand in the quotes before it", async () => {
    const { lines } = await read(
      'id,outcome,note\r\n\r\na,b,"one\r\ntwo\r\nthree"\r\nc,d,e\r\n\r\nf,g,h\r\n',
    );
    expect(lines.map(({ line, cells: { id } }) => [line, id])).toEqual([
      [3, "a"],
      [6, "c"],
      [8, "f"],
    ]);
    expect(lines[0]?.cells.note).toBe("one\ntwo\nthree");
  });

  test("gives back what was written, whatever stands in the cells and between them", async () => {
    const cell = fc
      .string({ unit: "grapheme", maxLength: 12 })
      .map((text) => text.replace(/[\r\0\ufeff\p{Cs}]/gu, ""));
    const files = fc.record({
      rows: fc.array(fc.tuple(cell, cell, cell, cell, cell), { minLength: 1, maxLength: 20 }),
      delimiter: fc.constantFrom(",", ";", "\t"),
      bom: fc.boolean(),
      lineEnd: fc.constantFrom("\r\n", "\n"),
      columns: fc.shuffledSubarray([...importColumns], { minLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(files, async ({ rows, columns, delimiter, bom, lineEnd }) => {
        const filled = rows.map((row) => row.map((text) => `x${text}`));
        const ordered = filled.map((row) =>
          columns.map((column) => row[importColumns.indexOf(column)] ?? ""),
        );
        const text = [columns, ...ordered].map((row) => written(row, delimiter) + lineEnd).join("");
        const { lines } = await read((bom ? "\ufeff" : "") + text);
        expect(lines.map((line) => importColumns.map((column) => line.cells[column]))).toEqual(filled);
      }),
    );
  });
});

describe("a file is refused as a whole", () => {
  test.for([
    ["in UTF-16", Buffer.from("\ufeffid,outcome\na,b", "utf16le"), "utf16", { file: "outcomes.csv" }],
    [
      "in bytes that neither UTF-8 nor Windows-1252 has",
      Buffer.from([...Buffer.from("id,outcome,note\na,b,"), 0x81]),
      "not_utf8",
      { file: "outcomes.csv" },
    ],
    ["that is no text", Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), "binary", { file: "outcomes.csv" }],
    ["with nothing in it", "", "empty", {}],
    ["with a header alone", "id,outcome\n", "empty", {}],
    [
      "without a header",
      "0190a3c0-0000-7000-8000-000000000001,calcification\n",
      "missing_column",
      { columns: "id, outcome" },
    ],
    ["without the outcome", "id,date\na,b\n", "missing_column", { columns: "outcome" }],
    ["with a column twice", "id,outcome,Note,note\na,b,c,d\n", "repeated_column", { column: "note" }],
    ["with a quote that is not closed", 'id,outcome\na,b\nc,"d\ne,f\n', "broken_quotes", { line: 3 }],
  ] as const)("%s", async ([, bytes, fault, values]) => {
    expect(await faultOf(bytes)).toEqual([fault, values]);
  });

  test("with more lines than are taken", async () => {
    const lines = Array.from({ length: 100_001 }, (_, i) => `${i},b`);
    expect(await faultOf(`id,outcome\n${lines.join("\n")}`)).toEqual(["too_many_lines", { limit: 100_000 }]);
    expect(await faultOf(`id,outcome\n${lines.slice(1).join("\n")}`)).toBe(null);
  });
});
