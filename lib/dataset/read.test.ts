import { describe, expect, test } from "vitest";
import { canonicalText } from "./canonical";
import { DatasetError, type LineFault } from "./dataset-error";
import { readDataset } from "./read";

const rows = ["0.5,-1.25,3,0,1e-3,2,'-1'", "-0.5,1.25,.5,+1,7.,-2,'1'"];
const project =
  "Area,Grey Level,Gradient Strength,Noise Fluctuation,Contrast,Shape Descriptor,Microcalcifications";
const openMl = "attr1,attr2,attr3,attr4,attr5,attr6,class";
const arff = [
  "% 1. Title: mammography",
  "@RELATION mammography",
  "",
  ...[1, 2, 3, 4, 5, 6].map((i) => `@ATTRIBUTE attr${i} REAL`),
  "@ATTRIBUTE class {-1,1}",
  "@DATA",
];
const unquoted = rows.map((row) => row.replaceAll("'", ""));

const expected = {
  values: Float64Array.of(0.5, -1.25, 3, 0, 0.001, 2, -0.5, 1.25, 0.5, 1, 7, -2),
  labels: Uint8Array.of(0, 1),
};

describe("the published forms give the same rows", () => {
  test.each([
    ["the Python project's header", [project, ...rows].join("\n")],
    [
      "two carriage returns and a line feed, as in the Python project's file",
      [project, ...rows].join("\r\r\n"),
    ],
    ["no header", rows.join("\n")],
    ["no header, line feed at the end", `${rows.join("\r\n")}\r\n`],
    ["carriage returns alone", rows.join("\r")],
    ["OpenML's CSV", [openMl, ...unquoted].join("\n")],
    ["OpenML's CSV with quoted names", [openMl.replaceAll(/\w+/g, '"$&"'), ...unquoted].join("\n")],
    ["OpenML's ARFF", [...arff, ...unquoted].join("\n")],
    [
      "ARFF in small letters, with notes and blank lines",
      [...arff.map((line) => line.toLowerCase()), rows[0], "% note", "", rows[1]].join("\n"),
    ],
    ["a byte order mark", `\uFEFF${project}\n${rows.join("\n")}`],
    ["a header in other letters", [project.toUpperCase(), ...rows].join("\n")],
    ["blanks around the values", rows.map((row) => ` ${row.replaceAll(",", " , ")} `).join("\n")],
    [
      "double quotes around everything",
      rows.map((row) => row.replaceAll("'", "").replaceAll(/[^,]+/g, '"$&"')).join("\n"),
    ],
  ])("%s", (_, text) => {
    expect(readDataset(text, "some.csv")).toEqual(expected);
  });

  test("and so the same canonical text", () => {
    const text = canonicalText(readDataset(rows.join("\n"), "some.csv"));
    expect(text).toBe("0.5,-1.25,3,0,0.001,2,-1\n-0.5,1.25,0.5,1,7,-2,1\n");
    expect(canonicalText(readDataset(text, "some.csv"))).toBe(text);
  });
});

function faultsIn(text: string): readonly LineFault[] {
  try {
    readDataset(text, "some.csv");
  } catch (error) {
    if (error instanceof DatasetError) return error.faults;
    throw error;
  }
  return [];
}

const withCell = (column: number, value: string) =>
  (rows[0] ?? "")
    .split(",")
    .map((cell, i) => (i === column ? value : cell))
    .join(",");

