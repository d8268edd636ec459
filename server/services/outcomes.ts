import { v7 as uuidv7 } from "uuid";
import { dayOf, toDate, utcDayOf } from "../../lib/calendar";
import type { Day } from "../../lib/day";
import type { RecordedOutcome, RecordOutcome } from "../../lib/prediction";
import { utc } from "../../lib/time-zone";
import type { Prisma } from "../../prisma/generated/client";
import type { Caller, Within } from "../auth/caller";
import { auditRow, writeAuditRows } from "./audit";
import { byPrediction } from "./by-prediction";
import type { Dependencies } from "./dependencies";
import { NotFoundError, OutcomeDayError } from "./errors";
import { markDaysStale } from "./rollup-days";

const outcomeFields = {
  id: true,
  outcome: true,
  note: true,
  observedOn: true,
  timeZone: true,
  recordedAt: true,
  actorId: true,
  actorName: true,
} satisfies Prisma.OutcomeRecordSelect;

type OutcomeRow = Prisma.OutcomeRecordGetPayload<{ select: typeof outcomeFields }>;

function toRecordedOutcome(row: OutcomeRow): RecordedOutcome {
  return {
    id: row.id,
    outcome: row.outcome,
    note: row.note,
    observedOn: row.observedOn === null ? null : utcDayOf(row.observedOn),
    timeZone: row.timeZone,
    recordedAt: row.recordedAt.toISOString(),
    recordedBy: { id: row.actorId, name: row.actorName },
  };
}

const latestFirst = [
  { recordedAt: "desc" },
  { id: "desc" },
] satisfies Prisma.OutcomeRecordOrderByWithRelationInput[];

/** Every outcome of a prediction, the latest first; at most the last 200. */
export async function outcomesOf(deps: Dependencies, predictionId: string): Promise<RecordedOutcome[]> {
  const rows = await deps.db.outcomeRecord.findMany({
    where: { predictionId },
    orderBy: latestFirst,
    take: 200,
    select: outcomeFields,
  });
  return rows.map(toRecordedOutcome);
}

/** Every outcome of each of these predictions, the latest first. */
export async function outcomesByPrediction(
  { db }: Pick<Dependencies, "db">,
  predictionIds: readonly string[],
): Promise<ReadonlyMap<string, RecordedOutcome[]>> {
  const rows = await db.outcomeRecord.findMany({
    where: { predictionId: { in: [...predictionIds] } },
    orderBy: latestFirst,
    select: { ...outcomeFields, predictionId: true },
  });
  return byPrediction(rows, toRecordedOutcome);
}

/** Throws {@link OutcomeDayError} for a day before that of the prediction, or after today, in this time zone. */
function checkDay(observedOn: Day, timeZone: string, { from, to }: { from: Date; to: Date }): void {
  const [earliest, latest] = [dayOf(from, timeZone), dayOf(to, timeZone)];
  if (observedOn < earliest || observedOn > latest)
    throw new OutcomeDayError(observedOn, { earliest, latest, timeZone });
}

/**
 * Records what a candidate region turned out to be. A correction is a new row; the same person saying the same
 * thing twice in a row is one row. Throws {@link NotFoundError} for an unknown prediction, {@link OutcomeDayError}
 * for a day on which it cannot have been found out.
 */
export async function recordOutcome(
  deps: Dependencies,
  { actor, owner, id, outcome, note, observedOn, timeZone = utc }: RecordOutcome & Within & { actor: Caller },
): Promise<RecordedOutcome> {
  const said = { outcome, note: note ? note : null, actorId: actor.id };
  const { row, isNew } = await deps.db.$transaction(async (tx) => {
    // One writer per prediction at a time, or a double click would write two rows. It holds up no shadow score.
    const [found] = await tx.$queryRaw<{ created_at: Date; actor_id: string }[]>`
      SELECT created_at, actor_id FROM predictions WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    // Somebody else's is as one that is not there.
    if (found === undefined || (owner !== undefined && found.actor_id !== owner))
      throw new NotFoundError("prediction", id);
    if (observedOn !== undefined) checkDay(observedOn, timeZone, { from: found.created_at, to: deps.now() });
    const latest = await tx.outcomeRecord.findFirst({
      where: { predictionId: id },
      orderBy: latestFirst,
      select: outcomeFields,
    });
    const repeated =
      latest?.outcome === said.outcome &&
      latest.note === said.note &&
      latest.actorId === said.actorId &&
      toRecordedOutcome(latest).observedOn === (observedOn ?? null);
    if (repeated) return { row: latest, isNew: false };
    const data = {
      ...said,
      id: uuidv7(),
      predictionId: id,
      observedOn: observedOn === undefined ? null : toDate(observedOn),
      timeZone,
      recordedAt: deps.now(),
      actorName: actor.name,
    };
    const row = await tx.outcomeRecord.create({ data, select: outcomeFields });
    await markDaysStale(tx, [id]);
    const target = { type: "prediction", id } as const;
    await writeAuditRows(tx, [auditRow(deps, actor, { action: "outcome.record", target })]);
    return { row, isNew: true };
  });
  if (isNew) deps.metrics.outcomesRecorded.inc({ outcome });
  return toRecordedOutcome(row);
}
