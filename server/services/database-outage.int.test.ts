import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connect } from "../db/client";
import type { OutageReason } from "../db/errors";
import { migrate } from "../db/migrate";
import { dependenciesOn } from "../testing/dependencies-on";
import { createTestCluster, type TestCluster } from "../testing/postgres-cluster";
import { aSubmission } from "../testing/submission";
import { createPrediction } from "./create-prediction";
import type { Dependencies } from "./dependencies";
import { DatabaseUnavailableError, toDomainError } from "./errors";
import { createPredictionWriter } from "./prediction-writer";

let cluster: TestCluster;
let deps: Dependencies;
/** An account without the privileges of the one that owns everything, so that limits hold for it. */
let clerkUrl: string;

beforeAll(async () => {
  cluster = await createTestCluster();
  const url = cluster.url("postgres");
  await migrate({ url, root: process.cwd() });
  await asOwner(
    "CREATE ROLE clerk LOGIN PASSWORD 'clerk'; GRANT ALL ON ALL TABLES IN SCHEMA public TO clerk",
  );
  const address = new URL(url);
  [address.username, address.password] = ["clerk", "clerk"];
  clerkUrl = address.href;
  const { db, ask } = connect(clerkUrl);
  const opened = await dependenciesOn({ db, url: clerkUrl });
  deps = { ...opened, writePrediction: createPredictionWriter(ask, opened.caseCipher) };
});
afterAll(async () => {
  await deps.db.$disconnect();
  await cluster.remove();
});

async function asOwner(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.url("postgres") });
  client.on("error", () => undefined);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

const fillDisk = `
  CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE SQLSTATE '53100' USING MESSAGE = 'could not extend file: No space left on device'; END $$;
  CREATE TRIGGER full_disk BEFORE INSERT ON predictions EXECUTE FUNCTION full_disk()`;

interface Kind {
  readonly name: string;
  /** Brings it about. */
  readonly begin: () => Promise<unknown>;
  readonly end: () => Promise<unknown>;
  /** Whether it keeps people from reading as well. */
  readonly reads: "fail" | "go on";
  /** What may be told; where several, it depends on who comes when. */
  readonly told: readonly OutageReason[];
}

let letGo: () => Promise<unknown>;
async function lockTable(): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.url("postgres") });
  await client.connect();
  await client.query("BEGIN; LOCK TABLE predictions IN ACCESS EXCLUSIVE MODE");
  letGo = () => client.end();
}

/** A process that was told to end may answer once more before it does. */
async function killed(): Promise<void> {
  await cluster.kill();
  await expect.poll(() => failureOf(write)).not.toBeNull();
}

/** Ends the connections of the application, so that it makes new ones. */
const reconnect = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'clerk'";

async function forbidWrites(): Promise<void> {
  await asOwner(`ALTER ROLE clerk SET default_transaction_read_only = on; ${reconnect}`);
  await expect.poll(() => failureOf(read)).toBeNull();
}

const gone = ["away", "restarting"] as const;

const kinds: readonly Kind[] = [
  { name: "is stopped", begin: () => cluster.stop(), end: () => cluster.start(), reads: "fail", told: gone },
  { name: "is killed", begin: killed, end: () => cluster.start(), reads: "fail", told: gone },
  {
    ...{ name: "hangs", begin: () => cluster.pause(), end: () => cluster.resume() },
    ...{ reads: "fail", told: ["away"] },
  },
  {
    name: "takes no more connections",
    begin: () => asOwner(`ALTER ROLE clerk CONNECTION LIMIT 0; ${reconnect}`),
    end: () => asOwner("ALTER ROLE clerk CONNECTION LIMIT -1"),
    reads: "fail",
    told: ["out_of_connections", "restarting"],
  },
  {
    name: "has no room on its disk",
    begin: () => asOwner(fillDisk),
    end: () => asOwner("DROP TRIGGER full_disk ON predictions; DROP FUNCTION full_disk"),
    reads: "go on",
    told: ["disk_full"],
  },
  {
    name: "takes no writes",
    begin: forbidWrites,
    end: () => asOwner(`ALTER ROLE clerk RESET default_transaction_read_only; ${reconnect}`),
    reads: "go on",
    told: ["read_only"],
  },
  {
    ...{ name: "has a table locked", begin: lockTable, end: () => letGo() },
    ...{ reads: "fail", told: ["contended"] },
  },
];

const write = () => createPrediction(deps, aSubmission());
const read = () => deps.db.prediction.count();
const transaction = () => deps.db.$transaction(async (tx) => await tx.prediction.count());

interface Failure {
  readonly reason: OutageReason | null;
  readonly milliseconds: number;
}

/** `null` where it was answered. */
async function failureOf(work: () => Promise<unknown>): Promise<Failure | null> {
  const begun = performance.now();
  try {
    await work();
    return null;
  } catch (error) {
    const known = toDomainError(error);
    const reason = known instanceof DatabaseUnavailableError ? known.reason : null;
    return { reason, milliseconds: performance.now() - begun };
  }
}

beforeEach(async () => {
  await write();
});

test.for(kinds)(
  "a database that $name is found out soon by all who wait, told as what it is, and serves the same process when it is back",
  async ({ begin, end, reads, told }) => {
    const busy = Array.from({ length: 3 }, () => deps.db.$queryRaw`SELECT 1`);
    await Promise.all(busy);
    await begin();
    const failures: (Failure | null)[] = [];
    const answered: (Failure | null)[] = [];
    try {
      // Once while connections are open, once with none.
      for (let round = 0; round < 2; round++) {
        const works = [
          [write, write],
          [read, transaction],
        ];
        const [writing = [], reading = []] = await Promise.all(
          works.map((both) => Promise.all(both.map(failureOf))),
        );
        failures.push(...writing, ...(reads === "fail" ? reading : []));
        if (reads === "go on") answered.push(...reading);
      }
    } finally {
      await end();
    }
    for (const failure of failures) expect(told).toContain(failure?.reason);
    expect(answered.filter((one) => one !== null)).toEqual([]);
    // Three seconds are meant, and five are a statement's time-out: between them is what a busy machine adds.
    expect(Math.max(...failures.map((one) => one?.milliseconds ?? 0))).toBeLessThan(5000);
    await expect.poll(() => failureOf(write), { timeout: 10_000 }).toBeNull();
    for (const work of [write, read, transaction]) expect(await failureOf(work)).toBeNull();
  },
);

test("a write that the account may not do is told as that, and as no outage", async () => {
  await asOwner("REVOKE INSERT ON predictions FROM clerk");
  const failed: unknown = await write().catch((error: unknown) => error);
  await asOwner("GRANT INSERT ON predictions TO clerk");
  expect(toDomainError(failed)?.name).toBe("DatabaseForbiddenError");
});

test("a statement that takes its time is left alone as long as the server lives", async () => {
  expect(await failureOf(() => deps.db.$queryRaw`SELECT 1 FROM pg_sleep(3.5)`)).toBeNull();
});
