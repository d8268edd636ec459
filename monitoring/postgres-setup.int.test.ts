import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { services } from "./testing/compose";
import { readText } from "./testing/project-file";

/** `--name=value` of the command that Compose starts Postgres with. */
const settings = Object.fromEntries(
  services.postgres.command.slice(1).map((word) => word.slice(2).split(/=(.*)/s).slice(0, 2)),
);

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await createTestCluster({ settings });
});
afterAll(() => cluster.remove());

async function run<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const script = readText("monitoring/postgres/set-up.sh");
const [, sql = ""] = /<<'SQL'\n(.*?)\nSQL\n/s.exec(script) ?? [];
/** What psql would put in for its variable. */
const setUp = (password: string) =>
  run(cluster.url("postgres"), sql.replaceAll(":'password'", `'${password}'`));

function asMonitor(password: string): string {
  const url = new URL(cluster.url("postgres"));
  [url.username, url.password] = ["microcalc_monitor", password];
  return url.toString();
}

test("Postgres takes the settings that Compose gives it", async () => {
  const named = Object.keys(settings).map((name) => `'${name}'`);
  const rows = await run<{ name: string; value: string }>(
    cluster.url("postgres"),
    `SELECT name, current_setting(name) AS value FROM pg_settings WHERE name IN (${named.join(", ")})`,
  );
  expect(Object.fromEntries(rows.map(({ name, value }) => [name, value]))).toEqual(settings);
  expect(named.length).toBeGreaterThan(5);
});

test("a set-up that runs again gives the exporter's role its new password", async () => {
  await setUp("s3cret-before");
  await setUp("s3cret");
  await expect(run(asMonitor("s3cret-before"), "SELECT 1")).rejects.toThrow(/password authentication failed/);
  await expect(run(asMonitor("s3cret"), "SELECT 1")).resolves.toHaveLength(1);
});

test("the exporter's role reads statistics of sessions and statements, none with a password, and no row of any table", async () => {
  const owner = cluster.url("postgres");
  await run(owner, "CREATE TABLE predictions (id int)");
  await setUp("s3cret");
  const monitor = asMonitor("s3cret");
  const other = new pg.Client({ connectionString: owner });
  await other.connect();
  await other.query("SELECT 'somebody else asked this'");
  const seen = await run<{ query: string }>(
    monitor,
    "SELECT query FROM pg_stat_activity WHERE usename <> current_user AND query LIKE '%somebody else%'",
  );
  await other.end();
  expect(seen).toHaveLength(1);
  const statements = await run<{ query: string }>(monitor, "SELECT query FROM pg_stat_statements");
  expect(statements.map(({ query }) => query)).toContain("SELECT $1");
  expect(statements.filter(({ query }) => query.includes("s3cret"))).toEqual([]);
  await expect(run(monitor, "SELECT pg_database_size('postgres')")).resolves.toHaveLength(1);
  await expect(run(monitor, "SELECT * FROM predictions")).rejects.toThrow(/permission denied/);
  await expect(run(monitor, "CREATE TABLE public.mine (id int)")).rejects.toThrow(/permission denied/);
});
