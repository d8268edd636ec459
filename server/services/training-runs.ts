import { z } from "zod";
import { hasEnded } from "../../lib/training/run-end";
import {
  type ListTraining,
  type TrainingMaterial,
  type TrainingPage,
  type TrainingRun,
  trainingRequestSchema,
} from "../../lib/training/training-run";
import { Prisma, type TrainingStatus } from "../../prisma/generated/client";
import type { Caller, Within } from "../auth/caller";
import { howToRun } from "../how-to-run";
import { AccountError } from "./account-error";
import { auditRow, writeAuditRows } from "./audit";
import { decodeCursor, encodeCursor } from "./cursor";
import type { Dependencies } from "./dependencies";
import { NotFoundError } from "./errors";
import { countKnownOutcomes } from "./outcome-rows";
import { appendEvent } from "./training-log";

interface RunRow {
  id: string;
  status: TrainingStatus;
  request: unknown;
  dataset_sha256: string;
  dataset_name: string;
  created_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  cancel_requested_at: Date | null;
  attempts: number;
  result_version: string | null;
  actor_id: string;
  actor_name: string;
  progress: { done: number; total: number } | null;
}

/** Runs `r`, each with the last it said of its progress since it was last begun. */
const runs = Prisma.sql`
  SELECT r.id::text, r.status::text, r.request, r.dataset_sha256, r.dataset_name, r.created_at, r.started_at,
    r.ended_at, r.cancel_requested_at, r.attempts, r.result_version, r.actor_id, r.actor_name, e.progress
  FROM training_runs r
  LEFT JOIN LATERAL (
    SELECT CASE event->>'kind' WHEN 'progress'
      THEN jsonb_build_object('done', event->'done', 'total', event->'total') END AS progress
    FROM training_events
    WHERE run_id = r.id AND event->>'kind' IN ('progress', 'started', 'started_over')
    ORDER BY sequence DESC LIMIT 1
  ) e ON true`;

function toRun(row: RunRow): TrainingRun {
  return {
    id: row.id,
    status: row.status,
    dataset: { sha256: row.dataset_sha256, name: row.dataset_name },
    request: trainingRequestSchema.parse(row.request),
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    startedBy: { id: row.actor_id, name: row.actor_name },
    attempts: row.attempts,
    cancelRequested: row.cancel_requested_at !== null,
    progress: row.progress,
    resultVersion: row.result_version,
  };
}

/** Runs, the latest first. */
export async function listTraining(deps: Dependencies, page: ListTraining): Promise<TrainingPage> {
  const after = page.cursor ? decodeCursor(page.cursor, z.uuid()) : null;
  const where = after
    ? Prisma.sql`WHERE (r.created_at, r.id) < (${after.at}, ${after.id}::uuid)`
    : Prisma.empty;
  const rows = await deps.db.$queryRaw<RunRow[]>`
    ${runs} ${where} ORDER BY r.created_at DESC, r.id DESC LIMIT ${page.limit + 1}`;
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return {
    items: items.map(toRun),
    nextCursor: rows.length > page.limit && last ? encodeCursor({ at: last.created_at, id: last.id }) : null,
  };
}

/** Throws {@link NotFoundError} where there is no such run. */
export async function trainingRun(deps: Dependencies, id: string): Promise<TrainingRun> {
  const [row] = await deps.db.$queryRaw<RunRow[]>`${runs} WHERE r.id = ${id}::uuid`;
  if (row === undefined) throw new NotFoundError("training_run", id);
  return toRun(row);
}

/**
 * Ends a run that waits, and asks the process that has it to end one that runs; one that has ended stays as it is.
 * Throws {@link NotFoundError} for an unknown run.
 */
export async function cancelTraining(
  deps: Dependencies,
  { id, actor, owner }: Within & { id: string; actor: Caller },
): Promise<TrainingRun> {
  const now = deps.now();
  await deps.db.$transaction(async (tx) => {
    const [run] = await tx.$queryRaw<{ status: TrainingStatus; asked: boolean; actor_id: string }[]>`
      SELECT status::text, cancel_requested_at IS NOT NULL AS asked, actor_id
      FROM training_runs WHERE id = ${id}::uuid FOR UPDATE`;
    if (run === undefined) throw new NotFoundError("training_run", id);
    if (owner !== undefined && run.actor_id !== owner) throw new AccountError("forbidden");
    if (hasEnded(run.status) || run.asked) return;
    const waits = run.status === "queued";
    await tx.trainingRun.update({
      where: { id },
      data: { cancelRequestedAt: now, ...(waits && { status: "cancelled", endedAt: now }) },
    });
    await appendEvent(tx, id, { kind: "cancel_requested", by: actor.name });
    if (waits) await appendEvent(tx, id, { kind: "cancelled" });
    const target = { type: "training_run", id } as const;
    await writeAuditRows(tx, [auditRow(deps, actor, { action: "training.cancel", target })]);
  });
  return await trainingRun(deps, id);
}

const datasetsShown = 200;

/** What one can train on. */
export async function trainingMaterial(deps: Dependencies): Promise<TrainingMaterial> {
  const [datasets, outcomes] = await Promise.all([
    deps.db.dataset.findMany({
      where: { content: { not: null } },
      orderBy: [{ createdAt: "desc" }, { sha256: "desc" }],
      take: datasetsShown,
      select: { sha256: true, name: true, rows: true, positives: true, origin: true },
    }),
    countKnownOutcomes(deps),
  ]);
  return {
    datasets: datasets.map(({ origin, ...dataset }) => ({
      ...dataset,
      holdsOutcomes: origin === "outcomes",
    })),
    outcomes,
    fetchCommand: `${howToRun("data")} fetch`,
  };
}
