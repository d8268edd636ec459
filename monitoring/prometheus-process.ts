import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { freePort } from "../server/db/postgres/free-port";
import { startProgram } from "./program";
import { readText } from "./testing/project-file";

/** What to say where the program is missing; no npm package has it. */
export const prometheusMissing = "Prometheus is not installed; on Debian: apt-get install prometheus";

/** As in docker-compose.yml; the longest objective looks back 30 days. */
const retention = "90d";

const configuration = z.looseObject({
  global: z.looseObject({ scrape_interval: z.string(), evaluation_interval: z.string() }),
  rule_files: z.array(z.string()),
  alerting: z.unknown().optional(),
  scrape_configs: z.array(
    z.looseObject({
      job_name: z.string(),
      static_configs: z.array(z.looseObject({ targets: z.array(z.string()) })),
    }),
  ),
});

export interface PrometheusOptions {
  /** `host:port` to scrape, by job of the project's own configuration; jobs without any are left out. */
  readonly targets: Readonly<Record<string, readonly string[]>>;
  /** Absolute paths. */
  readonly ruleFiles: readonly string[];
  /** Between two scrapes and two evaluations, as `1s`. */
  readonly interval: string;
  /** 0 or absent: any that is free. */
  readonly port?: number;
  /** Where its data go; without it a folder that goes with the process. */
  readonly folder?: string;
  /** `host:port` of an Alertmanager to send alerts to. */
  readonly alertmanager?: string | undefined;
  /** What Microcalc wants to hear before it tells its metrics. */
  readonly token?: string | undefined;
}

/** One series at one time, or one value; NaN where Prometheus says so. */
interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Alert {
  readonly name: string;
  readonly state: "pending" | "firing";
  readonly labels: Readonly<Record<string, string>>;
}

export interface RunningPrometheus {
  readonly url: string;
  /** Throws with Prometheus' own words where it cannot be evaluated. `at` in milliseconds since the epoch, now if not given. */
  query(expression: string, at?: number): Promise<Sample[]>;
  alerts(): Promise<Alert[]>;
  /** Resolves with what it said when it has ended. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** The project's own configuration, with other targets, rules and intervals. */
function configurationFor({ targets, ruleFiles, interval, alertmanager, token }: PrometheusOptions): string {
  const { alerting: _, ...ours } = configuration.parse(
    parse(readText("monitoring/prometheus/prometheus.yml")),
  );
  return stringify({
    ...ours,
    global: {
      ...ours.global,
      scrape_interval: interval,
      scrape_timeout: interval,
      evaluation_interval: interval,
    },
    rule_files: ruleFiles,
    ...(alertmanager && { alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }] } }),
    scrape_configs: ours.scrape_configs.flatMap((job) => {
      const given = targets[job.job_name] ?? [];
      // The file that the configuration names is in a container.
      const authorization = token && job.job_name === "microcalc" ? { credentials: token } : undefined;
      return given.length === 0 ? [] : [{ ...job, static_configs: [{ targets: given }], authorization }];
    }),
  });
}

const vector = z.object({
  status: z.literal("success"),
  data: z.object({
    resultType: z.enum(["vector", "scalar"]),
    result: z.union([
      z.array(
        z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) }),
      ),
      z.tuple([z.number(), z.string()]),
    ]),
  }),
});
const alertList = z.object({
  data: z.object({
    alerts: z.array(
      z.object({ labels: z.record(z.string(), z.string()), state: z.enum(["pending", "firing"]) }),
    ),
  }),
});

async function ask(url: string, expression: string, at?: number): Promise<Sample[]> {
  const body = new URLSearchParams({ query: expression, ...(at && { time: String(at / 1000) }) });
  const answer = await fetch(`${url}/api/v1/query`, { method: "POST", body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${expression}\n${text}`);
  const { result } = vector.parse(JSON.parse(text)).data;
  const [first, second] = result;
  if (typeof first === "number") return [{ metric: {}, value: Number(second) }];
  return result.flatMap((one) =>
    typeof one === "object" && "metric" in one ? [{ metric: one.metric, value: Number(one.value[1]) }] : [],
  );
}

async function activeAlerts(url: string): Promise<Alert[]> {
  const { data } = alertList.parse(await (await fetch(`${url}/api/v1/alerts`)).json());
  return data.alerts.map(({ labels, state }) => ({ name: labels.alertname ?? "", state, labels }));
}

/** Starts Prometheus with the project's configuration and waits until it answers. */
export async function startPrometheus(options: PrometheusOptions): Promise<RunningPrometheus> {
  const folder = options.folder ?? (await mkdtemp(path.join(tmpdir(), "microcalc-prometheus-")));
  const address = `127.0.0.1:${options.port || (await freePort())}`;
  const url = `http://${address}`;
  const file = path.join(folder, "prometheus.yml");
  await writeFile(file, configurationFor(options), { mode: 0o600 });
  const { ended, stop } = await startProgram({
    name: "Prometheus",
    command: "prometheus",
    args: [
      `--config.file=${file}`,
      `--storage.tsdb.path=${path.join(folder, "data")}`,
      `--storage.tsdb.retention.time=${retention}`,
      `--web.listen-address=${address}`,
      "--log.level=warn",
    ],
    readyUrl: `${url}/-/ready`,
  });
  return {
    url,
    ended,
    query: (expression, at) => ask(url, expression, at),
    alerts: () => activeAlerts(url),
    stop: async () => {
      await stop();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
