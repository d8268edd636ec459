import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { canaryFeatures } from "../../lib/canary";
import { toVector } from "../../lib/features";
import { assess } from "../../lib/model/model";
import { createDb } from "../db/client";
import { migrate } from "../db/migrate";
import { dependenciesOn } from "../testing/dependencies-on";
import { createTestCluster, type TestCluster } from "../testing/postgres-cluster";
import { createTestDependencies } from "../testing/test-dependencies";
import { assessCanary } from "./canary";
import type { Dependencies } from "./dependencies";
import { toDomainError } from "./errors";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
beforeEach(async () => {
  deps = await createTestDependencies();
  return () => deps.drop();
});

const run = (on: Dependencies = deps) =>
  assessCanary(on, { idempotencyKey: randomUUID(), features: canaryFeatures });
const metricsText = async () => (await deps.metrics.registry.getMetricsAsJSON()).filter(isOurs);
const isOurs = ({ name }: { name: string }) => name.startsWith("microcalc_");

describe("the canary's assessment", () => {
  test("is what the champion says, and leaves neither row nor count behind, however often it is made", async () => {
    const before = await metricsText();
    const { probability, label } = assess(deps.models.champion(), toVector(canaryFeatures));
    const modelVersion = deps.models.champion().card.version;
    for (let i = 0; i < 3; i++) expect(await run()).toEqual({ probability, label, modelVersion });
    expect(await deps.db.prediction.count()).toBe(0);
    expect(await deps.db.idempotencyKey.count()).toBe(0);
    expect(await metricsText()).toEqual(before);
  });
});

describe("the canary fails", () => {
  const breaks = [
    ["a table is missing", `ALTER TABLE idempotency_keys RENAME TO gone`, null],
    ["a column is missing", `ALTER TABLE predictions RENAME COLUMN raw_score TO gone`, null],
    [
      "a trigger refuses the row",
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
       CREATE TRIGGER refuses AFTER INSERT ON predictions FOR EACH ROW EXECUTE FUNCTION refuse()`,
      null,
    ],
    [
      "a constraint refuses the row",
      `ALTER TABLE predictions ADD CONSTRAINT impossible CHECK (source <> 'api')`,
      null,
    ],
    [
      "the model is not registered",
      `ALTER TABLE predictions DROP CONSTRAINT predictions_model_version_fkey;
       CREATE TABLE elsewhere (version text PRIMARY KEY);
       ALTER TABLE predictions ADD FOREIGN KEY (model_version) REFERENCES elsewhere (version)`,
      null,
    ],
    [
      "there is no room left",
      `CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE 'no space' USING ERRCODE = 'disk_full'; END $$;
       CREATE TRIGGER fills AFTER INSERT ON idempotency_keys FOR EACH ROW EXECUTE FUNCTION full_disk()`,
      "DatabaseUnavailableError",
    ],
  ] as const;
  test.for(breaks)("when %s", async ([, sql, name]) => {
    expect((await run()).label).toBe("calcification");
    for (const statement of sql.split(/;\s*\n/)) await deps.db.$executeRawUnsafe(statement);
    const error = await run().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(toDomainError(error)?.name ?? null).toBe(name);
  });

  test("when the database takes no writes", async () => {
    const [row] = await deps.db.$queryRaw<{ name: string }[]>`SELECT current_database() AS name`;
    await deps.db.$executeRawUnsafe(`ALTER DATABASE ${row?.name} SET default_transaction_read_only = on`);
    const db = createDb(deps.url);
    onTestFinished(() => db.$disconnect());
    await expect(run({ ...deps, db })).rejects.toThrow(/read-only/);
  });
});

describe("the canary fails within seconds", () => {
  let cluster: TestCluster;
  let own: Dependencies;
  beforeEach(async () => {
    cluster = await createTestCluster();
    const url = cluster.url("postgres");
    await migrate({ url, root: "." });
    own = await dependenciesOn({ db: createDb(url), url });
    return async () => {
      await own.db.$disconnect();
      await own.trainingQueue.stop();
      await cluster.remove();
    };
  });
  const failure = async (on: Dependencies) => {
    const error = await run(on).catch((thrown: unknown) => thrown);
    return toDomainError(error)?.name;
  };

  test("when the database hangs, and is well again when it goes on", async () => {
    await run(own);
    await cluster.pause();
    expect(await failure(own)).toBe("DatabaseUnavailableError");
    await cluster.resume();
    expect((await run(own)).label).toBe("calcification");
  });

  test("when commits wait for a replica that is gone, although nothing is committed but the attempt", async () => {
    await run(own);
    await own.db.$executeRawUnsafe("ALTER DATABASE postgres SET synchronous_commit = on");
    await own.db.$executeRawUnsafe("ALTER SYSTEM SET synchronous_standby_names = 'gone'");
    await own.db.$queryRaw`SELECT pg_reload_conf()::text`;
    const db = createDb(cluster.url("postgres"));
    onTestFinished(() => db.$disconnect());
    expect(await failure({ ...own, db })).toBe("DatabaseUnavailableError");
  });
});
