import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Features } from "../../lib/features";
import { createTestCluster, type TestCluster } from "../../server/testing/postgres-cluster";
import { type RunningPrometheus, startPrometheus } from "../prometheus-process";
import { projectRoot, readText } from "../testing/project-file";
import { usualCandidates } from "./candidates";
import { createDatabase } from "./database";
import { type Process, startProcess } from "./process";
import { shortenRules } from "./shorten";
import { startTraffic, type Traffic } from "./traffic";

/** By what the rules' waits and windows are shortened: an hour is a minute. */
export const factor = 60;

/** All that runs while faults are tried. */
export interface Parts {
  readonly cluster: TestCluster;
  readonly databaseUrl: string;
  /** Both answer requests; neither can be the keeper. */
  readonly replicas: readonly [Process, Process];
  /** The only one that can. */
  readonly worker: Process;
  readonly prometheus: RunningPrometheus;
  /** Without end. */
  readonly candidates: Iterator<Features, never>;
  readonly traffic: Traffic;
}

const rulesFolder = "monitoring/prometheus/rules";

/** The project's rules, shortened, in files of their own. */
async function shortenedRuleFiles(folder: string): Promise<string[]> {
  const names = await readdir(path.join(projectRoot, rulesFolder));
  return Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      await writeFile(file, shortenRules(readText(`${rulesFolder}/${name}`), factor));
      return file;
    }),
  );
}

/** Things to be undone, the latest first. */
interface Undo {
  add(what: () => Promise<unknown> | undefined): void;
  /** All of them, whatever becomes of one; says what could not be undone. */
  all(): Promise<string[]>;
}

function createUndo(): Undo {
  const steps: (() => Promise<unknown> | undefined)[] = [];
  return {
    add: (step) => steps.push(step),
    all: async () => {
      const failures: string[] = [];
      for (const step of steps.splice(0).reverse()) {
        try {
          await step();
        } catch (error) {
          failures.push(String(error));
        }
      }
      return failures;
    },
  };
}

async function startAll(undo: Undo, signal: AbortSignal): Promise<Parts> {
  const cluster = await createTestCluster();
  undo.add(async () => {
    await cluster.resume().catch(() => undefined);
    await cluster.remove();
  });
  const databaseUrl = await createDatabase(cluster, "drill");
  const start = async (role: string) => {
    signal.throwIfAborted();
    const variables = {
      ROLE: role,
      DATABASE_URL: databaseUrl,
      CANARY_INTERVAL_MS: "1000",
      LOG_LEVEL: "warn",
    };
    const process = await startProcess(variables);
    undo.add(process.remove);
    return process;
  };
  // The first alone: it brings the tables.
  const first = await start("web");
  const second = await start("web");
  const worker = await start("worker");
  const folder = await mkdtemp(path.join(tmpdir(), "microcalc-drill-"));
  undo.add(() => rm(folder, { recursive: true, force: true }));
  signal.throwIfAborted();
  const prometheus = await startPrometheus({
    targets: { microcalc: [first, second, worker].map(({ instance }) => instance) },
    ruleFiles: await shortenedRuleFiles(folder),
    interval: "1s",
    folder,
  });
  undo.add(prometheus.stop);
  const candidates = await usualCandidates();
  const traffic = startTraffic([first.url, second.url], candidates);
  undo.add(traffic.stop);
  return { cluster, databaseUrl, replicas: [first, second], worker, prometheus, candidates, traffic };
}

/**
 * A Postgres, two replicas, a worker and a Prometheus with the project's rules, for as long as `use` takes. Everything
 * is ended and deleted afterwards, also when `signal` is aborted or something fails on the way.
 */
export async function withParts<Result>(
  signal: AbortSignal,
  use: (parts: Parts) => Promise<Result>,
): Promise<Result> {
  const undo = createUndo();
  try {
    return await use(await startAll(undo, signal));
  } finally {
    for (const failure of await undo.all()) process.stderr.write(`Not cleared away: ${failure}\n`);
  }
}
