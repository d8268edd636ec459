import PgBoss from "pg-boss";
import { createPool } from "../db/pool";
import { jobsSchema } from "../db/reset";
import { describe, type Log } from "../observability/log";
import { TrainingUnavailableError } from "../services/errors";

/** The queue that training runs wait in; a job has the number of its run. */
export interface TrainingQueue {
  /** Sets the queue up where it is not. Throws {@link TrainingUnavailableError} where the account may not. */
  ready(): Promise<void>;
  /** Puts a run in, unless it is there. */
  send(runId: string): Promise<void>;
  /** Takes the oldest job; `null` where none waits, or another one is active, in whichever process. */
  take(): Promise<string | null>;
  /** The job is done with, whatever came of the run. */
  complete(runId: string): Promise<void>;
  /** Makes a job that waits out of whatever has become of it: the run is to be begun again. */
  putBack(runId: string): Promise<void>;
  stop(): Promise<void>;
}

const queueName = "training";
const connections = 2;
/** The longest that pg-boss lets a job be active; a run has a shorter limit of its own. */
const activeSeconds = 23 * 3600;

const policy = {
  name: queueName,
  /** One active job at a time, in all processes. */
  policy: "singleton",
  /** A run may be begun as often as processes die under it. */
  retryLimit: 1_000_000,
  expireInSeconds: activeSeconds,
} as const;

const isRefusal = (error: unknown) => error instanceof Error && "code" in error && error.code === "42501";

interface QueueOptions {
  readonly url: string;
  readonly log: Log;
  /** Told of each statement of the queue that failed, in the database or on the way there. */
  readonly onFailure?: (error: unknown) => void;
}

/** pg-boss on a small pool of its own. It is set up when it is first needed, and again where that failed. */
export function createTrainingQueue({ url, log, onFailure }: QueueOptions): TrainingQueue {
  const pool = createPool({ url, name: "microcalc jobs", limit: connections, onFailure });
  const db = { executeSql: (text: string, values: unknown[]) => pool.query(text, values) };
  let starting: Promise<PgBoss> | null = null;

  async function start(): Promise<PgBoss> {
    // No clockwork jobs. One that could not start stays half-started: the next attempt takes a new one.
    const boss = new PgBoss({ db, schema: jobsSchema, schedule: false });
    boss.on("error", (error) => log.warn(describe(error), "the queue of training runs"));
    try {
      await boss.start();
      await boss.createQueue(queueName, { ...policy });
      return boss;
    } catch (cause) {
      if (!isRefusal(cause)) throw cause;
      const account = `GRANT CREATE ON DATABASE to the account of DATABASE_URL`;
      throw new TrainingUnavailableError(
        `Training cannot be set up: the database account may not create the schema "${jobsSchema}". ${account} mends it.`,
        { cause },
      );
    }
  }

  function boss(): Promise<PgBoss> {
    starting ??= start().catch((error: unknown) => {
      starting = null;
      throw error;
    });
    return starting;
  }

  const send = async (runId: string) => {
    await (await boss()).send(queueName, {}, { id: runId });
  };

  return {
    ready: async () => void (await boss()),
    send,
    take: async () => {
      const [job] = await (await boss()).fetch(queueName);
      return job?.id ?? null;
    },
    complete: async (runId) => await (await boss()).complete(queueName, runId),
    putBack: async (runId) => {
      const started = await boss();
      const job = await started.getJobById(queueName, runId);
      if (job?.state === "created" || job?.state === "retry") return;
      if (job?.state === "active") return await started.fail(queueName, runId);
      if (job !== null) await started.deleteJob(queueName, runId);
      await send(runId);
    },
    stop: async () => {
      const started = await starting?.catch(() => null);
      await started?.stop({ graceful: false });
      await pool.end();
    },
  };
}
