import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Features } from "../../lib/features";
import { createRandom } from "../../lib/random";
import { runningDatabaseUrl } from "../../server/db/embedded";
import { readPostmasterFile } from "../../server/db/postgres/postmaster-file";
import type { NotedHead } from "../../server/services/verify-audit";
import { createTestCluster } from "../../server/testing/postgres-cluster";
import { auditAccount, unsealedAfterRest } from "./audit-account";
import { usualCandidates } from "./candidates";
import { createDatabase } from "./database";
import type { Progress } from "./kill-progress";
import { added, type KillReport, noKills } from "./kill-report";
import { account, type Ledger, openLedger } from "./ledger";
import { type Process, startProcess } from "./process";

export interface KillOptions {
  readonly times: number;
  /** One kill in so many is of a server with a Postgres of its own. */
  readonly embeddedEvery: number;
  readonly seed: number;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly say: (sentence: string) => void;
}

const connections = 8;
/** From the first submission to the kill: at most, in milliseconds. */
const longestLife = 1000;
const retries = 20;

/** A server to be killed, and where its database is while it runs. */
interface Victim {
  readonly process: Process;
  readonly ledger: Ledger;
  /** The end of the audit trail's chain after the kill before, which the chain has to lead through for ever. */
  noted: NotedHead | null;
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
  const databaseUrl = await victim.databaseUrl();
  const { lost, doubled } = await account(databaseUrl, victim.ledger.entries);
  if (lost + doubled > 0)
    throw new Error(`After a kill ${lost} predictions are lost and ${doubled} doubled.`);
  const { unaudited, fault, head } = await auditAccount(databaseUrl, victim.noted);
  if (unaudited > 0) throw new Error(`After a kill ${unaudited} predictions are not on record once.`);
  if (fault !== null) throw new Error(`After a kill the audit trail does not verify: ${fault}`);
  victim.noted = head;
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
    noted: null,
    others: async () => [],
    databaseUrl: async () => databaseUrl,
  };
}

async function onItsOwn(): Promise<Victim> {
  const server = await startProcess({ LOG_LEVEL: "fatal" });
  return {
    process: server,
    ledger: openLedger(connections),
    noted: null,
    others: async () => {
      const file = await readPostmasterFile(join(server.home, "postgres"));
      return file === null ? [] : [file.pid];
    },
    databaseUrl: async () => (await runningDatabaseUrl(server.home)) ?? "",
  };
}

/** What the last look at a victim says: all is answered, stored, on record and sealed, or not. */
async function lookAt({ databaseUrl, ledger, noted }: Victim): Promise<KillReport> {
  const url = await databaseUrl();
  const unsealed = await unsealedAfterRest(url);
  const { unaudited, sealed, fault } = await auditAccount(url, noted);
  if (fault !== null) throw new Error(`In the end the audit trail does not verify: ${fault}`);
  const cutOff = ledger.entries.filter(({ statuses }) => statuses[0] === null).length;
  const stands = await account(url, ledger.entries);
  return { ...noKills, ...stands, cutOff, unaudited, sealed, unsealed };
}

interface Portion extends Pick<KillOptions, "embeddedEvery" | "signal"> {
  readonly means: Means;
  readonly times: number;
  readonly killed: () => void;
}

/** Kills in turns until all are done or the signal is aborted; gives how many, and how many of the last victim. */
async function killInTurns(victims: readonly Victim[], portion: Portion): Promise<[number, number]> {
  const { times, embeddedEvery, means, signal, killed } = portion;
  const last = victims.length - 1;
  const turns = Array.from({ length: times }, (_, i) => ((i + 1) % embeddedEvery === 0 ? last : i % last));
  const lane = async (victim: Victim, place: number) => {
    let kills = 0;
    for (const turn of turns) {
      if (signal.aborted) break;
      if (turn !== place) continue;
      await killOnce(victim, means);
      killed();
      kills += 1;
    }
    return kills;
  };
  const lanes = await Promise.allSettled(victims.map(lane));
  const kills = lanes.map((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value;
  });
  return [kills.reduce((sum, one) => sum + one, 0), kills.at(-1) ?? 0];
}

/**
 * Servers side by side, so that one is killed while another starts: two on a Postgres that survives, one on its own.
 */
async function killPortion(portion: Portion): Promise<KillReport> {
  const cluster = await createTestCluster();
  const victims: Victim[] = [];
  try {
    for (const name of ["kill_0", "kill_1"])
      victims.push(await onCluster(await createDatabase(cluster, name)));
    victims.push(await onItsOwn());
    const [kills, withDatabase] = await killInTurns(victims, portion);
    const found = (await Promise.all(victims.map(lookAt))).reduce(added, noKills);
    return { ...found, kills, withDatabase };
  } finally {
    for (const { process, ledger } of victims) {
      ledger.close();
      await process.remove();
    }
    await cluster.remove();
  }
}

/** Kills at once of a set of servers; then their trails are closed and the next set begins. */
const portionSize = 50;

/** Kills so often, in portions of which each is looked at to its end; goes on from where an interrupted drill was. */
export async function tryKills(options: KillOptions): Promise<KillReport> {
  const { times, embeddedEvery, seed, progress, signal, say } = options;
  let report = await progress.read();
  if (report.kills > 0) say(`${report.kills} kills were done before; this goes on from there.`);
  const candidates = await usualCandidates();
  while (report.kills < times && !signal.aborted) {
    let done = report.kills;
    const killed = () => {
      done += 1;
      if (done % 10 === 0 || done === times) say(`${done} of ${times} kills.`);
    };
    const means = { candidates, random: createRandom(seed, report.kills) };
    const portion = {
      times: Math.min(portionSize, times - report.kills),
      embeddedEvery,
      means,
      signal,
      killed,
    };
    report = added(report, await killPortion(portion));
    await progress.write(report);
  }
  if (report.kills >= times) await progress.clear();
  else say(`${report.kills} of ${times} kills; the same command goes on from there.`);
  return report;
}
