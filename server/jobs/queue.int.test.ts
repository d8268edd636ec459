import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { resetDatabase } from "../db/reset";
import { createLog } from "../observability/log";
import { TrainingUnavailableError } from "../services/errors";
import { startTraining } from "../services/start-training";
import { aCaller } from "../testing/caller";
import { createTestDependencies } from "../testing/test-dependencies";
import { aStoredDataset, aTrainingRequest, startRun } from "../testing/training";
import { createTrainingQueue } from "./queue";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;

beforeEach(async () => {
  deps = await createTestDependencies();
});
afterEach(() => deps.drop());

const run = "0190a3c0-0000-7000-8000-000000000000";
const next = "0190a3c0-0000-7000-8000-000000000001";

test("of two jobs the second is not taken before the first is done with, by whichever queue asks", async () => {
  const other = createTrainingQueue({ url: deps.url, log: createLog("silent") });
  try {
    const one = deps.trainingQueue;
    await one.send(run);
    await one.send(run);
    await one.send(next);
    expect(await one.take()).toBe(run);
    expect(await other.take()).toBeNull();
    await one.complete(run);
    expect(await other.take()).toBe(next);
    await other.complete(next);
    expect(await one.take()).toBeNull();
  } finally {
    await other.stop();
  }
});

test("a job is put back out of whatever has become of it", async () => {
  const { trainingQueue } = deps;
  const takesAgain = async () => {
    await trainingQueue.putBack(run);
    await trainingQueue.putBack(run);
    expect(await trainingQueue.take()).toBe(run);
  };
  await takesAgain();
  await takesAgain();
  await trainingQueue.complete(run);
  await takesAgain();
});

test("an account that may not create schemas is told so, and nothing is stored; once it may, it works", async () => {
  const name = `poor_${new URL(deps.url).pathname.slice(-8)}`;
  const owner = new pg.Client({ connectionString: deps.url });
  await owner.connect();
  const database = pg.escapeIdentifier(new URL(deps.url).pathname.slice(1));
  await owner.query(`CREATE ROLE ${name} LOGIN PASSWORD 'poor'`);
  const url = Object.assign(new URL(deps.url), { username: name, password: "poor" }).href;
  const trainingQueue = createTrainingQueue({ url, log: createLog("silent") });
  try {
    const dataset = await aStoredDataset(deps);
    const actor = aCaller("a", "A");
    const start = () => startTraining({ ...deps, trainingQueue }, { ...aTrainingRequest(dataset), actor });
    await expect(start()).rejects.toThrow(TrainingUnavailableError);
    await expect(start()).rejects.toThrow(/may not create the schema "pgboss"/);
    expect(await deps.db.trainingRun.count()).toBe(0);
    await owner.query(`GRANT CREATE ON DATABASE ${database} TO ${name}`);
    expect((await start()).status).toBe("queued");
  } finally {
    await trainingQueue.stop();
    await owner.query(`DROP OWNED BY ${name} CASCADE; DROP ROLE ${name}`);
    await owner.end();
  }
});

test("a reset takes the queue away with all else", async () => {
  await startRun(deps, aTrainingRequest(await aStoredDataset(deps)));
  await resetDatabase({ url: deps.url, root: process.cwd() });
  const rows = await deps.db.$queryRaw<unknown[]>`SELECT 1 FROM pg_namespace WHERE nspname = 'pgboss'`;
  expect(rows).toEqual([]);
  expect(await deps.db.trainingRun.count()).toBe(0);
});
