import pg from "pg";
import { asReadTooHigh, take } from "./candidates";
import type { Parts } from "./parts";
import type { Process } from "./process";
import { submitAll } from "./submit";

/** An alert that has to fire; of one instance, where it is named. */
export interface ExpectedAlert {
  readonly alert: string;
  readonly of?: (parts: Parts) => Process;
}

export interface Fault {
  readonly name: string;
  /** What happens, as a sentence without its full stop. */
  readonly what: string;
  readonly alerts: readonly ExpectedAlert[];
  /** Brings it about and gives what ends it. */
  inject(parts: Parts): Promise<() => Promise<void>>;
}

const firstReplica = ({ replicas }: Parts) => replicas[0];
const secondReplica = ({ replicas }: Parts) => replicas[1];
const theWorker = ({ worker }: Parts) => worker;

/**
 * A window of drift holds whole days, so all candidates of the day so far are in it: 600 usual ones when drift is tried
 * first, and up to 1,200 more until a roll-up, once a minute, has counted these. One in seven is then a shifted one at
 * least; the score, the measure that moves least, needs one in eight.
 */
const shiftedCandidates = 300;
/** With those of before, one in forty is then a shifted one: too few for the strictest of the measures. */
const usualCandidatesAfter = 35 * shiftedCandidates;

async function lockPredictions({ databaseUrl }: Parts): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  // The cluster may be taken away under it.
  client.on("error", () => undefined);
  await client.connect();
  await client.query("BEGIN");
  await client.query("LOCK TABLE predictions IN ACCESS EXCLUSIVE MODE");
  return async () => {
    await client.query("ROLLBACK");
    await client.end();
  };
}

/** In the order in which they are tried: drift first, while the day has few candidates. */
export const faults: readonly Fault[] = [
  {
    name: "drift",
    what: "Contrast is read two standard deviations too high",
    alerts: [{ alert: "MicrocalcFeatureDrift" }, { alert: "MicrocalcScoreShift" }],
    inject: async ({ replicas, candidates }) => {
      const urls = replicas.map(({ url }) => url);
      await submitAll(urls, take(candidates, shiftedCandidates).map(asReadTooHigh));
      return () => submitAll(urls, take(candidates, usualCandidatesAfter));
    },
  },
  {
    name: "postgres-stopped",
    what: "Postgres is shut down",
    alerts: [
      { alert: "MicrocalcDatabaseUnavailable" },
      { alert: "MicrocalcCanaryFailing" },
      { alert: "MicrocalcErrorBudgetBurnsFast" },
    ],
    inject: async ({ cluster }) => {
      await cluster.stop();
      return cluster.start;
    },
  },
  {
    name: "postgres-hangs",
    what: "Postgres hangs: connections open, nothing answers",
    alerts: [
      { alert: "MicrocalcDatabaseUnavailable" },
      { alert: "MicrocalcCanaryFailing" },
      { alert: "MicrocalcErrorBudgetBurnsFast" },
    ],
    inject: async ({ cluster }) => {
      await cluster.pause();
      return cluster.resume;
    },
  },
  {
    name: "table-locked",
    what: "A forgotten transaction holds a lock on the predictions",
    alerts: [{ alert: "MicrocalcPoolExhausted" }],
    inject: lockPredictions,
  },
  {
    name: "worker-stopped",
    what: "The worker is stopped",
    alerts: [{ alert: "MicrocalcDown", of: theWorker }, { alert: "MicrocalcNoKeeper" }],
    inject: async ({ worker }) => {
      await worker.stop();
      return worker.start;
    },
  },
  {
    name: "replica-killed",
    what: "A replica is killed",
    alerts: [{ alert: "MicrocalcDown", of: firstReplica }],
    inject: async ({ replicas: [first] }) => {
      await first.kill();
      return first.start;
    },
  },
  {
    name: "replica-frozen",
    what: "A replica freezes",
    alerts: [{ alert: "MicrocalcDown", of: secondReplica }],
    inject: async ({ replicas: [, second] }) => {
      second.freeze();
      return async () => second.thaw();
    },
  },
];