describe("a value that is none is named with its line and column", () => {
  test.each([
    [0, "Area", "1e999"],
    [1, "Grey Level", "0x10"],
    [2, "Gradient Strength", ""],
    [3, "Noise Fluctuation", "Infinity"],
    [4, "Contrast", "-inf"],
    [5, "Shape Descriptor", "NaN"],
    [0, "Area", "0b1"],
    [0, "Area", "1_000"],
    [0, "Area", "1 000"],
    [0, "Area", "?"],
    [0, "Area", "1000.1"],
    [0, "Area", "-1e300"],
    [0, "Area", "."],
    [0, "Area", "１"],
    [6, "Microcalcifications", "0"],
    [6, "Microcalcifications", "1.0"],
    [6, "Microcalcifications", ""],
    [6, "Microcalcifications", "yes"],
  ])("column %i (%s): “%s”", (column, name, value) => {
    const text = [project, rows[0], withCell(column, value)].join("\r\r\n");
    expect(faultsIn(text)).toMatchObject([{ line: 3, column: name, value }]);
  });

  test("a decimal comma makes a line of more values than there are columns", () => {
    expect(faultsIn(withCell(0, "0,5"))).toMatchObject([{ line: 1, column: "all", value: "8 values" }]);
  });

  test("semicolons make a line of one value", () => {
    expect(faultsIn((rows[0] ?? "").replaceAll(",", ";"))).toMatchObject([{ line: 1, value: "1 value" }]);
  });

  test("a value that would move the cursor of a terminal is shown without its control characters, cut to 40", () => {
    const [fault] = faultsIn(withCell(0, `\u001b[2J${"9".repeat(100)}`));
    expect(fault?.value).toBe(`\uFFFD[2J${"9".repeat(36)}`);
  });
});

describe("columns in another order or of another file are not taken for ours", () => {
  const swapped = project.replace("Area,Grey Level", "Grey Level,Area");
  test.each([
    ["a header in another order", [swapped, ...rows].join("\n"), 1],
    ["a header of other columns", ["a,b,c", ...rows].join("\n"), 1],
    ["an ARFF that declares another order", [...arff, ...unquoted].join("\n").replace("attr1", "attr9"), 4],
  ])("%s", (_, text, line) => {
    expect(faultsIn(text)[0]).toMatchObject({ line, column: "header" });
  });

  test("a header in the middle of the file is a bad line", () => {
    expect(faultsIn([rows[0], project, rows[1]].join("\n"))).toHaveLength(7);
  });

  test("what stands before @DATA is no row, even if it looks like one", () => {
    expect(
      readDataset([...arff.slice(0, -1), rows[0], "@DATA", rows[1]].join("\n"), "some.arff").labels,
    ).toHaveLength(1);
  });
});

test.each([
  ["nothing", ""],
  ["blank lines", "\n\n \n"],
  ["a header alone", project],
  ["an ARFF without @DATA", [...arff.slice(0, -1), ...rows].join("\n")],
])("a file of %s has no row, and says so", (_, text) => {
  expect(() => readDataset(text, "some.csv")).toThrow(/some\.csv.*no row.*at least one row/);
});

test("a header that lacks a column says which, in the terms of the form it comes nearest to", () => {
  const [first] = faultsIn([project.replace("Contrast,", ""), ...rows].join("\n"));
  expect(first).toMatchObject({ kind: "header", missing: ["Contrast"] });
  const [other] = faultsIn([openMl.replace("attr2,", ""), ...rows].join("\n"));
  expect(other?.missing).toEqual(["attr2"]);
});

test("a file with a fault in every line is not kept in memory line by line, but all are counted", () => {
  let error: unknown;
  try {
    readDataset("x\n".repeat(50_000), "some.csv");
  } catch (caught) {
    error = caught;
  }
  expect(error).toMatchObject({ found: 50_000 });
  expect((error as DatasetError).faults.length).toBeLessThan(2000);
  expect(String(error)).toContain("… and 49980 more.");
});

test("every fault is kept; the message tells the first 20 in full and how many more there are", () => {
  const bad = Array.from({ length: 23 }, (_, i) => withCell(i % 6, `bad${i}`));
  let message = "";
  try {
    readDataset([project, rows[0], ...bad].join("\n"), "some.csv");
  } catch (error) {
    message = error instanceof DatasetError ? error.message : "";
    expect(error).toMatchObject({ faults: { length: 23 } });
  }
  const lines = message.split("\n");
  expect(lines).toHaveLength(21);
  expect(lines[0]).toBe(
    "some.csv, line 3, column Area: “bad0” is not accepted; a number with a decimal point, from -1000 to 1000, is.",
  );
  expect(lines[19]).toContain("line 22, column Grey Level: “bad19”");
  expect(lines[20]).toBe("… and 3 more.");
});
