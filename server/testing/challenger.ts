import { challengerName } from "../../lib/model/names";
import type { Db } from "../db/client";

/** Names a version challenger, or takes the name off with `null`, as of a moment. */
export async function nameChallenger(db: Db, version: string | null, movedAt: Date): Promise<void> {
  const last = await db.modelMove.findFirst({
    where: { name: challengerName },
    orderBy: { sequence: "desc" },
    select: { sequence: true, toVersion: true },
  });
  await db.modelMove.create({
    data: {
      ...{
        name: challengerName,
        sequence: (last?.sequence ?? 0) + 1,
        kind: version === null ? "clear" : "assign",
      },
      ...{ fromVersion: last?.toVersion ?? null, toVersion: version, movedAt, reason: "A test." },
      ...{ actorId: "test-scientist", actorName: "Test scientist" },
    },
  });
}
