import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkLines, type FileLine, type KnownPrediction, planLines, type ReadLine } from "./check-lines";

const today = "2026-06-30";
const id = (n: number) => `0190a3c0-0000-7000-8000-${String(n).padStart(12, "0")}`;

function aLine(line: number, cells: Partial<FileLine["cells"]> = {}): FileLine {
  const whole = { id: id(line), outcome: "calcification", date: "2026-06-01", note: "", ...cells };
  return { line, cells: whole, extraCells: 0 };
}

describe("a line by itself", () => {
  const faulty: [string, Partial<FileLine["cells"]>, object][] = [
    [
      "an id cut off",
      { id: "0190a3c0-0000" },
      { column: "id", fault: "malformed_id", value: "0190a3c0-0000" },
    ],
    ["no id", { id: " " }, { column: "id", fault: "malformed_id", value: "" }],
    ["a word that is no outcome", { outcome: "benign" }, { column: "outcome", fault: "unknown_outcome" }],
    ["no outcome", { outcome: "" }, { column: "outcome", fault: "unknown_outcome" }],
    ["the 30th of February", { date: "2026-02-30" }, { column: "date", fault: "impossible_date" }],
    ["a date in another form", { date: "31/01/2026" }, { column: "date", fault: "impossible_date" }],
    ["a year 0", { date: "0000-01-01" }, { column: "date", fault: "impossible_date" }],
    ["tomorrow", { date: "2026-07-01" }, { column: "date", fault: "in_future", limit: today }],
    ["a long note", { note: "a".repeat(2001) }, { column: "note", fault: "note_too_long", limit: "2001" }],
    ["a bell in the note", { note: "x\u0007" }, { column: "note", fault: "note_characters", value: null }],
  ];
  test.for(faulty)("is refused with %s, and says where", ([, cells, fault]) => {
    const { lines, faults } = checkLines([aLine(7, cells)], today);
    expect(lines).toEqual([]);
    expect(faults).toMatchObject([{ line: 7, ...fault }]);
  });

  test("tells every fault it has, and not those of its note in words", () => {
    const secret = `Mrs ${"x".repeat(3000)}`;
    const { faults } = checkLines([aLine(3, { id: "x", outcome: "y", date: "z", note: secret })], today);
    expect(faults.map(({ column }) => column)).toEqual(["id", "outcome", "date", "note"]);
    expect(JSON.stringify(faults)).not.toContain("Mrs");
  });

  test("may leave out day and note, and is read whatever the case of its letters", () => {
    const cells = { id: id(2).toUpperCase(), outcome: " Not_Calcification ", date: "", note: "  " };
    expect(checkLines([aLine(2, cells)], today)).toEqual({
      lines: [{ line: 2, id: id(2), outcome: "not_calcification", observedOn: null, note: null }],
      faults: [],
    });
  });

  test("with cells beyond the header is refused", () => {
    const { faults } = checkLines([{ ...aLine(2), extraCells: 2 }], today);
    expect(faults).toMatchObject([{ fault: "too_many_cells", value: "2", column: null }]);
  });

  test("shows nothing that would move a cursor or turn the text round", () => {
    const { faults } = checkLines([aLine(2, { outcome: "\u001b[2J\u202eabc" })], today);
    expect(faults[0]?.value).toBe("\uFFFD[2J\uFFFDabc");
  });
});

test("of lines with the same id none is good, each points at another", () => {
  const lines = [aLine(2), aLine(3, { id: id(2).toUpperCase() }), aLine(4), aLine(5, { id: id(2) })];
  const checked = checkLines(lines, today);
  expect(checked.lines.map(({ line }) => line)).toEqual([4]);
  expect(checked.faults.map(({ line, fault, limit }) => [line, fault, limit])).toEqual([
    [2, "repeated_id", "3"],
    [3, "repeated_id", "2"],
    [5, "repeated_id", "2"],
  ]);
});

test("every line is either good or has a fault, whatever stands in it", () => {
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom(id(1), id(2), "calcification", "2026-06-30", "2026-02-29", "", "undetermined"),
  );
  const cells = fc.record({ id: cell, outcome: cell, date: cell, note: cell });
  fc.assert(
    fc.property(fc.array(cells, { maxLength: 12 }), (all) => {
      const lines = all.map((one, i) => ({ line: i + 2, cells: one, extraCells: 0 }));
      const { lines: good, faults } = checkLines(lines, today);
      const seen = new Set([...good.map(({ line }) => line), ...faults.map(({ line }) => line)]);
      expect(seen.size).toBe(lines.length);
      expect(good.length + new Set(faults.map(({ line }) => line)).size).toBe(lines.length);
      expect(new Set(good.map((one) => one.id)).size).toBe(good.length);
    }),
  );
});

describe("a line and what is known", () => {
  const line: ReadLine = {
    line: 2,
    id: id(2),
    outcome: "calcification",
    observedOn: "2026-06-01",
    note: "seen",
  };
  const createdAt = new Date("2026-06-01T23:59:00Z");
  const known = (latest: KnownPrediction["latest"]) => new Map([[id(2), { createdAt, latest }]]);
  const latest = { outcome: "calcification", observedOn: "2026-06-01", note: "seen" } as const;

  const cases: [string, ReadLine, KnownPrediction["latest"], object][] = [
    ["new without an outcome", line, null, { change: "new", from: null }],
    ["unchanged where all of it holds", line, latest, { change: "unchanged" }],
    [
      "unchanged where it leaves out day and note",
      { ...line, observedOn: null, note: null },
      latest,
      { change: "unchanged", observedOn: "2026-06-01", note: "seen" },
    ],
    [
      "a correction where only the day is another, keeping the note it leaves out",
      { ...line, observedOn: "2026-06-02", note: null },
      latest,
      { change: "correction", from: "calcification", observedOn: "2026-06-02", note: "seen" },
    ],
    [
      "a correction of another outcome, whose note says nothing of the new one",
      { ...line, observedOn: null, note: null },
      { ...latest, outcome: "undetermined" },
      { change: "correction", from: "undetermined", observedOn: null, note: null },
    ],
  ];
  test.for(cases)("is %s", ([, one, before, expected]) => {
    expect(planLines([one], known(before))).toMatchObject({ faults: [], lines: [expected] });
  });

  test("is a fault without its prediction, or dated before it; the same UTC day is no fault", () => {
    expect(planLines([line], new Map()).faults).toMatchObject([{ fault: "unknown_id", column: "id" }]);
    const early = planLines([{ ...line, observedOn: "2026-05-31" }], known(null));
    expect(early.faults).toMatchObject([{ fault: "before_prediction", limit: "2026-06-01" }]);
    expect(early.lines).toEqual([]);
  });
});
