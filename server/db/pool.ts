import { Socket } from "node:net";
import pg from "pg";
import { createPulse } from "./pulse";

/** For a new connection as for a free one: beyond it the database counts as unavailable. */
const connectMilliseconds = 2000;
/**
 * Of one that is worked on: an import, a day's counts. Nobody waits that long for a server that hangs, since the pulse
 * finds that out within two seconds.
 */
const statementMilliseconds = 5000;
/** Whoever waits for a lock is told before three seconds are over. */
const lockMilliseconds = 2500;
const idleInTransactionMilliseconds = 10_000;
/** Above the server's own limit: it is reached only when the server lives and does not answer on this connection. */
const queryMilliseconds = 5500;

export interface PoolOptions {
  readonly url: string;
  /** That its connections act as, from their first statement on; without it, the account of the address. */
  readonly role?: string | null | undefined;
  /** As `pg_stat_activity` shows it. */
  readonly name: string;
  /** Most connections. */
  readonly limit: number;
  /** Told of each statement that failed, in the database or on the way there. Not to throw. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
}

/**
 * As a setting of the session, beside those that the address has: with it, what comes first is done as the role
 * already.
 */
function withRole(url: string, role: string): string {
  const address = new URL(url);
  const given = address.searchParams.get("options");
  address.searchParams.set("options", [...(given === null ? [] : [given]), `-c role=${role}`].join(" "));
  return address.href;
}

/** Connects lazily. A connection that is lost while idle is replaced when the next one is needed. */
export function createPool(options: PoolOptions): pg.Pool {
  const { url, role, name, limit, onFailure = () => undefined } = options;
  const sockets = new Set<Socket>();
  const pulse = createPulse({ url, onDead: () => abandon(sockets) });
  const pool = new pg.Pool({
    connectionString: role ? withRole(url, role) : url,
    application_name: name,
    max: limit,
    connectionTimeoutMillis: connectMilliseconds,
    statement_timeout: statementMilliseconds,
    idle_in_transaction_session_timeout: idleInTransactionMilliseconds,
    lock_timeout: lockMilliseconds,
    query_timeout: queryMilliseconds,
    keepAlive: true,
    stream: () => openSocket(sockets),
  });
  // Without listeners a lost connection would end the process; the query that needed it reports the loss.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
    client.query = watched(client.query.bind(client), {
      follow: pulse.follow,
      failed: (error) => {
        onFailure(error);
        abandonIfUnanswered(client, error);
      },
    });
  });
  const watch = { follow: pulse.follow, failed: onFailure };
  pool.query = watched(pool.query.bind(pool), watch);
  pool.connect = watched(pool.connect.bind(pool), watch);
  return pool;
}

function openSocket(sockets: Set<Socket>): Socket {
  const socket = new Socket();
  sockets.add(socket);
  socket.once("close", () => sockets.delete(socket));
  return socket;
}

/** Of a server that answers nobody: what was asked on them fails now, and the pool goes on with new ones. */
function abandon(sockets: ReadonlySet<Socket>): void {
  for (const socket of sockets) socket.destroy(new Error("The database has stopped to answer"));
}

interface Watch {
  follow(statement: Promise<unknown>): void;
  failed(error: unknown): void;
}

/**
 * Wraps a query function: the promises it returns are followed, and their failures reported. Calls with a callback are
 * left alone. The pool makes those on its connections, and their caller already holds a promise from the pool.
 */
function watched<F>(call: F, { follow, failed }: Watch): F {
  return ((...args: unknown[]) => {
    const result = (call as (...args: unknown[]) => unknown)(...args);
    if (result instanceof Promise) {
      follow(result);
      result.catch(failed);
    }
    return result;
  }) as F;
}

/**
 * Ends a connection whose query got no answer in time. Else a transaction's ROLLBACK would queue behind that
 * query for as long again, and the connection would go back into the pool with an answer still to come.
 */
function abandonIfUnanswered(client: pg.PoolClient & { end?: () => Promise<void> }, error: unknown): void {
  if (error instanceof Error && error.message === "Query read timeout") client.end?.().catch(() => undefined);
}
