import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "../../prisma/generated/client";

/** The application's connections. `db.$disconnect()` closes them. */
export type Db = PrismaClient;

const maximumConnections = 10;
/** For a new connection as for a free one: beyond it the database counts as unavailable. */
const connectMilliseconds = 2000;
const statementMilliseconds = 5000;
const idleInTransactionMilliseconds = 10_000;
/** Above the server's own limit: it is reached only when the server has stopped to answer at all. */
const queryMilliseconds = 5500;

/** Connects lazily. A connection that is lost while idle is replaced when the next one is needed. */
export function createDb(url: string): Db {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: "microcalc",
    max: maximumConnections,
    connectionTimeoutMillis: connectMilliseconds,
    statement_timeout: statementMilliseconds,
    idle_in_transaction_session_timeout: idleInTransactionMilliseconds,
    query_timeout: queryMilliseconds,
    keepAlive: true,
  });
  // Without listeners a lost connection would end the process; the query that needed it reports the loss.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
    abandonWhenUnanswered(client);
  });
  return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
}

/**
 * Ends a connection whose query got no answer in time. Else a transaction's ROLLBACK would queue behind that
 * query for as long again, and the connection would go back into the pool with an answer still to come.
 */
function abandonWhenUnanswered(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  client.query = ((...args: unknown[]) => {
    const result = query(...args);
    if (result instanceof Promise) {
      result.catch((error: unknown) => {
        if (error instanceof Error && error.message === "Query read timeout") endQuietly(client);
      });
    }
    return result;
  }) as typeof client.query;
}

function endQuietly(client: pg.PoolClient & { end?: () => Promise<void> }): void {
  client.end?.().catch(() => undefined);
}
