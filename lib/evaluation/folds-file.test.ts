import { describe, expect, test } from "vitest";
import { readFolds } from "./folds-file";

/** Six rows; the first and the last two have the same features; the second and the fifth are positive. */
const rows = { labels: Uint8Array.of(0, 1, 0, 0, 1, 0), vectorOf: Int32Array.of(0, 1, 2, 3, 4, 4) };
const header = "row,repeat,fold";
const read = (...lines: string[]) => readFolds(lines.join("\n"), "folds.csv", rows);
const good = [header, "0,1,a", "1,1,a", "2,1,b", "4,1,b"];

test("repeats and folds keep their names and order; rows not listed take no part", () => {
  expect(read(...good, "1,second,0", "4,second,7", "3,second,7", "2,second,0")).toEqual([
    { name: "1", folds: ["a", "b"], foldOf: Int32Array.of(0, 0, 1, -1, 1, -1) },
    { name: "second", folds: ["0", "7"], foldOf: Int32Array.of(-1, 0, 0, 1, 1, -1) },
  ]);
});

test("columns may stand in any order among others, with quotes, a byte order mark and any line ends", () => {
  const plain = read(header, "0,0,0", "1,0,0", "2,0,1", "4,0,1");
  const other = '\uFEFF"Fold",label,"Row",repeat\r\n0,x,"0",0\r\n0,x,1,0\r\n\r\n1,x,2,0\r\n1,x,4,0\r\n';
  expect(readFolds(other, "folds.csv", rows)).toEqual(plain);
});

describe("refused, in words that name the line", () => {
  test.each<{ what: string; lines: string[]; says: RegExp }>([
    { what: "an empty file", lines: [""], says: /line 1, column row: .*header/ },
    { what: "a file without a header", lines: ["0,1,2"], says: /line 1, column row: “0,1,2”/ },
    { what: "a missing column", lines: ["row,fold", "0,1"], says: /line 1, column repeat: “row,fold”/ },
    { what: "a column that is there twice", lines: ["row,repeat,fold,row", "0,1,1,0"], says: /column row/ },
    { what: "a header alone", lines: [header], says: /at least two folds/ },
    { what: "an unknown row", lines: [...good, "6,1,b"], says: /line 6, column row: “6”.* from 0 to 5/ },
    { what: "a row below 0", lines: [...good, "-1,1,b"], says: /line 6, column row: “-1”/ },
    { what: "a row that is no whole number", lines: [...good, "1.5,1,b"], says: /line 6, column row: “1.5”/ },
    { what: "a row in hexadecimal", lines: [...good, "0x1,1,b"], says: /line 6, column row: “0x1”/ },
    { what: "a line that is cut off", lines: [...good, "3,1"], says: /line 6, column fold: “”/ },
    { what: "no repeat", lines: [...good, "3,,a"], says: /line 6, column repeat: “”/ },
    { what: "a formula for a name", lines: [...good, "3,1,=1+1"], says: /line 6, column fold: “=1\+1”/ },
    { what: "a name without end", lines: [...good, `3,1,${"a".repeat(65)}`], says: /line 6, column fold/ },
    {
      what: "a row twice in a repeat",
      lines: [...good, "0,1,b"],
      says: /line 6, column row: “0”.*line 2 has/,
    },
    { what: "a row twice in a fold", lines: [...good, "0,1,a"], says: /line 6, column row: “0”.*line 2 has/ },
    {
      what: "a repeat with one fold",
      lines: [...good, "0,2,a", "1,2,a"],
      says: /line 6, column fold: .*repeat 2/,
    },
    {
      what: "a training side without positives",
      lines: [header, "1,1,a", "4,1,a", "0,1,b", "2,1,b"],
      says: /line 2, column fold: “a”.*repeat 1 has a positive row to train on/,
    },
    {
      what: "a training side without negatives",
      lines: [header, "1,1,a", "0,1,a", "4,1,b"],
      says: /line 2, column fold: “a”.*repeat 1 has a negative row to train on/,
    },
    {
      what: "a training side whose one positive has its features in the test side",
      lines: [header, "0,1,a", "4,1,a", "5,1,b", "2,1,b"],
      says: /line 2, column fold: “a”.*positive row to train on/,
    },
    {
      what: "more repeats than anybody waits for",
      lines: [header, ...Array.from({ length: 101 }, (_, repeat) => `0,${repeat},a`)],
      says: /line 102, column repeat: “100”/,
    },
  ])("$what", ({ lines, says }) => {
    expect(() => read(...lines)).toThrow(says);
  });

  test("every bad line at once", () => {
    expect(() => read(...good, "9,1,a", "3,1,a", "7,1,a")).toThrow(/line 6.*\n.*line 8/);
  });

  test("text that would move a terminal's cursor is shown without", () => {
    expect(() => read(...good, "3,1,\u001b[2J")).toThrow(/“\uFFFD\[2J”/);
  });
});
