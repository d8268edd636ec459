import { describe } from "../observability/log";
import { challengerReigns, type Reign } from "../services/challenger-reigns";
import type { Position } from "../services/cursor";
import type { Dependencies } from "../services/dependencies";
import { DatabaseUnavailableError, toDomainError } from "../services/errors";
import type { ServedModel } from "../services/models";
import { scoreNext } from "../services/shadow-scores";
import type { Duty } from "./keeper";

const restMs = 1000;
/** Work of one round; the keeper rests four times as long. */
const roundMs = 200;
/**
 * A prediction has its time before it is stored, and may wait for a write and for its own, 5.5 s each; the newest are
 * therefore looked at again for this long.
 */
const lateMs = 15_000;
/**
 * What came with an older time than that, from a clock that was wrong or out of a file, is found by going through all
 * again.
 */
const sweepMs = 600_000;
/** Earlier challengers finish what was asked while they were; no further back than these moves of the name. */
const movesBack = 5;
const lowestId = "00000000-0000-0000-0000-000000000000";

/** How far a reign is scored. Nothing of this has to outlive the process. */
interface Progress {
  /** Follows the newest. */
  front: Position;
  /** Goes through the whole reign. */
  sweep: Position | null;
  /** When the sweep was last through, in milliseconds; `null` while it is on its way for the first time. */
  sweptAt: number | null;
}

/** So far before a moment that whatever is still on its way to disk comes after it, but within the reign. */
function beforeLate(momentMs: number, { from }: Reign): Position {
  return { at: new Date(Math.max(momentMs - lateMs, from.getTime())), id: lowestId };
}

/** A reign that is over is gone through once more when nothing of it can still come. */
function isSweepDue({ to }: Reign, sweptAt: number | null, now: number): boolean {
  if (sweptAt === null) return true;
  if (to === null) return now - sweptAt >= sweepMs;
  const complete = to.getTime() + lateMs;
  return sweptAt < complete && now >= complete;
}

/**
 * Lets challengers score every prediction made while they were named. Where it stands is kept in memory alone: a new
 * keeper goes through the reign from its beginning and passes over what is scored. A challenger that cannot be loaded
 * is told of once and left alone; versions never change.
 */
export function shadowDuty(deps: Dependencies): Duty {
  const progress = new Map<string, Progress>();
  const unloadable = new Set<string>();
  let held: { readonly version: string; readonly model: ServedModel } | null = null;

  async function load(version: string): Promise<ServedModel> {
    if (held?.version === version) return held.model;
    try {
      held = { version, model: await deps.loadVersion(version) };
      return held.model;
    } catch (error) {
      if (!(toDomainError(error) instanceof DatabaseUnavailableError)) {
        unloadable.add(version);
        deps.log.error({ version, ...describe(error) }, "the challenger cannot be loaded; it scores nothing");
      }
      throw error;
    }
  }

  function progressOf(reign: Reign): Progress {
    const key = `${reign.version} ${reign.from.toISOString()}`;
    const known = progress.get(key);
    if (known !== undefined) return known;
    const fresh = { front: beforeLate(deps.now().getTime(), reign), sweep: null, sweptAt: null };
    progress.set(key, fresh);
    return fresh;
  }

  async function follow(reign: Reign, goesOn: () => boolean): Promise<void> {
    const own = progressOf(reign);
    const model = () => load(reign.version);
    while (goesOn()) {
      const { at, isLast } = await scoreNext(deps, { reign, after: own.front, model });
      if (at === null || at === own.front) return;
      own.front = at;
      if (!isLast) continue;
      // A clock that goes ahead must not lead past what others still have to store.
      own.front = beforeLate(Math.min(at.at.getTime(), deps.now().getTime()), reign);
      return;
    }
  }

  async function sweep(reign: Reign, goesOn: () => boolean): Promise<void> {
    const own = progressOf(reign);
    const model = () => load(reign.version);
    // One step at least, so that a stream of new predictions does not keep it from ever going on.
    do {
      if (!isSweepDue(reign, own.sweptAt, deps.now().getTime())) return;
      const begun = deps.now().getTime();
      const { at, isLast } = await scoreNext(deps, { reign, after: own.sweep, model });
      own.sweep = isLast ? null : at;
      if (isLast) own.sweptAt = begun;
    } while (goesOn());
  }

  return {
    name: "shadow",
    restMs,
    run: async (signal) => {
      const until = performance.now() + roundMs;
      const goesOn = () => !signal.aborted && performance.now() < until;
      const reigns = await challengerReigns(deps.db, movesBack);
      for (const reign of reigns) {
        if (signal.aborted) return;
        if (unloadable.has(reign.version)) continue;
        try {
          if (reign.to === null) await follow(reign, goesOn);
          await sweep(reign, goesOn);
        } catch (error) {
          if (!unloadable.has(reign.version)) throw error;
        }
      }
    },
    lost: () => {
      progress.clear();
      held = null;
    },
  };
}
