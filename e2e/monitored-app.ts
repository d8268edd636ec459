import { readdirSync } from "node:fs";
import path from "node:path";
import { alertmanagerCommand, startAlertmanager } from "../monitoring/alertmanager-process";
import { postgresExporterCommand, startPostgresExporter } from "../monitoring/postgres-exporter-process";
import { isInstalled } from "../monitoring/program";
import { type RunningPrometheus, startPrometheus } from "../monitoring/prometheus-process";
import { projectRoot } from "../monitoring/testing/project-file";
import { freePort } from "../server/db/postgres/free-port";
import { createTestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { startApp } from "./app";
import { drive } from "./monitored-traffic";

/** What has to be there, and how Debian has it; no npm package does. */
export const allInstalled = isInstalled("prometheus") && alertmanagerCommand() && postgresExporterCommand();
export const programsMissing =
  "Prometheus, Alertmanager or the Postgres exporter is not installed; " +
  "on Debian: apt-get install prometheus prometheus-alertmanager prometheus-postgres-exporter";

const monitoring = path.join(projectRoot, "monitoring");
const ruleFolder = path.join(monitoring, "prometheus", "rules");

export interface Monitored {
  readonly prometheus: RunningPrometheus;
  stop(): Promise<void>;
}

/**
 * The production build on a Postgres, watched once a second by everything that watches it in production, with traffic
 * that has been through all there is to count and still goes on.
 */
export async function startMonitored(): Promise<Monitored> {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const end of stops.toReversed()) await end();
  };
  try {
    const cluster = await createTestCluster();
    stops.push(() => cluster.remove());
    const databaseUrl = cluster.url(preparedDatabase);
    const exporter = await startPostgresExporter({ command: postgresExporterCommand() ?? "", databaseUrl });
    stops.push(() => exporter.stop());
    const alertmanager = await startAlertmanager({
      command: alertmanagerCommand() ?? "",
      configuration: path.join(monitoring, "alertmanager", "alertmanager.yml"),
    });
    stops.push(() => alertmanager.stop());
    const app = await startApp({ variables: { DATABASE_URL: databaseUrl, CANARY_INTERVAL_MS: "1000" } });
    stops.push(() => app.remove());
    const port = await freePort();
    const prometheus = await startPrometheus({
      targets: {
        microcalc: [new URL(app.metricsUrl).host],
        postgres: [exporter.address],
        prometheus: [`127.0.0.1:${port}`],
        alertmanager: [alertmanager.address],
      },
      ruleFiles: readdirSync(ruleFolder).map((name) => path.join(ruleFolder, name)),
      interval: "1s",
      port,
      alertmanager: alertmanager.address,
    });
    stops.push(() => prometheus.stop());
    stops.push(await drive(app, cluster));
    return { prometheus, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
