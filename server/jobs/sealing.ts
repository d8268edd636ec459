import { auditHead, sealNewest, sealPiece } from "../services/audit-sealing";
import type { Position } from "../services/cursor";
import type { Dependencies } from "../services/dependencies";
import type { Duty } from "./keeper";

const restMs = 2000;
/** Work of one round; the keeper rests four times as long. */
const roundMs = 500;
/** What came with a much older time, from a clock that was wrong, is found by going through all again this often. */
const sweepMs = 600_000;

/**
 * Seals the rows of the audit trail into a chain. Its end goes to the log whenever it has moved: kept elsewhere, the
 * log shows when a chain was written anew as a whole.
 */
export function sealingDuty(deps: Pick<Dependencies, "db" | "log" | "now">): Duty {
  const { db, log, now } = deps;
  let front: Position | null = null;
  let sweep: Position | null = null;
  let sweptAt = Number.NEGATIVE_INFINITY;
  let toldSequence = 0;

  async function tellHead(): Promise<void> {
    const head = await auditHead(db);
    if (head === null || head.sequence === toldSequence) return;
    log.info({ sequence: head.sequence, hash: head.hash }, "audit head");
    toldSequence = head.sequence;
  }

  async function goThrough(goesOn: () => boolean): Promise<void> {
    // One piece at least, so that a stream of new events does not keep it from ever going on.
    do {
      if (sweep === null && performance.now() - sweptAt < sweepMs) return;
      sweep = (await sealPiece(db, sweep, now())).next;
      if (sweep === null) sweptAt = performance.now();
    } while (goesOn());
  }

  return {
    name: "audit sealing",
    restMs,
    run: async (signal) => {
      const until = performance.now() + roundMs;
      const goesOn = () => !signal.aborted && performance.now() < until;
      front = await sealNewest(db, { now, goesOn, from: front });
      if (!signal.aborted) await goThrough(goesOn);
      await tellHead();
    },
  };
}
