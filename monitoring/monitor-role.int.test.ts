import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { readText } from "./testing/project-file";

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await createTestCluster();
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

test("the exporter's role reads statistics of other sessions, and no row of any table", async () => {
  const script = readText("monitoring/postgres/monitor-role.sh");
  const [, sql = ""] = /<<'SQL'\n(.*?)\nSQL\n/s.exec(script) ?? [];
  expect(sql).toContain("CREATE ROLE");
  const owner = cluster.url("postgres");
  await run(owner, "CREATE TABLE predictions (id int)");
  // What psql would put in for its variable.
  await run(owner, sql.replaceAll(":'password'", "'s3cret'"));

  const url = new URL(owner);
  [url.username, url.password] = ["microcalc_monitor", "s3cret"];
  const monitor = url.toString();
  const other = new pg.Client({ connectionString: owner });
  await other.connect();
  await other.query("SELECT 'somebody else asked this'");
  const seen = await run<{ query: string }>(
    monitor,
    "SELECT query FROM pg_stat_activity WHERE usename <> current_user AND query LIKE '%somebody else%'",
  );
  await other.end();
  expect(seen).toHaveLength(1);
  await expect(run(monitor, "SELECT pg_database_size('postgres')")).resolves.toHaveLength(1);
  await expect(run(monitor, "SELECT * FROM predictions")).rejects.toThrow(/permission denied/);
  await expect(run(monitor, "CREATE TABLE public.mine (id int)")).rejects.toThrow(/permission denied/);
});
