import { setTimeout as sleep } from "node:timers/promises";
import { championName } from "../../lib/model/names";
import { installation } from "../auth/caller";
import type { Db } from "../db/client";
import { announceModel } from "../observability/announce-model";
import { describe } from "../observability/log";
import { auditRow, writeAuditRows } from "./audit";
import type { Dependencies } from "./dependencies";
import { DatabaseUnavailableError, toDomainError } from "./errors";
import { loadModel } from "./model-store";
import type { ServedModel } from "./models";

/** The models in use, in memory. */
export interface ServedModels {
  /** Whole, always; a request takes it once. */
  champion(): ServedModel;
  /** The folder's model, champion or not. Its card may have been measured again since the registry first saw it. */
  shipped(): ServedModel;
  /**
   * Asks the registry now which version is champion, and takes it over once it is loaded and checked. One that cannot
   * be loaded leaves the one before in use. Throws where the database is away.
   */
  refresh(): Promise<void>;
  /** Goes on asking every second until it is stopped. */
  follow(): () => Promise<void>;
}

const intervalMs = 1000;

/** Where the names point, by name. Names that were taken off are not among them. */
export async function namedVersions(db: Db): Promise<ReadonlyMap<string, string>> {
  const moves = await db.modelMove.findMany({
    distinct: ["name"],
    orderBy: [{ name: "asc" }, { sequence: "desc" }],
    select: { name: true, toVersion: true },
  });
  return new Map(moves.flatMap(({ name, toVersion }) => (toVersion === null ? [] : [[name, toVersion]])));
}

/** The version that has been champion last; `null` in a registry where none ever was. */
export async function championVersion(db: Db): Promise<string | null> {
  const move = await db.modelMove.findFirst({
    where: { name: championName },
    orderBy: { sequence: "desc" },
    select: { toVersion: true },
  });
  return move?.toVersion ?? null;
}

/** Makes a version champion where there is none yet; of several processes that start together one succeeds. */
export async function ensureChampion(
  db: Db,
  { version, now }: { version: string; now: Date },
): Promise<void> {
  const { id: actorId, name: actorName } = installation;
  await db.$transaction(async (tx) => {
    const { count } = await tx.modelMove.createMany({
      data: [
        {
          ...{ name: championName, sequence: 1, kind: "shipped", toVersion: version, movedAt: now },
          ...{ reason: "Came with the installation.", actorId, actorName },
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) return;
    const target = { type: "model", id: championName } as const;
    const act = { action: "model.promote", target, details: { from: null, to: version } } as const;
    await writeAuditRows(tx, [auditRow({ now: () => now }, installation, act)]);
  });
}

type Needs = Pick<Dependencies, "db" | "log" | "metrics">;

/**
 * Keeps the champion in memory. `shipped` spares a second reading where the folder's model is champion. Throws where
 * the champion cannot be loaded at the start; later a version that cannot be loaded leaves the one before in use.
 */
export async function createServedModels(needs: Needs, shipped: ServedModel): Promise<ServedModels> {
  const { db, log, metrics } = needs;
  const load = async (version: string) =>
    version === shipped.card.version ? shipped : await loadModel(db, version);
  let champion = await load((await championVersion(db)) ?? shipped.card.version);
  announceModel(metrics, champion.card);
  /** The champion that could not be loaded: a version never changes, so it is not tried again. */
  let unusable: string | null = null;
  const setUnusable = (version: string | null) => {
    unusable = version;
    metrics.championNotLoaded.set(version === null ? 0 : 1);
  };
  setUnusable(null);

  async function takeOver(): Promise<void> {
    const version = await championVersion(db);
    const inUse = champion.card.version;
    if (version === null || version === unusable) return;
    setUnusable(null);
    if (version === inUse) return;
    try {
      champion = await load(version);
    } catch (error) {
      const away = toDomainError(error);
      if (away instanceof DatabaseUnavailableError) throw away;
      setUnusable(version);
      metrics.modelLoadFailures.inc();
      const reason = error instanceof Error ? error.message : String(error);
      log.error({ version, inUse, reason, ...describe(error) }, "the champion cannot be loaded");
      return;
    }
    announceModel(metrics, champion.card);
    log.info({ from: inUse, to: version }, "another model answers");
  }

  // One after the other, or an earlier look that took longer would undo a later one.
  let turn: Promise<void> = Promise.resolve();
  const refresh = () => {
    const next = turn.then(takeOver);
    turn = next.catch(() => undefined);
    return next;
  };
  return {
    champion: () => champion,
    shipped: () => shipped,
    refresh,
    follow: () => followEverySecond(refresh, log),
  };
}

/**
 * Refreshes every second until the returned function is called. An outage is logged when it begins, not every second.
 */
function followEverySecond(refresh: () => Promise<void>, log: Needs["log"]): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const following = (async () => {
    let isAway = false;
    while (!signal.aborted) {
      await sleep(intervalMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        await refresh();
        isAway = false;
      } catch (error) {
        if (!isAway) log.warn(describe(error), "the champion could not be looked up");
        isAway = true;
      }
    }
  })();
  return async () => {
    stopping.abort();
    await following;
  };
}
