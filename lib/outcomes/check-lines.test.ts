import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf, plusDays, startOfDay } from "../calendar";
import {
  checkLines,
  type FileLine,
  type KnownPrediction,
  type LineReading,
  planLines,
  type ReadLine,
} from "./check-lines";

const today = "2026-06-30";
const reading: LineReading = {
  now: new Date("2026-06-30T12:00:00Z"),
  timeZone: "UTC",
  dateForms: ["year_first"],
  outcomeWords: new Map([
    ["calcification", "calcification"],
    ["not_calcification", "not_calcification"],
    ["undetermined", "undetermined"],
    ["indetermine", "undetermined"],
  ]),
};
const id = (n: number) => `0190a3c0-0000-7000-8000-${String(n).padStart(12, "0")}`;

function aLine(line: number, cells: Partial<FileLine["cells"]> = {}): FileLine {
  const whole = {
    id: id(line),
    outcome: "calcification",
    date: "2026-06-01",
    note: "",
    timeZone: "",
    ...cells,
  };
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
    ["a date of words", { date: "31 January 2026" }, { column: "date", fault: "impossible_date" }],
    ["a date that may be either", { date: "03/04/2026" }, { column: "date", fault: "ambiguous_date" }],
    ["a year of two digits", { date: "30/11/26" }, { column: "date", fault: "short_year" }],
    ["an offset for a zone", { timeZone: "+02:00" }, { column: "timeZone", fault: "unknown_time_zone" }],
    ["tomorrow, by its own zone", { date: "2026-07-01", timeZone: "Europe/Paris" }, { fault: "in_future" }],
    ["a year 0", { date: "0000-01-01" }, { column: "date", fault: "impossible_date" }],
    ["tomorrow", { date: "2026-07-01" }, { column: "date", fault: "in_future", limit: today }],
    ["a long note", { note: "a".repeat(2001) }, { column: "note", fault: "note_too_long", limit: "2001" }],
    ["a bell in the note", { note: "x\u0007" }, { column: "note", fault: "note_characters", value: null }],
  ];
  test.for(faulty)("is refused with %s, and says where", ([, cells, fault]) => {
    const { lines, faults } = checkLines([aLine(7, cells)], reading);
    expect(lines).toEqual([]);
    expect(faults).toMatchObject([{ line: 7, ...fault }]);
  });

  test("tells every fault it has, and not those of its note in words", () => {
    const secret = `Mrs ${"x".repeat(3000)}`;
    const { faults } = checkLines([aLine(3, { id: "x", outcome: "y", date: "z", note: secret })], reading);
    expect(faults.map(({ column }) => column)).toEqual(["id", "outcome", "date", "note"]);
    expect(JSON.stringify(faults)).not.toContain("Mrs");
  });

  test("may leave out day and note, and is read whatever the case of its letters", () => {
    const cells = { id: id(2).toUpperCase(), outcome: " Not_Calcification ", date: "", note: "  " };
    expect(checkLines([aLine(2, cells)], reading)).toEqual({
      lines: [
        { line: 2, id: id(2), outcome: "not_calcification", observedOn: null, note: null, timeZone: "UTC" },
      ],
      faults: [],
      blank: 0,
    });
  });

  test("may call its outcome what a page calls it, whatever its accents and blanks", () => {
    const { lines } = checkLines([aLine(2, { outcome: "  Indéterminé\u00a0" })], reading);
    expect(lines).toMatchObject([{ outcome: "undetermined" }]);
  });

  test("that says nothing of its prediction is counted, and neither written nor faulty", () => {
    const empty = { outcome: "", date: " ", note: "" };
    const lines = [aLine(2, empty), aLine(3, empty), aLine(4), aLine(5, { id: id(2), ...empty })];
    const checked = checkLines(lines, reading);
    expect(checked).toMatchObject({ blank: 3, faults: [] });
    expect(checked.lines.map(({ line }) => line)).toEqual([4]);
  });

  test("with cells beyond the header is refused", () => {
    const { faults } = checkLines([{ ...aLine(2), extraCells: 2 }], reading);
    expect(faults).toMatchObject([{ fault: "too_many_cells", value: "2", column: null }]);
  });

  test("shows nothing that would move a cursor or turn the text round", () => {
    const { faults } = checkLines([aLine(2, { outcome: "\u001b[2J\u202eabc" })], reading);
    expect(faults[0]?.value).toBe("\uFFFD[2J\uFFFDabc");
  });
});

