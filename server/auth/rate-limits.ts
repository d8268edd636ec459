import { createHmac, randomBytes } from "node:crypto";
import { RateLimiterMemory, RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible";
import type { Db } from "../db/client";
import type { Principal } from "./caller";
import { networkOf } from "./network";

/** Why somebody has to wait. */
export interface TooMany {
  /** What there were too many of: calls of an account, of a key, from an address, or acts that cost much. */
  readonly by: "account" | "key" | "address" | "costly";
  readonly retryAfterSeconds: number;
  /** Whether it is the first of a window that is refused: the one to be put on record. */
  readonly isFirst: boolean;
}

/** Counts what people and programs ask for; `null` where it is not too much. */
export interface RateLimits {
  /** By account or key, and by address where nobody stands behind it. What a process asks of itself is not counted. */
  call(principal: Principal | null, address: string): Promise<TooMany | null>;
  /** A page, or what is nothing we have. */
  page(address: string): Promise<TooMany | null>;
  /** Of all processes together, for the few operations that cost much; rejects where it cannot be counted. */
  costly(principal: Principal, operation: string): Promise<TooMany | null>;
}

export interface RateLimitSettings {
  readonly db: Db;
  /** Calls that one person may make within a minute. */
  readonly perMinute: number;
}

const windowSeconds = 60;
/** A program works faster than a person, and a hospital is behind one address. */
const peopleOfMany = 10;
/**
 * Counters for addresses. Whoever sends from many addresses cannot make more of them: several addresses share one, and
 * which ones, nobody can tell from outside. Some 200 bytes each.
 */
const addressCounters = 16_384;

/** How often a costly operation may be asked for: a share of the calls allowed in a minute, within so many seconds. */
const often = { share: 0.1, seconds: 60 } as const;
const seldom = { share: 0.2, seconds: 3600 } as const;
const costlyOperations: Readonly<Record<string, typeof often | typeof seldom>> = {
  "accounts.create": seldom,
  "accounts.resetPassword": seldom,
  "apiKeys.create": seldom,
  "audit.export": seldom,
  "datasets.takeHomeFile": seldom,
  "datasets.upload": seldom,
  "outcomes.import": seldom,
  "outcomes.previewImport": seldom,
  "predictions.createMany": often,
  "predictions.export": seldom,
  "training.start": seldom,
};

type Limiter = RateLimiterMemory | RateLimiterPrisma;

async function consume(by: TooMany["by"], limiter: Limiter, key: string): Promise<TooMany | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const retryAfterSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    return { by, retryAfterSeconds, isFirst: error.consumedPoints === limiter.points + 1 };
  }
}

/**
 * Calls are counted in the memory of the process, so that none waits for the database: with several replicas somebody
 * gets up to so many times as much.
 */
export function createRateLimits({ db, perMinute }: RateLimitSettings): RateLimits {
  const ofMany = peopleOfMany * perMinute;
  const inMemory = (points: number) => new RateLimiterMemory({ points, duration: windowSeconds });
  const byAccount = inMemory(perMinute);
  const byKey = inMemory(ofMany);
  const byAddress = inMemory(ofMany);
  const secret = randomBytes(32);
  const counterOf = (address: string) =>
    String(createHmac("sha256", secret).update(networkOf(address)).digest().readUInt32BE() % addressCounters);
  const costlyLimiters = new Map(
    Object.entries(costlyOperations).map(([operation, { share, seconds }]) => {
      const points = Math.max(1, Math.floor(share * perMinute));
      const limiter = new RateLimiterPrisma({
        storeClient: db,
        tableName: "rateLimit",
        keyPrefix: operation,
        points,
        duration: seconds,
        // From the second refusal on without asking the database.
        inMemoryBlockOnConsumed: points + 1,
        clearExpiredByTimeout: false,
      });
      return [operation, limiter] as const;
    }),
  );
  const page = (address: string) => consume("address", byAddress, counterOf(address));
  return {
    page,
    call: async (principal, address) => {
      if (principal === null) return page(address);
      const { kind, id } = principal.credential;
      if (kind === "process") return null;
      return kind === "key" ? consume("key", byKey, id) : consume("account", byAccount, principal.id);
    },
    costly: async (principal, operation) => {
      const limiter = costlyLimiters.get(operation);
      return limiter === undefined ? null : consume("costly", limiter, principal.id);
    },
  };
}
