import { existsSync, readdirSync } from "node:fs";
import { chmod, mkdir } from "node:fs/promises";
import path from "node:path";
import { canListen } from "../server/db/postgres/free-port";
import { alertmanagerCommand, startAlertmanager } from "./alertmanager-process";
import { followDatabase } from "./followed-exporter";
import type { LocalOptions } from "./local-options";
import { postgresExporterCommand } from "./postgres-exporter-process";
import { isInstalled } from "./program";
import { prometheusMissing, startPrometheus } from "./prometheus-process";
import { projectRoot } from "./testing/project-file";

/** As in production: boards and rules are made for it. */
const interval = "15s";
const ruleFolder = path.join(projectRoot, "monitoring", "prometheus", "rules");
const alertmanagerConfiguration = path.join(projectRoot, "monitoring", "alertmanager", "alertmanager.yml");

export interface LocalMonitoring {
  /** Where a person opens Prometheus. */
  readonly prometheusUrl: string;
  /** `null` where it is not installed. */
  readonly alertmanagerUrl: string | null;
  /** What is left out, and what would bring it. */
  readonly missing: readonly string[];
  /** Where the history is. */
  readonly folder: string;
  /** Resolves with what Prometheus said when it has ended. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** `<home>/monitoring`, with the home as Microcalc would make it: open to others only where its database needs that. */
async function openFolder(home: string): Promise<string> {
  if (!existsSync(home)) {
    await mkdir(home, { recursive: true });
    await chmod(home, process.getuid?.() === 0 ? 0o711 : 0o700);
  }
  const folder = path.join(home, "monitoring");
  await mkdir(path.join(folder, "alertmanager"), { recursive: true });
  return folder;
}

async function refuseTaken(name: string, port: number, option: string): Promise<void> {
  if (await canListen(port)) return;
  throw new Error(
    `Port ${port}, ${name}'s, is in use: Debian starts its own ${name} when it is installed (systemctl stop prometheus prometheus-alertmanager ends that), or this runs already. Another port: npm run monitoring -- ${option} NUMBER`,
  );
}

/** Debian's build has its pages elsewhere. */
async function pagesOf(url: string): Promise<string> {
  const { ok } = await fetch(`${url}/targets`);
  return ok ? url : `${url}/classic`;
}

/**
 * Prometheus with the project's rules, and Alertmanager and the Postgres exporter where they are installed, on
 * loopback. Throws with a sentence for people, and leaves nothing running then.
 */
export async function startLocalMonitoring(
  options: LocalOptions,
  say: (sentence: string) => void,
): Promise<LocalMonitoring> {
  if (!isInstalled("prometheus")) throw new Error(prometheusMissing);
  const [alerting, exporting] = [alertmanagerCommand(), postgresExporterCommand()];
  await refuseTaken("Prometheus", options.port, "--port");
  if (alerting) await refuseTaken("Alertmanager", options.alertmanagerPort, "--alertmanager-port");
  const folder = await openFolder(options.home);
  const started: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    for (const one of started.toReversed()) await one.stop();
  };
  try {
    const alertmanager = alerting
      ? await startAlertmanager({
          command: alerting,
          configuration: alertmanagerConfiguration,
          port: options.alertmanagerPort,
          folder: path.join(folder, "alertmanager"),
        })
      : null;
    if (alertmanager) started.push(alertmanager);
    const { home, databaseUrl } = options;
    const exporter = exporting ? await followDatabase({ command: exporting, home, databaseUrl, say }) : null;
    if (exporter) started.push(exporter);
    const prometheus = await startPrometheus({
      targets: {
        microcalc: options.targets,
        postgres: exporter ? [exporter.address] : [],
        prometheus: [`127.0.0.1:${options.port}`],
        alertmanager: alertmanager ? [alertmanager.address] : [],
      },
      ruleFiles: readdirSync(ruleFolder).map((name) => path.join(ruleFolder, name)),
      interval,
      port: options.port,
      folder,
      alertmanager: alertmanager?.address,
      token: options.token,
    });
    started.push(prometheus);
    return {
      prometheusUrl: await pagesOf(prometheus.url),
      alertmanagerUrl: alertmanager && `http://${alertmanager.address}`,
      missing: [
        ...(alerting ? [] : ["Alertmanager: apt-get install prometheus-alertmanager"]),
        ...(exporting ? [] : ["The Postgres exporter: apt-get install prometheus-postgres-exporter"]),
      ],
      folder,
      ended: prometheus.ended,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
