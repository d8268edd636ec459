import type { DatasetDescription } from "../../lib/dataset/dataset-description";
import {
  type TrainingEvent,
  type TrainingFailure,
  type TrainingRequest,
  type TrainingStatus,
  trainingRequestSchema,
} from "../../lib/training/training-run";
import type { Prisma } from "../../prisma/generated/client";
import type { Db } from "../db/client";
import { lockClass } from "../db/lock-class";
import { toDescription } from "./datasets";
import { storeVersion, type VersionParts } from "./model-store";
import { appendEvent } from "./training-log";

/** A run that a process has begun. What it writes counts as long as nobody has begun it after. */
export interface Claim {
  readonly id: string;
  readonly attempt: number;
}

/** What there is to do. */
export interface ClaimedRun extends Claim {
  readonly request: TrainingRequest;
  readonly dataset: { readonly sha256: string; readonly name: string };
}

/** A process that has not said for so long that it has a run has died, or is as good as dead. */
const lostAfter = "10 seconds";
/** One claim at a time, or two processes could each find that nothing runs. */
const claimLock = 4;

/** Takes a run that waits; `null` where it does not, or another one runs, in whichever process. */
export async function claimRun(db: Db, id: string, threads: number): Promise<ClaimedRun | null> {
  return await db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockClass}::int, ${claimLock}::int)`;
    if ((await tx.trainingRun.count({ where: { status: "running" } })) > 0) return null;
    const { count } = await tx.trainingRun.updateMany({
      where: { id, status: "queued" },
      data: { status: "running", attempts: { increment: 1 } },
    });
    if (count === 0) return null;
    await tx.$executeRaw`
      UPDATE training_runs SET started_at = now(), heartbeat_at = clock_timestamp() WHERE id = ${id}::uuid`;
    const run = await tx.trainingRun.findUniqueOrThrow({
      where: { id },
      select: { attempts: true, request: true, datasetSha256: true, datasetName: true },
    });
    await appendEvent(tx, id, { kind: "started", attempt: run.attempts, threads });
    return {
      id,
      attempt: run.attempts,
      request: trainingRequestSchema.parse(run.request),
      dataset: { sha256: run.datasetSha256, name: run.datasetName },
    };
  });
}

export type Standing = "ours" | "cancelled" | "lost";

/** Says that the run goes on, and hears whether it should. */
export async function beat(db: Db, { id, attempt }: Claim): Promise<Standing> {
  const [row] = await db.$queryRaw<{ cancelled: boolean }[]>`
    UPDATE training_runs SET heartbeat_at = clock_timestamp()
    WHERE id = ${id}::uuid AND status = 'running' AND attempts = ${attempt}
    RETURNING cancel_requested_at IS NOT NULL AS cancelled`;
  if (row === undefined) return "lost";
  return row.cancelled ? "cancelled" : "ours";
}

/** Does something to a run that is still this process' own; `null` where it is not. */
async function whileOurs<T>(
  db: Db,
  { id, attempt }: Claim,
  work: (tx: Prisma.TransactionClient) => Promise<T>,
): Promise<T | null> {
  return await db.$transaction(
    async (tx) => {
      const rows = await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM training_runs
        WHERE id = ${id}::uuid AND status = 'running' AND attempts = ${attempt} FOR UPDATE`;
      return rows.length === 0 ? null : await work(tx);
    },
    { timeout: 20_000 },
  );
}

/** Adds a line to the run's log. */
export async function tell(db: Db, claim: Claim, event: TrainingEvent): Promise<void> {
  await whileOurs(db, claim, (tx) => appendEvent(tx, claim.id, event));
}

/** Enters what came of a run into the registry and ends it; its log says whether the version was there already. */
export async function succeed(db: Db, claim: Claim, parts: VersionParts): Promise<void> {
  const { version } = parts.card;
  await whileOurs(db, claim, async (tx) => {
    const run = await tx.trainingRun.findUniqueOrThrow({
      where: { id: claim.id },
      select: { actorId: true, actorName: true },
    });
    const actor = { id: run.actorId, name: run.actorName };
    const { trainingRunId } = await storeVersion(tx, parts, { actor, trainingRunId: claim.id });
    await tx.trainingRun.update({
      where: { id: claim.id },
      data: { status: "succeeded", endedAt: new Date(), resultVersion: version },
    });
    await appendEvent(tx, claim.id, { kind: "succeeded", version, existed: trainingRunId !== claim.id });
  });
}