const zones = ["Europe/Paris", "America/Sao_Paulo", "Pacific/Auckland", "UTC"] as const;
/** Around local and UTC midnights, on days with and without a change of clocks. */
const days = ["2026-03-29", "2026-09-27", "2026-10-25", "2026-12-01", "2018-11-04"];
const nearMidnight = fc
  .tuple(fc.constantFrom(...days), fc.constantFrom(...zones, null), fc.integer({ min: -200, max: 200 }))
  .map(([day, zone, minutes]) => new Date(startOfDay(day, zone ?? "UTC").getTime() + minutes * 60_000));

test("an outcome's day is accepted from that of the prediction to today, each as the reader's calendar has it", () => {
  const hours = fc.integer({ min: 0, max: 60 });
  fc.assert(
    fc.property(nearMidnight, hours, fc.constantFrom(...zones), (createdAt, later, timeZone) => {
      const now = new Date(createdAt.getTime() + later * 3_600_000);
      const [earliest, latest] = [dayOf(createdAt, timeZone), dayOf(now, timeZone)];
      const faultOf = (date: string) => {
        const checked = checkLines([aLine(1, { date })], { ...reading, now, timeZone });
        const plan = planLines(checked.lines, new Map([[id(1), { createdAt, latest: null }]]));
        return [...checked.faults, ...plan.faults][0]?.fault ?? plan.lines[0]?.observedOn;
      };
      expect([earliest, latest].map(faultOf)).toEqual([earliest, latest]);
      expect(faultOf(plusDays(earliest, -1))).toBe("before_prediction");
      expect(faultOf(plusDays(latest, 1))).toBe("in_future");
    }),
  );
});

test("of lines with the same id none is good, each points at another", () => {
  const lines = [aLine(2), aLine(3, { id: id(2).toUpperCase() }), aLine(4), aLine(5, { id: id(2) })];
  const checked = checkLines(lines, reading);
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
  const cells = fc.record({ id: cell, outcome: cell, date: cell, note: cell, timeZone: cell });
  fc.assert(
    fc.property(fc.array(cells, { maxLength: 12 }), (all) => {
      const lines = all.map((one, i) => ({ line: i + 2, cells: one, extraCells: 0 }));
      const { lines: good, faults, blank } = checkLines(lines, reading);
      const seen = new Set([...good.map(({ line }) => line), ...faults.map(({ line }) => line)]);
      expect(seen.size + blank).toBe(lines.length);
      expect(good.length + new Set(faults.map(({ line }) => line)).size + blank).toBe(lines.length);
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
    timeZone: "UTC",
  };
  const createdAt = new Date("2026-06-01T23:59:00Z");
  const known = (latest: KnownPrediction["latest"]) => new Map([[id(2), { createdAt, latest }]]);
  const latest = {
    outcome: "calcification",
    observedOn: "2026-06-01",
    note: "seen",
    timeZone: "Europe/Paris",
  } as const;

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

  test("is a fault without its prediction, or dated before it; the same day is no fault", () => {
    expect(planLines([line], new Map()).faults).toMatchObject([{ fault: "unknown_id", column: "id" }]);
    const early = planLines([{ ...line, observedOn: "2026-05-31" }], known(null));
    expect(early.faults).toMatchObject([{ fault: "before_prediction", limit: "2026-06-01" }]);
    expect(early.lines).toEqual([]);
  });
});
