import { v7 as uuidv7 } from "uuid";
import type { RecordedReview, ReviewPrediction } from "../../lib/prediction";
import type { Prisma } from "../../prisma/generated/client";
import type { Caller } from "../auth/caller";
import { auditRow, writeAuditRows } from "./audit";
import { byPrediction } from "./by-prediction";
import type { Dependencies } from "./dependencies";
import { NotFoundError } from "./errors";
import { markDaysStale } from "./rollup-days";

const reviewFields = {
  id: true,
  verdict: true,
  reason: true,
  reviewedAt: true,
  actorId: true,
  actorName: true,
} satisfies Prisma.ReviewSelect;

type ReviewRow = Prisma.ReviewGetPayload<{ select: typeof reviewFields }>;

function toRecordedReview(row: ReviewRow): RecordedReview {
  return {
    id: row.id,
    verdict: row.verdict,
    reason: row.reason,
    reviewedAt: row.reviewedAt.toISOString(),
    reviewedBy: { id: row.actorId, name: row.actorName },
  };
}

const latestFirst = [
  { reviewedAt: "desc" },
  { id: "desc" },
] satisfies Prisma.ReviewOrderByWithRelationInput[];

/** Every review of a prediction, the latest first; at most the last 200. */
export async function reviewsOf(deps: Dependencies, predictionId: string): Promise<RecordedReview[]> {
  const rows = await deps.db.review.findMany({
    where: { predictionId },
    orderBy: latestFirst,
    take: 200,
    select: reviewFields,
  });
  return rows.map(toRecordedReview);
}

/** Every review of each of these predictions, the latest first. */
export async function reviewsByPrediction(
  { db }: Pick<Dependencies, "db">,
  predictionIds: readonly string[],
): Promise<ReadonlyMap<string, RecordedReview[]>> {
  const rows = await db.review.findMany({
    where: { predictionId: { in: [...predictionIds] } },
    orderBy: latestFirst,
    select: { ...reviewFields, predictionId: true },
  });
  return byPrediction(rows, toRecordedReview);
}

/**
 * Records what a clinician made of an answer. A change of mind is a new row; the same person saying the same thing
 * twice in a row is one row. Throws {@link NotFoundError} for an unknown prediction.
 */
export async function reviewPrediction(
  deps: Dependencies,
  { actor, id, verdict, reason }: ReviewPrediction & { actor: Caller },
): Promise<RecordedReview> {
  const said = { verdict, reason: reason ? reason : null, actorId: actor.id };
  return deps.db.$transaction(async (tx) => {
    // One writer per prediction at a time, or a double click would write two rows. It holds up no shadow score.
    const found = await tx.$queryRaw<
      unknown[]
    >`SELECT 1 FROM predictions WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    if (found.length === 0) throw new NotFoundError("prediction", id);
    const latest = await tx.review.findFirst({
      where: { predictionId: id },
      orderBy: latestFirst,
      select: reviewFields,
    });
    const repeated =
      latest?.verdict === said.verdict && latest.reason === said.reason && latest.actorId === said.actorId;
    if (repeated) return toRecordedReview(latest);
    const data = { ...said, id: uuidv7(), predictionId: id, reviewedAt: deps.now(), actorName: actor.name };
    const row = await tx.review.create({ data, select: reviewFields });
    await markDaysStale(tx, [id]);
    const target = { type: "prediction", id } as const;
    await writeAuditRows(tx, [auditRow(deps, actor, { action: "review.record", target })]);
    return toRecordedReview(row);
  });
}
