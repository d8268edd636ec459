import { utcDayOf } from "../calendar";
import { type Day, daySchema } from "../day";
import { outcomes } from "../outcome";
import { noteSchema, type Outcome } from "../prediction";
import type { ImportColumn, LineFault } from "./import-outcomes";

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
}

export interface CheckedLines {
  readonly lines: ReadLine[];
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

const isOutcome = (word: string): word is Outcome => (outcomes as readonly string[]).includes(word);

function noteFaults(note: string, at: ReturnType<typeof faultAt>): LineFault[] {
  if (note.length > longestNote) return [at("note_too_long", String(note.length))];
  return noteSchema.safeParse(note).success ? [] : [at("note_characters")];
}

function dateFaults(date: string, today: Day, at: ReturnType<typeof faultAt>): LineFault[] {
  if (date === "") return [];
  if (!daySchema.safeParse(date).success) return [at("impossible_date")];
  return date > today ? [at("in_future", today)] : [];
}

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

/**
 * Reads the lines by themselves. Of lines with the same id none is good: which of them holds is not for us to say.
 * `today` is the UTC day.
 */
export function checkLines(lines: readonly FileLine[], today: Day): CheckedLines {
  const byId = linesById(lines);
  const read: ReadLine[] = [];
  const faults: LineFault[] = [];
  for (const one of lines) {
    const { line, cells } = one;
    const id = cells.id.trim().toLowerCase();
    const outcome = cells.outcome.trim().toLowerCase();
    const [date, note] = [cells.date.trim(), cells.note.trim()];
    const other = byId.get(id)?.find((number) => number !== line);
    const found: LineFault[] = [];
    if (one.extraCells > 0) {
      found.push({ line, column: null, value: String(one.extraCells), fault: "too_many_cells", limit: null });
    }
    if (!uuid.test(id)) found.push(faultAt(one, "id")("malformed_id"));
    else if (other !== undefined) found.push(faultAt(one, "id")("repeated_id", String(other)));
    if (!isOutcome(outcome)) found.push(faultAt(one, "outcome")("unknown_outcome"));
    found.push(...dateFaults(date, today, faultAt(one, "date")), ...noteFaults(note, faultAt(one, "note")));
    if (found.length > 0) faults.push(...found);
    else if (isOutcome(outcome)) {
      read.push({
        line,
        id,
        outcome,
        observedOn: date === "" ? null : date,
        note: note === "" ? null : note,
      });
    }
  }
  return { lines: read, faults };
}

/** What is known of a prediction that a line names. */
export interface KnownPrediction {
  readonly createdAt: Date;
  /** The latest outcome. */
  readonly latest: {
    readonly outcome: Outcome;
    readonly observedOn: Day | null;
    readonly note: string | null;
  } | null;
}

/** A line with what it does to its prediction, whole as it would be written. */
export interface PlannedLine extends ReadLine {
  readonly change: "new" | "correction" | "unchanged";
  readonly from: Outcome | null;
}

/** What a line leaves out stays as it was where the outcome is the same. */
function planLine(line: ReadLine, { latest }: KnownPrediction): PlannedLine {
  if (latest === null) return { ...line, change: "new", from: null };
  const from = latest.outcome;
  if (from !== line.outcome) return { ...line, change: "correction", from };
  const observedOn = line.observedOn ?? latest.observedOn;
  const note = line.note ?? latest.note;
  const same = observedOn === latest.observedOn && note === latest.note;
  return { ...line, observedOn, note, change: same ? "unchanged" : "correction", from };
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
    const { line, id, observedOn } = one;
    const prediction = known.get(id);
    const predictedOn = prediction === undefined ? null : utcDayOf(prediction.createdAt);
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
