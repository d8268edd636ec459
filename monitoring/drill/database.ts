import pg from "pg";
import type { TestCluster } from "../../server/testing/postgres-cluster";

/** Makes an empty database and gives its address. */
export async function createDatabase(cluster: TestCluster, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: cluster.url("postgres") });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`).finally(() => client.end());
  return cluster.url(name);
}
