import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { runScript } from "../testing/run-script";
import { classifyDatabaseError } from "./errors";
import { migrate } from "./migrate";
import { migrationDiff } from "./migration-diff";
import { readMigrationFiles } from "./migration-files";

const root = process.cwd();
let database: TestDatabase;
let project: string;

/** An empty database, and a copy of the project's migrations that a test may change. */
beforeEach(async () => {
  database = await createTestDatabase();
  await execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  project = await mkdtemp(join(tmpdir(), "microcalc-migrate-"));
  await cp(join(root, "prisma", "migrations"), join(project, "prisma", "migrations"), { recursive: true });
  await cp(join(root, "prisma", "schema.prisma"), join(project, "prisma", "schema.prisma"));
});
afterEach(async () => {
  await database.drop();
  await rm(project, { recursive: true });
});

async function execute(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  return (await client.query<Record<string, unknown>>(sql).finally(() => client.end())).rows;
}

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(project, "prisma", "migrations", name));
  await writeFile(join(project, "prisma", "migrations", name, "migration.sql"), sql);
}

const names = async () => (await readMigrationFiles(root)).map(({ name }) => name);
const migrateProject = () => migrate({ url: database.url, root: project });

test("an empty database gets every migration once, noted as Prisma's own command line would", async () => {
  expect(await migrateProject()).toEqual(await names());
  expect(await migrateProject()).toEqual([]);
  const files = await readMigrationFiles(root);
  expect(
    await execute(
      `SELECT migration_name, checksum, applied_steps_count, rolled_back_at, logs,
              finished_at >= started_at AS finished FROM _prisma_migrations ORDER BY 1`,
    ),
  ).toEqual(
    files.map(({ name, checksum }) => ({
      migration_name: name,
      checksum,
      applied_steps_count: 1,
      rolled_back_at: null,
      logs: null,
      finished: true,
    })),
  );
});

test("two processes that start at once migrate one database once", async () => {
  const script = `
    import { migrate } from "${root}/server/db/migrate";
    migrate({ url: ${JSON.stringify(database.url)}, root: ${JSON.stringify(root)} })
      .then((applied) => process.stdout.write(JSON.stringify(applied), () => process.exit()));`;
  const outputs = await Promise.all([script, script, script].map((text) => runScript(text).output));
  expect(
    outputs.map((output) => JSON.parse(output) as string[]).filter((applied) => applied.length > 0),
  ).toEqual([await names()]);
}, 60_000);

test("a later build adds what is missing and leaves the rest", async () => {
  await migrateProject();
  await addMigration("0901_later", "CREATE TABLE later (id INT)");
  await addMigration("0902_later_still", "CREATE TABLE later_still (id INT)");
  expect(await migrateProject()).toEqual(["0901_later", "0902_later_still"]);
});

test("a database newer than the build is refused in words and left alone", async () => {
  await addMigration("0999_future", "CREATE TABLE future (id INT)");
  await migrateProject();
  await expect(migrate({ url: database.url, root })).rejects.toThrow(
    /newer than this build: it has the migration 0999_future/,
  );
});

test("a failing migration changes nothing, says why, and applies once it is mended", async () => {
  await addMigration("0901_broken", "CREATE TABLE half (id INT); SELECT * FROM nowhere;");
  await expect(migrateProject()).rejects.toThrow(/0901_broken failed, and nothing was changed: .*nowhere/s);
  expect(await execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).toEqual([]);
  await writeFile(
    join(project, "prisma", "migrations", "0901_broken", "migration.sql"),
    "CREATE TABLE half (id INT)",
  );
  expect(await migrateProject()).toContain("0901_broken");
});

