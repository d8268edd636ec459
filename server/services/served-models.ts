import { setTimeout as sleep } from "node:timers/promises";
import { championName } from "../../lib/model/names";
import type { Db } from "../db/client";
import { describe, type Log } from "../observability/log";
import { loadModel } from "./model-store";
import type { ServedModel } from "./models";

/** The models in use, in memory. */
export interface ServedModels {
  /** Whole, always; a request takes it once. */
  champion(): ServedModel;
  /** Asks the registry now which version is champion, and takes it over once it is loaded and checked. */
  refresh(): Promise<void>;
  /** Goes on asking every second until it is stopped. */
  follow(log: Log): () => Promise<void>;
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
async function championVersion(db: Db): Promise<string | null> {
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
  await db.modelMove.createMany({
    data: [
      {
        ...{ name: championName, sequence: 1, kind: "shipped", toVersion: version, movedAt: now },
        reason: "Came with the installation.",
        ...{ actorId: "installation", actorName: "Installation" },
      },
    ],
    skipDuplicates: true,
  });
}

/**
 * Keeps the champion in memory. `shipped` spares a second reading where the folder's model is champion. Throws where
 * the champion cannot be loaded at the start; later a version that cannot be loaded leaves the one before in use.
 */
export async function createServedModels(db: Db, shipped: ServedModel): Promise<ServedModels> {
  const load = async (version: string) =>
    version === shipped.card.version ? shipped : await loadModel(db, version);
  let champion = await load((await championVersion(db)) ?? shipped.card.version);

  async function refresh(): Promise<void> {
    const version = await championVersion(db);
    if (version !== null && version !== champion.card.version) champion = await load(version);
  }

  return {
    champion: () => champion,
    refresh,
    follow: (log) => {
      const stopping = new AbortController();
      const following = (async () => {
        while (!stopping.signal.aborted) {
          await sleep(intervalMs, undefined, { signal: stopping.signal }).catch(() => undefined);
          if (stopping.signal.aborted) return;
          const before = champion.card.version;
          await refresh().catch((error) => log.warn(describe(error), "the champion could not be looked up"));
          if (champion.card.version !== before)
            log.info({ from: before, to: champion.card.version }, "another model answers");
        }
      })();
      return async () => {
        stopping.abort();
        await following;
      };
    },
  };
}
