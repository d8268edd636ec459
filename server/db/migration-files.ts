import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** One migration as the build has it. */
export interface MigrationFile {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text, hexadecimal: what Prisma notes beside an applied migration. */
  readonly checksum: string;
}

export function migrationsFolder(root: string): string {
  return join(root, "prisma", "migrations");
}

/** In the order in which they apply. Line ends are made the same everywhere, or the checksums would differ. */
export async function readMigrationFiles(root: string): Promise<MigrationFile[]> {
  const folder = migrationsFolder(root);
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return await Promise.all(
    names.sort().map(async (name) => {
      const text = await readFile(join(folder, name, "migration.sql"), "utf8");
      const sql = text.replaceAll("\r\n", "\n");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/** As Prisma's engine takes them. */
export function migrationList(root: string, files: readonly MigrationFile[]) {
  return {
    baseDir: migrationsFolder(root),
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: files.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: sql } },
    })),
  };
}
