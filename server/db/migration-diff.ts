import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum, type SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { createSchemaEngine } from "./schema-engine";

export interface MigrationDiffOptions {
  /** A database that has all migrations. */
  readonly url: string;
  /** Folder that holds `prisma/`. */
  readonly root: string;
}

/** The SQL that is missing between the migrations and schema.prisma; empty when they agree. */
export async function migrationDiff({ url, root }: MigrationDiffOptions): Promise<string> {
  const schema = await readFile(join(root, "prisma", "schema.prisma"), "utf8");
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const engine = await createSchemaEngine(schema, introspectingAdapter(pool));
  const files = [{ path: "schema.prisma", content: schema }];
  try {
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: root },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const sql = stdout?.trim() ?? "";
    return sql === "-- This is an empty migration." ? "" : sql;
  } finally {
    engine.free();
    await pool.end();
  }
}

const oneByteCharacter = 18;
const text = 25;

/**
 * Prisma's adapter knows no "char", the type of the catalogue's flags, and refuses what has one; the engine wants
 * it as one character, with NUL where the flag is empty. So these columns pass the adapter as text.
 */
function introspectingAdapter(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const flagColumns = new WeakMap<object, number[]>();
  const query = pool.query.bind(pool) as (config: pg.QueryArrayConfig) => Promise<pg.QueryArrayResult>;
  pool.query = (async (config: pg.QueryArrayConfig) => {
    const result = await query(config);
    const flags = result.fields.flatMap((field, i) => (field.dataTypeID === oneByteCharacter ? [i] : []));
    flagColumns.set(result.rows, flags);
    for (const field of result.fields) {
      if (field.dataTypeID === oneByteCharacter) field.dataTypeID = text;
    }
    return result;
  }) as typeof pool.query;
  const prisma = new PrismaPg(pool);
  return {
    provider: prisma.provider,
    adapterName: prisma.adapterName,
    connectToShadowDb: () => prisma.connectToShadowDb(),
    connect: async () => {
      const adapter = await prisma.connect();
      const queryRaw = adapter.queryRaw.bind(adapter);
      adapter.queryRaw = async (statement) => {
        const result = await queryRaw(statement);
        const flags = flagColumns.get(result.rows) ?? [];
        for (const row of result.rows) for (const i of flags) row[i] = row[i] === "" ? "\0" : row[i];
        const columnTypes = result.columnTypes.map((type, i) =>
          flags.includes(i) ? ColumnTypeEnum.Character : type,
        );
        return { ...result, columnTypes };
      };
      return adapter;
    },
  };
}
