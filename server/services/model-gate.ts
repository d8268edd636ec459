import { type GateFinding, type GateSide, judgeCandidate, onePercent, recallAt } from "../../lib/model/gate";
import { readModelCard } from "../../lib/model/read-card";
import type { Db } from "../db/client";
import { inTurns } from "../in-turns";
import type { Dependencies } from "./dependencies";
import { AlreadyNamedError, NotFoundError } from "./errors";
import { toHeldOut } from "./model-store";
import { championVersion } from "./served-models";

async function sideOf(db: Db, version: string): Promise<GateSide> {
  const row = await db.modelVersion.findUnique({
    where: { version },
    select: { card: true, heldOut: true },
  });
  if (row === null) throw new NotFoundError("model", version);
  const { data, evaluation } = readModelCard(row.card);
  const { rows, positives, brier } = evaluation.distinct;
  return {
    ...{ version, rows, positives, brier, dataSha256: data.sha256 },
    recallAtOnePercent: recallAt(evaluation.distinct.recallAtFalsePositiveRate, onePercent),
    heldOut: toHeldOut(row.heldOut),
  };
}

/** What the gate says of one version in the place of another. Takes its time in pieces. */
export async function judge(
  db: Db,
  { champion, candidate }: { champion: string; candidate: string },
): Promise<GateFinding> {
  const [a, b] = [await sideOf(db, champion), await sideOf(db, candidate)];
  return inTurns(judgeCandidate(a, b));
}

/**
 * What the gate says about promoting a version over the present champion. Throws {@link NotFoundError} for an unknown
 * version and {@link AlreadyNamedError} for the champion itself.
 */
export async function gateFor(deps: Dependencies, candidate: string): Promise<GateFinding> {
  const champion = (await championVersion(deps.db)) ?? deps.models.champion().card.version;
  if (candidate === champion) throw new AlreadyNamedError("champion", candidate);
  return judge(deps.db, { champion, candidate });
}
