import { setTimeout as sleep } from "node:timers/promises";
import { isLastEvent } from "../../lib/training/run-end";
import {
  type TrainingEvent,
  type TrainingLogEntry,
  trainingLogEntrySchema,
} from "../../lib/training/training-run";
import type { Prisma } from "../../prisma/generated/client";
import type { Dependencies } from "./dependencies";
import { DatabaseUnavailableError, NotFoundError, toDomainError } from "./errors";

/**
 * Adds a line to a run's log, in a transaction that has the run's row locked: lines are then numbered without a gap
 * and become visible in their order, so that who follows the log misses none.
 */
export async function appendEvent(
  tx: Prisma.TransactionClient,
  runId: string,
  event: TrainingEvent,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO training_events (run_id, sequence, at, event)
    SELECT ${runId}::uuid, coalesce(max(sequence), 0) + 1, clock_timestamp(), ${JSON.stringify(event)}::jsonb
    FROM training_events WHERE run_id = ${runId}::uuid`;
}

const pollMs = 500;
const linesAtOnce = 200;

async function linesAfter(
  { db }: Dependencies,
  runId: string,
  sequence: number,
): Promise<TrainingLogEntry[]> {
  const rows = await db.trainingEvent.findMany({
    where: { runId, sequence: { gt: sequence } },
    orderBy: { sequence: "asc" },
    take: linesAtOnce,
    select: { sequence: true, at: true, event: true },
  });
  return rows.map(({ at, ...row }) => trainingLogEntrySchema.parse({ ...row, at: at.toISOString() }));
}

export interface Following {
  readonly id: string;
  /** Number of the last line seen, 0 for none. */
  readonly after: number;
  readonly signal: AbortSignal;
}

/**
 * A run's log as it grows, from the line after `after` on, whichever process writes it; ends with the run. Throws
 * {@link NotFoundError} at once where there is no such run. While the database is away it waits for it; when the
 * reader goes or the process begins to stop it ends with an AbortError, after which one may come back.
 */
export async function followTraining(
  deps: Dependencies,
  { id, after, signal }: Following,
): Promise<AsyncGenerator<TrainingLogEntry, void>> {
  const run = await deps.db.trainingRun.findUnique({ where: { id }, select: { endedAt: true } });
  if (run === null) throw new NotFoundError("training_run", id);
  const ended = AbortSignal.any([signal, deps.stopping]);

  /** `null` while the database is away. */
  async function lines(seen: number): Promise<TrainingLogEntry[] | null> {
    return await linesAfter(deps, id, seen).catch((error: unknown) => {
      if (toDomainError(error) instanceof DatabaseUnavailableError) return null;
      throw error;
    });
  }

  return (async function* () {
    let seen = after;
    for (;;) {
      const entries = await lines(seen);
      for (const entry of entries ?? []) {
        yield entry;
        if (isLastEvent(entry.event)) return;
        seen = entry.sequence;
      }
      // Whoever has seen the last line asks for what follows it.
      if (entries?.length === 0 && run.endedAt !== null) return;
      if (entries?.length !== linesAtOnce) await sleep(pollMs, undefined, { signal: ended });
    }
  })();
}
