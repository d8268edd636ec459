import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "../db/migrate";
import { createTestCluster } from "./postgres-cluster";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated, empty database that test databases are copied from. */
    postgresUrl: string;
  }
}

/** One Postgres for all integration tests: TEST_DATABASE_URL's, or one that lives as long as the run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const cluster = given ? null : await createTestCluster();
  const template = `microcalc_template_${process.pid}`;
  const maintenanceUrl = given ?? cluster?.url("postgres") ?? "";
  await execute(maintenanceUrl, `CREATE DATABASE ${template}`);
  const url = new URL(maintenanceUrl);
  url.pathname = `/${template}`;
  await migrate({ url: url.href, root: process.cwd() });
  project.provide("postgresUrl", url.href);
  return async () => {
    if (cluster) await cluster.remove();
    else await execute(maintenanceUrl, `DROP DATABASE IF EXISTS ${template}`);
  };
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
