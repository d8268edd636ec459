import { dayOf } from "../calendar";
import type { Day } from "../day";
import { noteSchema, type Outcome } from "../prediction";
import { isTimeZone } from "../time-zone";
import type { DateForm, ImportColumn, LineFault } from "./import-outcomes";
import { readDate } from "./read-dates";

/** A record of the file: what stands under each column that is read, empty where the file has none. */
export interface FileLine {
  /** Counted from 1; where the record begins. */
  readonly line: number;
  readonly cells: Readonly<Record<ImportColumn, string>>;
  /** Cells beyond those of the header. */
  readonly extraCells: number;
}

/** A line whose form is right; whether its prediction exists is not known yet. */
export interface ReadLine {
  readonly line: number;
  /** In lower case. */
  readonly id: string;
  readonly outcome: Outcome;
  /** `null` where the line says nothing of it, as with the note. */
  readonly observedOn: Day | null;
  readonly note: string | null;
  /** In which `observedOn` is a day. */
  readonly timeZone: string;
}

/** How the lines of a file are to be understood. */
export interface LineReading {
  readonly now: Date;
  /** Of lines that name none. */
  readonly timeZone: string;
  readonly dateForms: readonly DateForm[];
  /** What outcomes are called, by {@link wordKey}. */
  readonly outcomeWords: ReadonlyMap<string, Outcome>;
}

export interface CheckedLines {
  readonly lines: ReadLine[];
  /** Lines that name a prediction and say nothing of it. */
  readonly blank: number;
  /** In the order of the lines. */
  readonly faults: LineFault[];
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const longestNote = 2000;

/** A value as a message may show it: at most 40 characters, none of which moves a cursor or turns the text round. */
const shown = (value: string) =>
  Array.from(value)
    .slice(0, 40)
    .join("")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "\uFFFD");

function faultAt({ line, cells }: FileLine, column: ImportColumn) {
  return (fault: LineFault["fault"], limit: string | null = null): LineFault => ({
    line,
    column,
    value: column === "note" ? null : shown(cells[column].trim()),
    fault,
    limit,
  });
}

function noteFaults(note: string, at: ReturnType<typeof faultAt>): LineFault[] {
  if (note.length > longestNote) return [at("note_too_long", String(note.length))];
  return noteSchema.safeParse(note).success ? [] : [at("note_characters")];
}

