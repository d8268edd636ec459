import type pg from "pg";
import { DatabaseStartError } from "./start-error";

/** The lowest major version of Postgres that every statement here is known to. */
export const lowestPostgres = 15;

/**
 * Throws in words where the server is older than {@link lowestPostgres}: asked first, before it meets what it cannot
 * read.
 */
export async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string }>(
    "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version",
  );
  const [server] = rows;
  if (server === undefined) throw new Error("The database does not say its version.");
  if (server.number >= lowestPostgres * 10_000) return;
  throw new DatabaseStartError(
    `The database is Postgres ${server.version}; Microcalc needs Postgres ${lowestPostgres} or later. ` +
      "Upgrade that server, or set DATABASE_URL to a newer one.",
  );
}
