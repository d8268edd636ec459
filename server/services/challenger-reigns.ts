import { challengerName } from "../../lib/model/names";
import type { Db } from "../db/client";

/** A time for which a version was challenger: from its naming on, until the name went elsewhere. */
export interface Reign {
  readonly version: string;
  readonly from: Date;
  /** `null` where it still is. */
  readonly to: Date | null;
}

/** The latest reigns of challengers, newest first, from at most `moves` moves of the name. */
export async function challengerReigns(db: Db, moves: number): Promise<Reign[]> {
  const rows = await db.modelMove.findMany({
    where: { name: challengerName },
    orderBy: { sequence: "desc" },
    take: moves,
    select: { toVersion: true, movedAt: true },
  });
  return rows.flatMap(({ toVersion, movedAt }, i) =>
    toVersion === null ? [] : [{ version: toVersion, from: movedAt, to: rows[i - 1]?.movedAt ?? null }],
  );
}
