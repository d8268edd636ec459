import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { createDb } from "../db/client";
import { holdLock, keeperLock } from "../db/held-lock";
import { migrate } from "../db/migrate";
import { dependenciesOn } from "../testing/dependencies-on";
import { createTestCluster, type TestCluster } from "../testing/postgres-cluster";
import { storePredictions } from "../testing/stored-predictions";
import { createTestDependencies } from "../testing/test-dependencies";
import { aStoredDataset, aTrainingRequest, startRun } from "../testing/training";
import { createDatabaseStatusReader } from "./database-status";
import type { Dependencies } from "./dependencies";
import { currentStatus } from "./status";

const unknown = { known: false, why: "no_answer" };

describe("what the database knows of the status", () => {
  let deps: Awaited<ReturnType<typeof createTestDependencies>>;
  beforeEach(async () => {
    deps = await createTestDependencies();
    return () => deps.drop();
  });

  test("is, of a new installation, that all is well and nothing has happened", async () => {
    const status = await deps.readDatabaseStatus();
    expect(status).toMatchObject({
      server: { known: true, value: { version: expect.stringMatching(/^\d+\.\d+/) } },
      bytes: { known: true },
      hasKeeper: { known: true, value: false },
      queue: { known: true, value: { queued: 0, running: 0, oldestSince: null } },
      rollUp: { known: true, value: { lastAt: null, daysBehind: 0 } },
    });
    const { championSince, bytes } = status;
    expect(championSince.known && Date.now() - Date.parse(championSince.value ?? "")).toBeLessThan(60_000);
    expect(bytes.known && bytes.value).toBeGreaterThan(1e6);
  });

  test("counts runs that wait, with the age of the oldest, days to be counted, and sees a keeper", async () => {
    const begun = Date.now();
    await startRun(deps, aTrainingRequest(await aStoredDataset(deps)));
    const days = { from: new Date("2026-03-01"), to: new Date("2026-03-03") };
    const version = deps.models.champion().card.version;
    await storePredictions(deps.db, { seed: 1, count: 20, ...days, versions: [version] });
    const reader = createDatabaseStatusReader({ ...deps, now: () => new Date("2026-03-02T12:00:00Z") });
    await new Promise<void>((resolve) => {
      const lock = holdLock({ url: deps.url, key: keeperLock, onChange: (held) => held && resolve() });
      onTestFinished(() => lock.stop());
    });
    const status = await reader();
    expect(status).toMatchObject({
      hasKeeper: { value: true },
      queue: { value: { queued: 1, running: 0 } },
      rollUp: { value: { lastAt: null, daysBehind: 2 } },
    });
    const { queue } = status;
    expect(queue.known && Date.parse(queue.value.oldestSince ?? "")).toBeGreaterThanOrEqual(begun);
  });

  test("is, while all connections are at work, that the database is busy, and not that it is silent", async () => {
    const busy = Array.from({ length: 10 }, () => deps.db.$queryRaw`SELECT 1 FROM pg_sleep(4)`.then());
    const parts = Object.values(await deps.readDatabaseStatus());
    await Promise.all(busy);
    expect(parts).toEqual(parts.map(() => ({ known: false, why: "busy" })));
  });

  test("is known apart from one part that cannot be had", async () => {
    await deps.db.$executeRawUnsafe("ALTER TABLE training_runs RENAME TO gone");
    expect(await deps.readDatabaseStatus()).toMatchObject({
      server: { known: true },
      queue: { known: false, why: "failed" },
      rollUp: { known: true },
      bytes: { known: true },
    });
  });
});

describe("the status of a process whose database", () => {
  let cluster: TestCluster;
  let deps: Dependencies;
  beforeEach(async () => {
    cluster = await createTestCluster();
    const url = cluster.url("postgres");
    await migrate({ url, root: "." });
    deps = await dependenciesOn({ db: createDb(url), url });
    return async () => {
      await deps.db.$disconnect();
      await deps.trainingQueue.stop();
      await cluster.remove();
    };
  });
  const withoutDatabase = () => ({
    database: { server: unknown, bytes: unknown },
    model: { version: deps.models.champion().card.version, championSince: unknown },
    ...{ queue: unknown, rollUp: unknown, hasKeeper: unknown },
  });

  test("hangs comes in the time it is allowed, for all who ask, over one connection, and is whole again afterwards", async () => {
    expect(await currentStatus(deps)).toMatchObject({ database: { server: { known: true } } });
    await cluster.pause();
    const asked = await Promise.race([
      Promise.all(Array.from({ length: 20 }, () => currentStatus(deps))),
      // Above the reader's own limit, below every limit of a statement.
      new Promise<[]>((resolve) => setTimeout(resolve, 4500, [])),
    ]);
    expect(asked).toHaveLength(20);
    for (const status of asked) expect(status).toMatchObject(withoutDatabase());
    await cluster.resume();
    const open = await deps.db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name = 'microcalc'`;
    expect(open[0]?.count).toBeLessThanOrEqual(2);
    await expect.poll(() => currentStatus(deps)).toMatchObject({ database: { server: { known: true } } });
  });

  test("is stopped says what it knows without it", async () => {
    await cluster.stop();
    expect(await currentStatus(deps)).toMatchObject(withoutDatabase());
  });
});
