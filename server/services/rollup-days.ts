import type { Prisma } from "../../prisma/generated/client";

/**
 * Says that something of the days of these predictions has changed, in the transaction that changes it. The row of a
 * day is locked until the transaction ends, so that a roll-up under way either sees the change or comes again.
 */
export async function markDaysStale(
  tx: Prisma.TransactionClient,
  predictionIds: readonly string[],
): Promise<void> {
  // In one order, so that two such statements cannot wait for each other.
  await tx.$executeRaw`
    INSERT INTO rollup_days (day, stale)
    SELECT DISTINCT (created_at AT TIME ZONE 'UTC')::date AS day, true
    FROM predictions WHERE id = ANY(${[...predictionIds]}::uuid[])
    ORDER BY day
    ON CONFLICT (day) DO UPDATE SET stale = true`;
}
