import { setTimeout as sleep } from "node:timers/promises";
import type { Features } from "../../lib/features";
import { createTestCluster } from "../../server/testing/postgres-cluster";
import { embeddedPostgres } from "../../server/testing/postgres-versions";
import { usualCandidates } from "./candidates";
import { createDatabase } from "./database";
import { type Account, account, faultsOf, type Ledger, openLedger } from "./ledger";
import { startProcess } from "./process";

export interface OutageOptions {
  readonly connections: number;
  /** From the first submission to the last new one. */
  readonly seconds: number;
  /** In the middle of them, without a database. */
  readonly outageSeconds: number;
  /** Its major version; without it the embedded one's. */
  readonly postgres?: number;
  readonly signal: AbortSignal;
}

/** What became of submissions while the database was away and came back. */
export interface OutageReport extends Account {
  readonly connections: number;
  readonly seconds: number;
  readonly outageSeconds: number;
  /** Answers by status, or by `none`. */
  readonly answers: Readonly<Record<string, number>>;
  /** The longest that a 503 was waited for. */
  readonly slowestRefusalSeconds: number;
  /** From the database's start to the first answer with 200. */
  readonly recoverySeconds: number | null;
}

/** Whoever is refused comes back after so long; sooner than it is asked to. */
const pauseMilliseconds = 100;
const retryMilliseconds = 20_000;
/** What is meant to hold, on a machine that has nothing else to do. */
const refusalLimitSeconds = 3;

interface Said {
  /** Of the monotonic clock. */
  readonly at: number;
  readonly status: number | null;
  readonly seconds: number;
}

interface Submitting {
  readonly url: string;
  readonly connections: number;
  readonly candidates: Iterator<Features, never>;
  readonly signal: AbortSignal;
}

/** Submits over so many connections until the signal is aborted, and gives every answer. */
async function submitUntil(ledger: Ledger, submitting: Submitting): Promise<Said[]> {
  const said: Said[] = [];
  const lane = async () => {
    while (!submitting.signal.aborted) {
      const { status, seconds } = await ledger.submit(submitting.url, submitting.candidates.next().value);
      said.push({ at: performance.now(), status, seconds });
      if (status !== 200) await sleep(pauseMilliseconds);
    }
  };
  await Promise.all(Array.from({ length: submitting.connections }, lane));
  return said;
}

/** Sends what was refused again until it is answered, or for twenty seconds. */
async function retryAll(ledger: Ledger, url: string): Promise<void> {
  const begun = performance.now();
  while ((await ledger.retry(url)) > 0 && performance.now() - begun < retryMilliseconds)
    await sleep(pauseMilliseconds);
}

function countsOf(said: readonly Said[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of said) counts[status ?? "none"] = (counts[status ?? "none"] ?? 0) + 1;
  return counts;
}

/** Stops Postgres in the middle of submissions, brings it back, retries, and looks what is stored. */
export async function tryOutage(options: OutageOptions): Promise<OutageReport> {
  const { connections, seconds, outageSeconds, postgres = embeddedPostgres, signal } = options;
  const cluster = await createTestCluster({ postgres });
  const databaseUrl = await createDatabase(cluster, "outage").catch(async (error) => {
    await cluster.remove();
    throw error;
  });
  const ledger = openLedger(connections);
  const process = await startProcess({ DATABASE_URL: databaseUrl, LOG_LEVEL: "fatal" });
  const over = new AbortController();
  try {
    const submitting = submitUntil(ledger, {
      ...{ url: process.url, connections, candidates: await usualCandidates() },
      signal: AbortSignal.any([signal, over.signal]),
    });
    const calm = ((seconds - outageSeconds) / 2) * 1000;
    await sleep(calm, undefined, { signal });
    await cluster.stop();
    await sleep(outageSeconds * 1000, undefined, { signal });
    const back = performance.now();
    await cluster.start();
    await sleep(calm, undefined, { signal });
    over.abort();
    const said = await submitting;
    await retryAll(ledger, process.url);
    const first = said.find(({ at, status }) => at > back && status === 200);
    return {
      ...{ connections, seconds, outageSeconds },
      ...(await account(databaseUrl, ledger.entries)),
      answers: countsOf(said),
      slowestRefusalSeconds: Math.max(
        0,
        ...said.filter((one) => one.status === 503).map((one) => one.seconds),
      ),
      recoverySeconds: first === undefined ? null : (first.at - back) / 1000,
    };
  } finally {
    over.abort();
    ledger.close();
    await process.remove();
    await cluster.remove();
  }
}

/** What is not as it should be, a sentence each. */
export function outageFaults(report: OutageReport): string[] {
  const strange = Object.entries(report.answers).filter(([status]) => status !== "200" && status !== "503");
  return [
    ...strange.map(([status, count]) => `${count} submissions were answered with ${status}.`),
    ...(report.recoverySeconds === null ? ["Nothing was answered after the outage."] : []),
    ...faultsOf(report),
  ];
}

/** What is said of it, a line each. */
export function outageLines(report: OutageReport): [string, string][] {
  const { answers, slowestRefusalSeconds: slowest, recoverySeconds, submitted, lost, doubled } = report;
  const refusals = answers["503"] ?? 0;
  return [
    [
      "connections, seconds, of them without a database",
      `${report.connections}, ${report.seconds}, ${report.outageSeconds}`,
    ],
    ["submissions answered with 200", String(answers["200"] ?? 0)],
    ["… with 503, then with 200 under the same key", String(refusals)],
    ["… with anything else, or not at all", String(submitted - refusals - (answers["200"] ?? 0))],
    [`longest wait for a 503 (limit ${refusalLimitSeconds} s)`, `${slowest.toFixed(2)} s`],
    [
      "from the database's return to the first 200",
      recoverySeconds === null ? "never" : `${recoverySeconds.toFixed(2)} s`,
    ],
    ["answered and not stored, stored twice", `${lost}, ${doubled}`],
  ];
}
