import { setTimeout as sleep } from "node:timers/promises";
import { championName } from "../../lib/model/names";
import type { DatabaseGap, DatabasePart, Status } from "../../lib/status";
import type { OutageReason } from "../db/errors";
import { isLockHeld, keeperLock } from "../db/held-lock";
import type { Dependencies } from "./dependencies";
import { DatabaseUnavailableError, toDomainError } from "./errors";
import { daysBehind } from "./roll-up";

type ValueOf<P> = P extends { known: true; value: infer Value } ? Value : never;

/** What only the database knows of the status. */
interface DatabaseStatus {
  readonly server: ValueOf<Status["database"]["server"]>;
  readonly bytes: number;
  readonly championSince: string | null;
  readonly queue: ValueOf<Status["queue"]>;
  readonly hasKeeper: boolean;
  readonly rollUp: ValueOf<Status["rollUp"]>;
}

type Parts = { readonly [Key in keyof DatabaseStatus]: DatabasePart<DatabaseStatus[Key]> };

/** Always answers, within two and a half seconds. */
export type DatabaseStatusReader = () => Promise<Parts>;

type Deps = Pick<Dependencies, "db" | "models" | "now">;
type Questions = { readonly [Key in keyof DatabaseStatus]: (deps: Deps) => Promise<DatabaseStatus[Key]> };

const deadlineMs = 2500;

async function queue({ db }: Deps): Promise<DatabaseStatus["queue"]> {
  const [row] = await db.$queryRaw<{ queued: number; running: number; oldest: Date | null }[]>`
    SELECT count(*) FILTER (WHERE status = 'queued')::int AS queued,
      count(*) FILTER (WHERE status = 'running')::int AS running, min(created_at) AS oldest
    FROM training_runs WHERE status IN ('queued', 'running')`;
  const { queued = 0, running = 0, oldest = null } = row ?? {};
  return { queued, running, oldestSince: oldest?.toISOString() ?? null };
}

/** In the order they are asked in: the quickest, and what matters most, first. */
const questions: Questions = {
  server: async ({ db }) => {
    const begun = performance.now();
    const [row] = await db.$queryRaw<
      { version: string }[]
    >`SELECT current_setting('server_version') AS version`;
    return { version: row?.version ?? "", roundTripSeconds: (performance.now() - begun) / 1000 };
  },
  hasKeeper: ({ db }) => isLockHeld(db, keeperLock),
  queue,
  championSince: async ({ db, models }) => {
    const move = await db.modelMove.findFirst({
      where: { name: championName, toVersion: models.champion().card.version },
      orderBy: { sequence: "desc" },
      select: { movedAt: true },
    });
    return move?.movedAt.toISOString() ?? null;
  },
  rollUp: async (deps) => {
    const last = await deps.db.rollupDay.aggregate({ _max: { rolledAt: true } });
    return { lastAt: last._max.rolledAt?.toISOString() ?? null, daysBehind: await daysBehind(deps) };
  },
  bytes: async ({ db }) => {
    const [row] = await db.$queryRaw<{ bytes: number }[]>`
      SELECT pg_database_size(current_database())::float8 AS bytes`;
    return row?.bytes ?? 0;
  },
};

const unanswered = { known: false, why: "no_answer" } as const;
const keys = Object.keys(questions) as (keyof DatabaseStatus)[];

interface Reading {
  /** Filled in as answers come. */
  readonly found: Record<keyof DatabaseStatus, DatabasePart<unknown>>;
  readonly ended: Promise<void>;
}

/** What the page says of parts that a database cannot tell for the moment. */
const gaps = {
  away: "no_answer",
  restarting: "no_answer",
  too_slow: "busy",
  contended: "busy",
  out_of_connections: "busy",
  disk_full: "failed",
  out_of_memory: "failed",
  read_only: "failed",
} as const satisfies Record<OutageReason, DatabaseGap>;

/** One question after the other, so that it takes one connection; none any more once the database cannot tell. */
function begin(deps: Deps): Reading {
  const found = Object.fromEntries(keys.map((key) => [key, unanswered])) as Reading["found"];
  const ask = async () => {
    for (const [asked, key] of keys.entries()) {
      try {
        found[key] = { known: true, value: await questions[key](deps) };
      } catch (error) {
        const outage = toDomainError(error);
        if (outage instanceof DatabaseUnavailableError) {
          for (const left of keys.slice(asked)) found[left] = { known: false, why: gaps[outage.reason] };
          return;
        }
        found[key] = { known: false, why: "failed" };
      }
    }
  };
  return { found, ended: ask() };
}

/**
 * Who asks while another reading is under way shares it, so that a database that hangs holds one connection for all.
 */
export function createDatabaseStatusReader(deps: Deps): DatabaseStatusReader {
  let current: Reading | null = null;
  return async () => {
    const reading = current ?? begin(deps);
    current = reading;
    void reading.ended.then(() => {
      if (current === reading) current = null;
    });
    await Promise.race([reading.ended, sleep(deadlineMs, undefined, { ref: false })]);
    return { ...reading.found } as Parts;
  };
}
