import pg from "pg";
import { expect, test } from "vitest";
import { lowestPostgres } from "../server/db/server-version";
import { createTestCluster } from "../server/testing/postgres-cluster";
import { embeddedPostgres, isPostgresInstalled, postgresMissing } from "../server/testing/postgres-versions";
import { readText } from "./testing/project-file";

async function run<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** What psql would put in for the script's variable. */
function scriptWith(password: string): string {
  const script = readText("monitoring/postgres/monitor-role.sh");
  const [, sql = ""] = /<<'SQL'\n(.*?)\nSQL\n/s.exec(script) ?? [];
  expect(sql).toContain("CREATE ROLE");
  return sql.replaceAll(":'password'", `'${password}'`);
}

async function tryRole(owner: string): Promise<void> {
  await run(owner, "CREATE TABLE predictions (id int)");
  await run(owner, scriptWith("s3cret"));

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
}

for (const postgres of [lowestPostgres, embeddedPostgres]) {
  test.skipIf(!isPostgresInstalled(postgres))(
    `on Postgres ${postgres} the exporter's role reads statistics of other sessions, and no row of any table (${postgresMissing(postgres)})`,
    async () => {
      const cluster = await createTestCluster({ postgres });
      try {
        await tryRole(cluster.url("postgres"));
      } finally {
        await cluster.remove();
      }
    },
  );
}