export async function fail(
  db: Db,
  claim: Claim,
  { failure, detail }: { failure: TrainingFailure; detail: string | null },
): Promise<void> {
  await whileOurs(db, claim, async (tx) => {
    await tx.trainingRun.update({
      where: { id: claim.id },
      data: { status: "failed", endedAt: new Date(), failure: detail ?? failure },
    });
    await appendEvent(tx, claim.id, { kind: "failed", failure, detail });
  });
}

export async function endCancelled(db: Db, claim: Claim): Promise<void> {
  await whileOurs(db, claim, async (tx) => {
    await tx.trainingRun.update({
      where: { id: claim.id },
      data: { status: "cancelled", endedAt: new Date() },
    });
    await appendEvent(tx, claim.id, { kind: "cancelled" });
  });
}

/** Puts a run that this transaction has locked back among those that wait, unless it is to end; says whether it was. */
async function startOver(
  tx: Prisma.TransactionClient,
  id: string,
  because: "server_stopped" | "process_lost",
): Promise<boolean> {
  const { cancelRequestedAt } = await tx.trainingRun.findUniqueOrThrow({
    where: { id },
    select: { cancelRequestedAt: true },
  });
  const isCancelled = cancelRequestedAt !== null;
  await tx.trainingRun.update({
    where: { id },
    data: isCancelled
      ? { status: "cancelled", endedAt: new Date() }
      : { status: "queued", heartbeatAt: null },
  });
  await appendEvent(tx, id, isCancelled ? { kind: "cancelled" } : { kind: "started_over", because });
  return !isCancelled;
}

/** Gives a run back because the process stops: it will be begun again, unless somebody has just asked to end it. */
export async function giveBack(db: Db, claim: Claim): Promise<void> {
  await whileOurs(db, claim, (tx) => startOver(tx, claim.id, "server_stopped"));
}

/**
 * Puts runs whose process has died back among those that wait, or ends them where that was asked for; gives the
 * numbers of those that are to begin again.
 */
export async function recoverLost(db: Db): Promise<string[]> {
  const lost = await db.$queryRaw<Claim[]>`
    SELECT id::text, attempts AS attempt FROM training_runs
    WHERE status = 'running' AND heartbeat_at < clock_timestamp() - ${lostAfter}::interval`;
  const again: string[] = [];
  for (const claim of lost) {
    const recovered = await whileOurs(db, claim, async (tx) => {
      const { id } = claim;
      const still = await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM training_runs
        WHERE id = ${id}::uuid AND heartbeat_at < clock_timestamp() - ${lostAfter}::interval`;
      return still.length > 0 && (await startOver(tx, id, "process_lost"));
    });
    if (recovered === true) again.push(claim.id);
  }
  return again;
}

/** What waits, the oldest first, and whether something runs. */
export async function waitingRuns(db: Db): Promise<{ waiting: string[]; busy: boolean }> {
  const rows = await db.trainingRun.findMany({
    where: { status: { in: ["queued", "running"] } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: 100,
    select: { id: true, status: true },
  });
  return {
    waiting: rows.filter(({ status }) => status === "queued").map(({ id }) => id),
    busy: rows.some(({ status }) => status === "running"),
  };
}

/** The rows to train on, as they are kept (gzip), and what is known of them; `null` where they no longer are. */
export async function keptRows(
  db: Db,
  sha256: string,
): Promise<{ readonly content: Uint8Array; readonly description: DatasetDescription } | null> {
  const row = await db.dataset.findUnique({
    where: { sha256 },
    select: { content: true, description: true },
  });
  if (row === null || row.content === null) return null;
  return { content: row.content, description: toDescription(row.description) };
}

/** `null` where there is no such run. */
export async function runStatus(db: Db, id: string): Promise<TrainingStatus | null> {
  const run = await db.trainingRun.findUnique({ where: { id }, select: { status: true } });
  return run?.status ?? null;
}