test("a process that is killed in the middle of a migration leaves nothing, and the next one does it all", async () => {
  await addMigration("0901_slow", "CREATE TABLE slow (id INT); SELECT pg_sleep(30);");
  const script = `
    import { migrate } from "${root}/server/db/migrate";
    void migrate({ url: ${JSON.stringify(database.url)}, root: ${JSON.stringify(project)} });`;
  const child = runScript(script);
  const sleeping =
    "SELECT FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid()";
  while ((await execute(sleeping)).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  child.kill();
  await child.exitCode;
  await execute(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid()",
  );
  await writeFile(
    join(project, "prisma", "migrations", "0901_slow", "migration.sql"),
    "CREATE TABLE slow (id INT)",
  );
  expect(await migrateProject()).toEqual([...(await names()), "0901_slow"]);
});

test("a migration that was changed after it was applied is refused in words", async () => {
  await migrateProject();
  const [first = ""] = await names();
  const file = join(project, "prisma", "migrations", first, "migration.sql");
  await writeFile(file, `${await readFile(file, "utf8")}-- changed\n`);
  await expect(migrateProject()).rejects.toThrow(
    `The migration ${first} was changed after this database got it`,
  );
});

test("line ends of another system do not count as a change", async () => {
  await migrateProject();
  const [first = ""] = await names();
  const file = join(project, "prisma", "migrations", first, "migration.sql");
  await writeFile(file, (await readFile(file, "utf8")).replaceAll("\n", "\r\n"));
  expect(await migrateProject()).toEqual([]);
});

test("a database with tables of someone else is refused in words", async () => {
  await execute("CREATE TABLE accounts (id INT)");
  await expect(migrateProject()).rejects.toThrow(/holds tables that are not Microcalc's \(accounts\)/);
});

test("a server that is away counts as unavailable, so that the caller may wait for it", async () => {
  const away = await migrate({ url: "postgresql://a:b@127.0.0.1:1/c", root }).catch(
    (error: unknown) => error,
  );
  expect(classifyDatabaseError(away)).toBe("unavailable");
});

test("a running application's lock on a table makes a migration give way, not wait behind it", async () => {
  await migrateProject();
  await addMigration("0002_alter", "ALTER TABLE predictions ADD COLUMN extra INT");
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("BEGIN; LOCK TABLE predictions IN ACCESS SHARE MODE");
  const blocked = await migrateProject().catch((error: unknown) => error);
  await client.end();
  expect(classifyDatabaseError(blocked)).toBe("unavailable");
  expect(await migrateProject()).toEqual(["0002_alter"]);
});

test("the migrations make exactly what schema.prisma says", async () => {
  await migrateProject();
  expect(await migrationDiff({ url: database.url, root })).toBe("");
});

test("a schema that has moved on since is told in SQL", async () => {
  await migrateProject();
  const schema = join(project, "prisma", "schema.prisma");
  await writeFile(schema, (await readFile(schema, "utf8")).replace("note         String?", "note String"));
  expect(await migrationDiff({ url: database.url, root: project })).toContain(
    'ALTER TABLE "outcomes" ALTER COLUMN "note" SET NOT NULL',
  );
});

test("references that stood in clear, and hashes of them, are taken out of the predictions' files", async () => {
  const later = (await names()).filter((name) => name >= "0007");
  for (const name of later) await rm(join(project, "prisma", "migrations", name), { recursive: true });
  await migrateProject();
  await execute(`
    INSERT INTO model_versions (version, card, reference, forest) VALUES ('rf-000000000000', '{}', '{}', '');
    INSERT INTO predictions (id, created_at, source, actor_id, actor_name, case_reference, area, grey_level,
      gradient_strength, noise_fluctuation, contrast, shape_descriptor, raw_score, probability, threshold,
      operating_point, label, model_version)
    SELECT gen_random_uuid(), now(), 'api', 'a', 'A', 'CLEAR ' || i, i, 0, 0, 0, 0, 0, 0.1, 0.1, 0.5, 'balanced',
      'not_calcification', 'rf-000000000000' FROM generate_series(1, 300) i;
    INSERT INTO idempotency_keys (actor_id, key, body_hash, prediction_id, created_at)
    SELECT 'a', 'key-' || case_reference, decode(repeat('c1ea', 16), 'hex'), id, now() FROM predictions`);
  for (const name of later) {
    const folder = join("prisma", "migrations", name);
    await cp(join(root, folder), join(project, folder), { recursive: true });
  }
  expect(await migrateProject()).toEqual(later);
  const [kept] = await execute(`
    SELECT count(*)::int AS count FROM unsealed_case_references u JOIN predictions p ON p.id = u.prediction_id
    WHERE u.reference = 'CLEAR ' || p.area AND u.predicted_at = p.created_at`);
  expect(kept).toEqual({ count: 300 });
  await execute("CHECKPOINT");
  const [files] = await execute(`
    SELECT position('CLEAR '::bytea IN pg_read_binary_file(pg_relation_filepath('predictions'))) AS predictions,
      position('\\xc1eac1ea'::bytea IN pg_read_binary_file(pg_relation_filepath('idempotency_keys'))) AS keys`);
  expect(files).toEqual({ predictions: 0, keys: 0 });
});
