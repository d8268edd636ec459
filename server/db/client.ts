import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "../../prisma/generated/client";
import { createPool } from "./pool";

/** The application's connections. `db.$disconnect()` closes them. */
export type Db = PrismaClient;

/** How it is with the connections; looked up in memory. */
export interface PoolCounts {
  /** Connections at a statement or a transaction, or on their way to the database. */
  readonly busy: number;
  readonly idle: number;
  /** Statements that wait for a connection. */
  readonly waiting: number;
  readonly limit: number;
}

/**
 * Asks for rows past Prisma, by a statement that each connection prepares once under `name`: for what is asked with
 * every prediction. A name goes with one text.
 */
export type Ask = <Row extends object>(name: string, statement: Prisma.Sql) => Promise<Row[]>;

interface Connections {
  readonly db: Db;
  readonly ask: Ask;
  poolCounts(): PoolCounts;
}

const limit = 10;
/**
 * For a transaction to begin: longer than the pool waits for a connection, and than a server that hangs is found out,
 * so that these say why it could not.
 */
const beginMilliseconds = 5000;

export interface ConnectOptions {
  /** What the connections act as; without it, the account of the address. */
  readonly role?: string | null;
  /** Told of each statement that failed, in the database or on the way there. */
  readonly onFailure?: (error: unknown) => void;
}

export function connect(url: string, options: ConnectOptions = {}): Connections {
  const pool = createPool({ url, name: "microcalc", limit, ...options });
  return {
    db: new PrismaClient({
      adapter: new PrismaPg(pool, { disposeExternalPool: true }),
      transactionOptions: { maxWait: beginMilliseconds },
    }),
    ask: async (name, { text, values }) => (await pool.query({ name, text, values })).rows,
    poolCounts: () => ({
      busy: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
      limit,
    }),
  };
}

export const createDb = (url: string): Db => connect(url).db;
