import { expect, test } from "vitest";
import { lowestPostgres } from "../server/db/server-version";
import { createTestCluster } from "../server/testing/postgres-cluster";
import { embeddedPostgres, isPostgresInstalled, postgresMissing } from "../server/testing/postgres-versions";
import { postgresExporterCommand, startPostgresExporter } from "./postgres-exporter-process";
import { foreignMetrics } from "./testing/foreign-metrics";

const missing =
  "The Postgres exporter is not installed; on Debian: apt-get install prometheus-postgres-exporter";

const versions = [lowestPostgres, embeddedPostgres];

test.for(versions)(
  "what is listed of the exporter of Postgres %i is what it exports, with these types and labels",
  async (postgres, { skip }) => {
    const command = postgresExporterCommand();
    if (command === undefined && process.env.CI) throw new Error(missing);
    if (command === undefined) return skip(missing);
    if (!isPostgresInstalled(postgres)) return skip(postgresMissing(postgres));
    const cluster = await createTestCluster({ postgres });
    try {
      const exporter = await startPostgresExporter({ command, databaseUrl: cluster.url("postgres") });
      try {
        const text = await (await fetch(`http://${exporter.address}/metrics`)).text();
        const types = new Map(
          [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name, type]),
        );
        const listed = foreignMetrics.filter(({ name }) => name.startsWith("pg_"));
        expect(listed.length).toBeGreaterThan(5);
        for (const { name, type, labels } of listed) {
          expect({ name, type: types.get(name) }).toEqual({ name, type });
          const [, pairs = ""] = new RegExp(`^${name}(?:\\{(.*)\\})? `, "m").exec(text) ?? [];
          const exported = [...pairs.matchAll(/(\w+)="/g)].map(([, label]) => label);
          expect(["job", "instance", ...exported], name).toEqual(expect.arrayContaining([...labels.keys()]));
        }
      } finally {
        await exporter.stop();
      }
    } finally {
      await cluster.remove();
    }
  },
);
