import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { migrate } from "../db/migrate";
import { migrationDiff } from "../db/migration-diff";
import { migrationsFolder, readMigrationFiles } from "../db/migration-files";
import { runCommand, sharedDatabase } from "./command-database";

const usage = "npm run db:migration -- NAME   (small letters, digits and _)";
const root = process.cwd();

/** What schema.prisma asks for beyond the migrations, found on a database of its own that is deleted again. */
async function missingSql(url: string): Promise<string> {
  const scratch = new URL(url);
  scratch.pathname = `/microcalc_migration_${process.pid}`;
  const name = pg.escapeIdentifier(scratch.pathname.slice(1));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
    await migrate({ url: scratch.href, root });
    return await migrationDiff({ url: scratch.href, root });
  } finally {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.end();
  }
}

async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [name = ""] = positionals;
  if (positionals.length !== 1 || !/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(usage);
  const database = await sharedDatabase();
  const sql = await missingSql(database.url).finally(() => database.stop());
  if (sql === "") {
    console.log("prisma/schema.prisma and the migrations agree; nothing was written.");
    return;
  }
  const number = String((await readMigrationFiles(root)).length + 1).padStart(4, "0");
  const folder = join(migrationsFolder(root), `${number}_${name}`);
  await mkdir(folder);
  await writeFile(join(folder, "migration.sql"), `${sql}\n`);
  console.log(`${join(folder, "migration.sql")}\nRead it, add what Prisma cannot say, and run the tests.`);
}

runCommand(main);