/** A word without what people leave out or write in more than one way: capitals, accents, doubled blanks. */
export const wordKey = (word: string): string =>
  word.normalize("NFD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim().toLowerCase();

const spoken = ["outcome", "date", "note"] as const;
const isBlank = ({ cells, extraCells }: FileLine) =>
  extraCells === 0 && spoken.every((column) => cells[column].trim() === "");

/** The lines that name each id. */
function linesById(lines: readonly FileLine[]): Map<string, number[]> {
  const byId = new Map<string, number[]>();
  for (const { line, cells } of lines) {
    const id = cells.id.trim().toLowerCase();
    const known = byId.get(id);
    if (known === undefined) byId.set(id, [line]);
    else known.push(line);
  }
  return byId;
}

/** What a line says of when, and what is wrong with it. */
function readWhen(one: FileLine, { now, timeZone, dateForms }: LineReading) {
  const own = one.cells.timeZone.trim();
  if (own !== "" && !isTimeZone(own)) {
    return { observedOn: null, timeZone, faults: [faultAt(one, "timeZone")("unknown_time_zone")] };
  }
  const zone = own === "" ? timeZone : own;
  const text = one.cells.date.trim();
  if (text === "") return { observedOn: null, timeZone: zone, faults: [] };
  const at = faultAt(one, "date");
  const read = readDate(text, dateForms);
  if ("fault" in read) return { observedOn: null, timeZone: zone, faults: [at(read.fault)] };
  const today = dayOf(now, zone);
  return { observedOn: read.day, timeZone: zone, faults: read.day > today ? [at("in_future", today)] : [] };
}

/** One line by itself; `other` is another line that names the same prediction. */
function readLine(one: FileLine, other: number | undefined, reading: LineReading): ReadLine | LineFault[] {
  const { line, cells } = one;
  const id = cells.id.trim().toLowerCase();
  const outcome = reading.outcomeWords.get(wordKey(cells.outcome));
  const note = cells.note.trim();
  const { faults, ...when } = readWhen(one, reading);
  const found: LineFault[] = [];
  if (one.extraCells > 0) {
    found.push({ line, column: null, value: String(one.extraCells), fault: "too_many_cells", limit: null });
  }
  if (!uuid.test(id)) found.push(faultAt(one, "id")("malformed_id"));
  else if (other !== undefined) found.push(faultAt(one, "id")("repeated_id", String(other)));
  if (outcome === undefined) found.push(faultAt(one, "outcome")("unknown_outcome"));
  found.push(...faults, ...noteFaults(note, faultAt(one, "note")));
  if (outcome === undefined || found.length > 0) return found;
  return { line, id, outcome, ...when, note: note === "" ? null : note };
}

/** Reads the lines by themselves. Of lines with the same id none is good: which of them holds is not for us to say. */
export function checkLines(lines: readonly FileLine[], reading: LineReading): CheckedLines {
  const saying = lines.filter((line) => !isBlank(line));
  const byId = linesById(saying);
  const read: ReadLine[] = [];
  const faults: LineFault[] = [];
  for (const one of saying) {
    const other = byId.get(one.cells.id.trim().toLowerCase())?.find((number) => number !== one.line);
    const result = readLine(one, other, reading);
    if (Array.isArray(result)) faults.push(...result);
    else read.push(result);
  }
  return { lines: read, faults, blank: lines.length - saying.length };
}

/** What is known of a prediction that a line names. */
export interface KnownPrediction {
  readonly createdAt: Date;
  /** The latest outcome. */
  readonly latest: {
    readonly outcome: Outcome;
    readonly observedOn: Day | null;
    readonly timeZone: string;
    readonly note: string | null;
  } | null;
}

/** A line with what it does to its prediction, whole as it would be written. */
export interface PlannedLine extends ReadLine {
  readonly change: "new" | "correction" | "unchanged";
  readonly from: Outcome | null;
}

/** What a line leaves out stays as it was where the outcome is the same. The same day in another zone is the same. */
function planLine(line: ReadLine, { latest }: KnownPrediction): PlannedLine {
  if (latest === null) return { ...line, change: "new", from: null };
  const from = latest.outcome;
  if (from !== line.outcome) return { ...line, change: "correction", from };
  const observedOn = line.observedOn ?? latest.observedOn;
  const timeZone = line.observedOn === null ? latest.timeZone : line.timeZone;
  const note = line.note ?? latest.note;
  const same = observedOn === latest.observedOn && note === latest.note;
  return { ...line, observedOn, timeZone, note, change: same ? "unchanged" : "correction", from };
}

export interface Plan {
  readonly lines: PlannedLine[];
  readonly faults: LineFault[];
}

/** What each line does, and which of them name no prediction or a day before it. */
export function planLines(lines: readonly ReadLine[], known: ReadonlyMap<string, KnownPrediction>): Plan {
  const planned: PlannedLine[] = [];
  const faults: LineFault[] = [];
  for (const one of lines) {
    const { line, id, observedOn, timeZone } = one;
    const prediction = known.get(id);
    const predictedOn = prediction === undefined ? null : dayOf(prediction.createdAt, timeZone);
    if (prediction === undefined) {
      faults.push({ line, column: "id", value: id, fault: "unknown_id", limit: null });
    } else if (observedOn !== null && predictedOn !== null && observedOn < predictedOn) {
      faults.push({
        line,
        column: "date",
        value: observedOn,
        fault: "before_prediction",
        limit: predictedOn,
      });
    } else {
      planned.push(planLine(one, prediction));
    }
  }
  return { lines: planned, faults };
}
