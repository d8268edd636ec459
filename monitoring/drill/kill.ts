import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Features } from "../../lib/features";
import { createRandom } from "../../lib/random";
import { runningDatabaseUrl } from "../../server/db/embedded";
import { readPostmasterFile } from "../../server/db/postgres/postmaster-file";
import { createTestCluster } from "../../server/testing/postgres-cluster";
import { usualCandidates } from "./candidates";
import { createDatabase } from "./database";
import { type Account, account, faultsOf, type Ledger, openLedger } from "./ledger";
import { type Process, startProcess } from "./process";

export interface KillOptions {
  readonly times: number;
  /** One kill in so many is of a server with a Postgres of its own. */
  readonly embeddedEvery: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly say: (sentence: string) => void;
}

/** What became of submissions to servers that were killed over and over. */
export interface KillReport extends Account {
  readonly kills: number;
  /** Of these where the server's own Postgres was killed with it. */
  readonly withDatabase: number;
  /** Submissions that a kill cut off: sent, and not answered until they were sent again. */
  readonly cutOff: number;
  readonly seed: number;
}

const connections = 8;
/** From the first submission to the kill: at most, in milliseconds. */
const longestLife = 400;
const retries = 20;

/** A server to be killed, and where its database is while it runs. */
interface Victim {
  readonly process: Process;
  readonly ledger: Ledger;
  /** Processes to be killed besides the server. */
  others(): Promise<number[]>;
  databaseUrl(): Promise<string>;
}

interface Means {
  readonly candidates: Iterator<Features, never>;
  readonly random: () => number;
}

async function submitFor(victim: Victim, milliseconds: number, { candidates }: Means): Promise<void> {
  let over = false;
  const lane = async () => {
    while (!over) {
      const { status } = await victim.ledger.submit(victim.process.url, candidates.next().value);
      if (status === null) return;
    }
  };
  // A server that has just started takes a while for its first answer.
  await victim.ledger.submit(victim.process.url, candidates.next().value);
  const lanes = Promise.all(Array.from({ length: connections }, lane));
  await sleep(milliseconds);
  for (const pid of await victim.others()) process.kill(pid, "SIGKILL");
  await victim.process.kill();
  over = true;
  await lanes;
}

/** Kills it while it writes, starts it again, and throws with what it has lost or doubled, or does not take again. */
async function killOnce(victim: Victim, means: Means): Promise<void> {
  await submitFor(victim, means.random() * longestLife, means);
  await victim.process.start();
  const { lost, doubled } = await account(await victim.databaseUrl(), victim.ledger.entries);
  if (lost + doubled > 0)
    throw new Error(`After a kill ${lost} predictions are lost and ${doubled} doubled.`);
  for (let attempt = 0; (await victim.ledger.retry(victim.process.url)) > 0; attempt++) {
    if (attempt === retries) throw new Error("A submission is not taken again after a kill.");
    await sleep(100);
  }
}

async function onCluster(databaseUrl: string): Promise<Victim> {
  const server = await startProcess({ DATABASE_URL: databaseUrl, LOG_LEVEL: "fatal" });
  return {
    process: server,
    ledger: openLedger(connections),
    others: async () => [],
    databaseUrl: async () => databaseUrl,
  };
}

async function onItsOwn(): Promise<Victim> {
  const server = await startProcess({ LOG_LEVEL: "fatal" });
  return {
    process: server,
    ledger: openLedger(connections),
    others: async () => {
      const file = await readPostmasterFile(join(server.home, "postgres"));
      return file === null ? [] : [file.pid];
    },
    databaseUrl: async () => (await runningDatabaseUrl(server.home)) ?? "",
  };
}

function sum(accounts: readonly Account[]): Account {
  const of = (key: keyof Account) => accounts.reduce((total, one) => total + one[key], 0);
  return { submitted: of("submitted"), answered: of("answered"), lost: of("lost"), doubled: of("doubled") };
}

/** Two servers side by side, so that one is killed while the other starts: one on a Postgres that survives, one on its own. */
export async function tryKills({
  times,
  embeddedEvery,
  seed,
  signal,
  say,
}: KillOptions): Promise<KillReport> {
  const means = { candidates: await usualCandidates(), random: createRandom(seed) };
  const cluster = await createTestCluster();
  const victims: Victim[] = [];
  try {
    const databases = [await createDatabase(cluster, "kill_0"), await createDatabase(cluster, "kill_1")];
    for (const database of databases) victims.push(await onCluster(database));
    victims.push(await onItsOwn());
    const embedded = victims.at(-1);
    const turns = Array.from({ length: times }, (_, i) => ((i + 1) % embeddedEvery === 0 ? 2 : i % 2));
    let done = 0;
    const lane = async (victim: Victim, place: number) => {
      for (const turn of turns) {
        if (turn !== place) continue;
        signal.throwIfAborted();
        await killOnce(victim, means);
        done += 1;
        if (done % 20 === 0) say(`${done} of ${times} kills.`);
      }
    };
    const lanes = await Promise.allSettled(victims.map(lane));
    for (const one of lanes) if (one.status === "rejected") throw one.reason;
    const accounts = await Promise.all(
      victims.map(async ({ databaseUrl, ledger }) => account(await databaseUrl(), ledger.entries)),
    );
    const entries = victims.flatMap(({ ledger }) => ledger.entries);
    return {
      ...sum(accounts),
      kills: done,
      withDatabase: embedded === undefined ? 0 : turns.filter((turn) => turn === 2).length,
      cutOff: entries.filter(({ statuses }) => statuses[0] === null).length,
      seed,
    };
  } finally {
    for (const { process, ledger } of victims) {
      ledger.close();
      await process.remove();
    }
    await cluster.remove();
  }
}

export const killFaults = (report: KillReport): string[] => faultsOf(report);

/** What is said of it, a line each. */
export const killLines = (report: KillReport): [string, string][] => [
  ["kills, of them together with the server's Postgres", `${report.kills}, ${report.withDatabase}`],
  ["submissions, of them cut off by a kill and sent again", `${report.submitted}, ${report.cutOff}`],
  ["answered and not stored, stored twice", `${report.lost}, ${report.doubled}`],
];
