import { v7 as uuidv7 } from "uuid";
import { utcDayOf } from "../../lib/calendar";
import {
  checkLines,
  type KnownPrediction,
  type Plan,
  type PlannedLine,
  planLines,
  type ReadLine,
} from "../../lib/outcomes/check-lines";
import {
  type FileReading,
  type ImportCounts,
  type ImportOutcomes,
  type ImportPreview,
  type ImportResult,
  linesShown,
  type PreviewImport,
} from "../../lib/outcomes/import-outcomes";
import { faultsShown } from "../../lib/outcomes/literals";
import { readDateForms } from "../../lib/outcomes/read-dates";
import type { Outcome } from "../../lib/prediction";
import { utc } from "../../lib/time-zone";
import type { Prisma } from "../../prisma/generated/client";
import type { Caller } from "../auth/caller";
import { outageReasonOf } from "../db/errors";
import { auditRow, writeAuditRows } from "./audit";
import type { Dependencies } from "./dependencies";
import { OutcomeFileError } from "./errors";
import { type OutcomeFile, readOutcomeFile } from "./outcome-file";
import { outcomeWords } from "./outcome-words";
import { markDaysStale } from "./rollup-days";

/** Lines of one statement: each must end well before the time a statement may take. */
const batchSize = 5000;
const transactionMilliseconds = 60_000;
/** A row that somebody else holds is waited for this often, each time as long as `lock_timeout` below. */
const attempts = 4;

function* batches<T>(items: readonly T[]): Generator<T[]> {
  for (let at = 0; at < items.length; at += batchSize) yield items.slice(at, at + batchSize);
}

interface KnownRow {
  id: string;
  created_at: Date;
  outcome: Outcome | null;
  note: string | null;
  observed_on: Date | null;
  time_zone: string | null;
}

const toKnown = (row: KnownRow): KnownPrediction => ({
  createdAt: row.created_at,
  latest:
    row.outcome === null
      ? null
      : {
          outcome: row.outcome,
          note: row.note,
          observedOn: row.observed_on === null ? null : utcDayOf(row.observed_on),
          timeZone: row.time_zone ?? utc,
        },
});

/** The predictions of these lines that there are, each with its latest outcome. */
async function knownPredictions(
  db: Prisma.TransactionClient,
  lines: readonly ReadLine[],
): Promise<Map<string, KnownPrediction>> {
  const known = new Map<string, KnownPrediction>();
  for (const batch of batches(lines)) {
    const rows = await db.$queryRaw<KnownRow[]>`
      SELECT p.id::text, p.created_at, o.outcome::text, o.note, o.observed_on, o.time_zone
      FROM unnest(${batch.map(({ id }) => id)}::uuid[]) AS asked(id)
      JOIN predictions p ON p.id = asked.id
      LEFT JOIN LATERAL (
        SELECT outcome, note, observed_on, time_zone FROM outcomes
        WHERE prediction_id = p.id ORDER BY recorded_at DESC, id DESC LIMIT 1
      ) o ON true`;
    for (const row of rows) known.set(row.id, toKnown(row));
  }
  return known;
}

/** What a file would do, and how it was read. */
interface FilePlan extends Plan {
  readonly reading: FileReading;
  readonly blank: number;
}

/** Throws {@link OutcomeFileError} where some dates have the day first and others the month. */
async function planFile(
  deps: Dependencies,
  file: OutcomeFile,
  { timeZone = utc, dateOrder }: Omit<PreviewImport, "file">,
): Promise<FilePlan> {
  const { forms, shownBy, isAmbiguous } = readDateForms(file.lines.map(({ cells }) => cells.date.trim()));
  const { day_first: dayFirst, month_first: monthFirst } = shownBy;
  if (dayFirst !== undefined && monthFirst !== undefined)
    throw new OutcomeFileError("contradictory_dates", { dayFirst, monthFirst });
  const dateForms = isAmbiguous && dateOrder !== undefined ? [...forms, dateOrder] : forms;
  const { lines, faults, blank } = checkLines(file.lines, {
    ...{ now: deps.now(), timeZone, dateForms, outcomeWords },
  });
  const plan = planLines(lines, await knownPredictions(deps.db, lines));
  const { separator, encoding } = file;
  return {
    reading: { separator, encoding, dateForms: [...dateForms], datesAreAmbiguous: isAmbiguous, timeZone },
    lines: plan.lines,
    faults: [...faults, ...plan.faults].sort((a, b) => a.line - b.line),
    blank,
  };
}

function countLines({ lines, faults, blank }: Omit<FilePlan, "reading">): ImportCounts {
  const counts = { new: 0, correction: 0, unchanged: 0 };
  for (const { change } of lines) counts[change] += 1;
  return {
    ...{ new: counts.new, corrections: counts.correction, unchanged: counts.unchanged, blank },
    faulty: new Set(faults.map(({ line }) => line)).size,
  };
}

