import pg from "pg";
import { type MigrateOptions, migrate } from "./migrate";
import { DatabaseStartError } from "./start-error";

/** Where pg-boss keeps the jobs; it makes the schema itself. */
export const jobsSchema = "pgboss";

/** What a reset would delete; `null` where there is nothing of ours. */
export interface StoredCounts {
  readonly predictions: number;
  readonly outcomes: number;
}

/** Counts what is stored; throws where the database is someone else's. */
export async function storedCounts(url: string): Promise<StoredCounts | null> {
  return await withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()",
    );
    const names = new Set(rows.map(({ name }) => name));
    if (names.size === 0) return null;
    if (!names.has("_prisma_migrations")) {
      throw new DatabaseStartError(
        `This database holds tables that are not Microcalc's (${[...names].slice(0, 3).join(", ")}). Nothing was deleted.`,
      );
    }
    const count = async (table: string) => {
      if (!names.has(table)) return 0;
      const { rows: found } = await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`);
      return Number(found[0]?.n ?? 0);
    };
    return { predictions: await count("predictions"), outcomes: await count("outcomes") };
  });
}

/** Deletes everything and applies the migrations anew. The tables go whole, which their triggers do not refuse. */
export async function resetDatabase(options: MigrateOptions): Promise<void> {
  await withClient(options.url, async (client) => {
    const { rows } = await client.query<{ name: string }>("SELECT current_schema() AS name");
    const schema = pg.escapeIdentifier(rows[0]?.name ?? "public");
    // Simple protocol, hence one transaction. Waiting on a server that uses the tables would block its users.
    await client.query(
      `SET lock_timeout = '5s'; DROP SCHEMA ${schema} CASCADE; DROP SCHEMA IF EXISTS ${jobsSchema} CASCADE; CREATE SCHEMA ${schema}`,
    );
  });
  await migrate(options);
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on("error", () => undefined);
  await client.connect();
  return await use(client).finally(() => client.end());
}
