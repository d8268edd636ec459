import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { classifyDatabaseError } from "./errors";
import { lockClass } from "./lock-class";
import { type MigrationFile, migrationList, readMigrationFiles } from "./migration-files";
import { createSchemaEngine } from "./schema-engine";
import { refuseOldServer } from "./server-version";
import { DatabaseStartError } from "./start-error";

export interface MigrateOptions {
  readonly url: string;
  /** Folder that holds `prisma/`. */
  readonly root: string;
}

/** The database and this build do not go together, or a migration failed; the message says which and what to do. */
class MigrationError extends DatabaseStartError {
  override readonly name = "MigrationError";
}

/** Stands for "migrating this database". */
const migrationLock = [lockClass, 2];
const connectMilliseconds = 5000;

/**
 * Brings the database up to this build's migrations; returns the names of those it applied.
 *
 * All of them in one transaction that also holds the lock: replicas that start together take turns, and whatever
 * ends us on the way leaves the database as it was. A database that is up to date costs three queries. A server too old
 * for us is refused in words.
 */
export async function migrate({ url, root }: MigrateOptions): Promise<string[]> {
  const files = await readMigrationFiles(root);
  const client = new pg.Client({
    connectionString: url,
    application_name: "microcalc migration",
    connectionTimeoutMillis: connectMilliseconds,
    keepAlive: true,
  });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await refuseOldServer(client);
    if (missing(files, await readHistory(client)).length === 0) return [];
    return await migrateLocked(client, { files, root });
  } finally {
    await client.end().catch(() => undefined);
  }
}

interface Build {
  readonly files: readonly MigrationFile[];
  readonly root: string;
}

async function migrateLocked(client: pg.Client, { files, root }: Build): Promise<string[]> {
  await client.query("BEGIN");
  await client.query("SET LOCAL lock_timeout = '2min'");
  await client.query("SELECT pg_advisory_xact_lock($1, $2)", migrationLock);
  const history = await readHistory(client);
  const absent = missing(files, history);
  if (absent.length === 0) return [];
  if (history.length === 0) await prepareEmptyDatabase(client);
  // A running application keeps its tables busy for moments only; waiting longer would stop all behind us.
  await client.query("SET LOCAL lock_timeout = '5s'");
  const { factory, firstFailure } = adapterOn(client);
  const schema = await readFile(join(root, "prisma", "schema.prisma"), "utf8");
  const engine = await createSchemaEngine(schema, factory);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: migrationList(root, files),
      filters: { externalTables: [], externalEnums: [] },
    });
    await client.query("COMMIT");
    return appliedMigrationNames;
  } catch (error) {
    // The engine goes on to note the failure, which the ended transaction refuses: it then reports that instead.
    throw explain(firstFailure() ?? error, { history, absent });
  } finally {
    engine.free();
  }
}

interface Attempt {
  readonly history: readonly AppliedMigration[];
  readonly absent: readonly string[];
}

function explain(cause: unknown, { history, absent }: Attempt): unknown {
  if (classifyDatabaseError(cause) === "unavailable") return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new MigrationError(
    `Bringing the database from ${history.at(-1)?.name ?? "empty"} to ${absent.at(-1)} failed, and nothing was changed: ${reason}`,
    { cause },
  );
}

interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

async function readHistory(client: pg.Client): Promise<AppliedMigration[]> {
  // Not to_regclass(): in a transaction that waited for the lock it still answers from before the wait.
  const { rowCount: tables } = await client.query(
    "SELECT FROM pg_tables WHERE schemaname = current_schema() AND tablename = '_prisma_migrations'",
  );
  if (tables === 0) return [];
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows;
}

/** The names of this build's migrations that the database does not have; throws where the two do not go together. */
function missing(files: readonly MigrationFile[], history: readonly AppliedMigration[]): string[] {
  const known = new Map(files.map((file) => [file.name, file]));
  for (const applied of history) {
    const file = known.get(applied.name);
    if (!file) {
      throw new MigrationError(
        `The database is newer than this build: it has the migration ${applied.name}, which this build does not know. ` +
          "Start the build that made it, or a later one.",
      );
    }
    if (!applied.finished) {
      throw new MigrationError(
        `The migration ${applied.name} was begun by another tool and not finished. Look at what it left, then ` +
          `set rolled_back_at in _prisma_migrations to have it applied again.`,
      );
    }
    if (applied.checksum !== file.checksum) {
      throw new MigrationError(
        `The migration ${applied.name} was changed after this database got it. Start the build that has it as it was, ` +
          "or, where the data may go, start on an empty database.",
      );
    }
  }
  const applied = new Set(history.map(({ name }) => name));
  return files.map(({ name }) => name).filter((name) => !applied.has(name));
}

/** Refuses tables of others, then makes Prisma's: the engine looks for it in a way that ends a transaction. */
async function prepareEmptyDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string; database: string }>(
    `SELECT tablename AS name, current_database() AS database FROM pg_tables
     WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations' ORDER BY 1 LIMIT 3`,
  );
  if (rows.length > 0) {
    throw new MigrationError(
      `The database ${rows[0]?.database} holds tables that are not Microcalc's (${rows.map(({ name }) => name).join(", ")}). ` +
        "Give Microcalc a database of its own in DATABASE_URL.",
    );
  }
  await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`);
}

interface BoundAdapter {
  readonly factory: SqlMigrationAwareDriverAdapterFactory;
  firstFailure(): unknown;
}

/** Prisma's adapter on our one connection, so that all it does happens in our transaction. */
function adapterOn(client: pg.Client): BoundAdapter {
  let failure: unknown;
  const pool = new pg.Pool({ max: 1 });
  pool.query = client.query.bind(client) as typeof pool.query;
  pool.connect = () => Promise.reject(new Error("Migrations run in one transaction"));
  const prisma = new PrismaPg(pool);
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: prisma.provider,
    adapterName: prisma.adapterName,
    connectToShadowDb: () => prisma.connectToShadowDb(),
    connect: async () => {
      const adapter = await prisma.connect();
      // The adapter would split the text at every semicolon, those inside functions included.
      adapter.executeScript = async (script) => {
        await client.query(script).catch((error: unknown) => {
          failure ??= error;
          throw error;
        });
      };
      return adapter;
    },
  };
  return { factory, firstFailure: () => failure };
}