/** The corrections by what they change, most lines first. */
function countCorrections(lines: readonly PlannedLine[]): ImportPreview["corrections"] {
  const counted = new Map<string, { from: Outcome; to: Outcome; lines: number }>();
  for (const { change, from, outcome } of lines) {
    if (change !== "correction" || from === null) continue;
    const found = counted.get(`${from} ${outcome}`);
    if (found === undefined) counted.set(`${from} ${outcome}`, { from, to: outcome, lines: 1 });
    else found.lines += 1;
  }
  return [...counted.values()].sort((a, b) => b.lines - a.lines);
}

/** What a file would do. Writes nothing. Throws {@link OutcomeFileError} where it cannot be read. */
export async function previewImport(
  deps: Dependencies,
  { file, ...meant }: PreviewImport,
): Promise<ImportPreview> {
  const read = await readOutcomeFile(file);
  const plan = await planFile(deps, read, meant);
  return {
    fileSha256: read.sha256,
    reading: plan.reading,
    counts: countLines(plan),
    corrections: countCorrections(plan.lines),
    ignoredColumns: [...read.ignoredColumns],
    lines: plan.lines.slice(0, linesShown).map(({ outcome, ...line }) => ({ ...line, to: outcome })),
    faults: plan.faults.slice(0, faultsShown),
  };
}

/** Holds these predictions against other writers of outcomes, in one order, so that no two can wait for each other. */
async function lockPredictions(tx: Prisma.TransactionClient, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`SET LOCAL lock_timeout = '4s'`;
  for (const batch of batches([...ids].sort())) {
    await tx.$executeRaw`
      SELECT id FROM predictions WHERE id = ANY(${batch}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  }
}

async function insertOutcomes(
  tx: Prisma.TransactionClient,
  { lines, actor, now }: { lines: readonly PlannedLine[]; actor: Caller; now: Date },
): Promise<void> {
  for (const batch of batches(lines)) {
    const rows = batch.map(({ id, outcome, note, observedOn, timeZone }) => ({
      ...{ id: uuidv7(), predictionId: id, outcome, note, observedOn, timeZone },
    }));
    await tx.$executeRaw`
      INSERT INTO outcomes
        (id, prediction_id, outcome, note, observed_on, time_zone, recorded_at, actor_id, actor_name)
      SELECT id, "predictionId", outcome, note, "observedOn", "timeZone",
        ${now.toISOString()}::timestamptz, ${actor.id}, ${actor.name}
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row(
        id uuid, "predictionId" uuid, outcome outcome, note text, "observedOn" date, "timeZone" text
      )`;
  }
}

/** Whose file it is, and which. */
type Importing = Pick<ImportOutcomes, "fileSha256"> & { readonly actor: Caller };

/** Writes what these lines still change once nobody else can change it; all or nothing. Gives back what was written. */
function writeLines(
  deps: Dependencies,
  lines: readonly PlannedLine[],
  { actor, fileSha256 }: Importing,
): Promise<PlannedLine[]> {
  return deps.db.$transaction(
    async (tx) => {
      await lockPredictions(
        tx,
        lines.map(({ id }) => id),
      );
      const plan = planLines(lines, await knownPredictions(tx, lines));
      const changing = plan.lines.filter(({ change }) => change !== "unchanged");
      await insertOutcomes(tx, { lines: changing, actor, now: deps.now() });
      await markDaysStale(
        tx,
        changing.map(({ id }) => id),
      );
      const target = { type: "file", id: fileSha256 } as const;
      const details = { count: changing.length };
      await writeAuditRows(tx, [auditRow(deps, actor, { action: "outcome.import", target, details })]);
      return changing;
    },
    { timeout: transactionMilliseconds },
  );
}

async function writePatiently(
  deps: Dependencies,
  lines: readonly PlannedLine[],
  importing: Importing,
): Promise<PlannedLine[]> {
  if (lines.length === 0) return [];
  for (let attempt = 1; ; attempt++) {
    try {
      return await writeLines(deps, lines, importing);
    } catch (error) {
      if (attempt === attempts || outageReasonOf(error) !== "contended") throw error;
    }
  }
}

/**
 * Records the outcomes of a file in one transaction. Lines that say what holds already write nothing, so that the
 * same file twice is written once. Throws {@link OutcomeFileError} where the file cannot be read, is not the one that
 * was previewed, or has faulty lines that were not left out on purpose.
 */
export async function importOutcomes(
  deps: Dependencies,
  { actor, file, faultyLines, fileSha256, ...meant }: ImportOutcomes & { actor: Caller },
): Promise<ImportResult> {
  const read = await readOutcomeFile(file);
  if (read.sha256 !== fileSha256) throw new OutcomeFileError("other_file");
  const plan = await planFile(deps, read, meant);
  const planned = countLines(plan);
  if (planned.faulty > 0 && faultyLines === "refuse") {
    throw new OutcomeFileError("faulty_lines", { count: planned.faulty });
  }
  const changing = plan.lines.filter(({ change }) => change !== "unchanged");
  const written = await writePatiently(deps, changing, { actor, fileSha256 });
  for (const { outcome } of written) deps.metrics.outcomesRecorded.inc({ outcome });
  const { new: fresh, corrections } = countLines({ lines: written, faults: [], blank: 0 });
  const unchanged = plan.lines.length - written.length;
  const { faulty, blank } = planned;
  return { counts: { new: fresh, corrections, unchanged, faulty, blank } };
}
