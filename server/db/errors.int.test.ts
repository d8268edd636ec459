import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase } from "../testing/database";
import { createTestCluster, type TestCluster } from "../testing/postgres-cluster";
import { createDb, type Db } from "./client";
import { classifyDatabaseError, outageReasonOf } from "./errors";

type Outcome = "answered" | ReturnType<typeof classifyDatabaseError>;

async function outcomeOf(work: Promise<unknown>): Promise<Outcome> {
  return await work.then(
    () => "answered" as const,
    (error: unknown) => classifyDatabaseError(error),
  );
}

const query = (db: Db) => db.$queryRaw`SELECT 1`;
const transaction = (db: Db) =>
  db.$transaction(async (inner) => {
    await inner.$queryRaw`SELECT 1`;
  });

describe("a database that goes away under a running application", () => {
  let cluster: TestCluster;
  let db: Db;

  beforeEach(async () => {
    cluster = await createTestCluster();
    db = createDb(cluster.url("postgres"));
    expect(await outcomeOf(query(db))).toBe("answered");
  });
  afterEach(async () => {
    await db.$disconnect();
    await cluster.remove();
  });

  test("counts as unavailable when stopped, and answers again when back, on the same client", async () => {
    await cluster.stop();
    expect(await outcomeOf(query(db))).toBe("unavailable");
    expect(await outcomeOf(transaction(db))).toBe("unavailable");
    await cluster.start();
    expect(await outcomeOf(query(db))).toBe("answered");
    expect(await outcomeOf(transaction(db))).toBe("answered");
  });

  test("counts as unavailable when killed with statements on their way", async () => {
    const sleeping = Array.from({ length: 10 }, () => outcomeOf(db.$queryRaw`SELECT 1 FROM pg_sleep(4)`));
    const inTransaction = outcomeOf(transaction(db));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await cluster.kill();
    expect(new Set(await Promise.all([...sleeping, inTransaction]))).toEqual(new Set(["unavailable"]));
    await cluster.start();
    expect(await outcomeOf(query(db))).toBe("answered");
  });

  test("counts as unavailable after one time-out when it hangs, in transactions as well", async () => {
    await outcomeOf(Promise.all([query(db), query(db), query(db)]));
    await cluster.pause();
    const begun = performance.now();
    const hanging = await Promise.all([query(db), transaction(db), query(db)].map(outcomeOf));
    const milliseconds = performance.now() - begun;
    await cluster.resume();
    expect(hanging).toEqual(["unavailable", "unavailable", "unavailable"]);
    // One time-out of 5.5 s; a ROLLBACK that waited for its own would make it 11.
    expect(milliseconds).toBeLessThan(10_000);
    expect(await outcomeOf(query(db))).toBe("answered");
    expect(await outcomeOf(transaction(db))).toBe("answered");
  });

  test("counts as unavailable when all its connections are taken", async () => {
    const [row] = await db.$queryRaw<{ limit: string }[]>`
      SELECT current_setting('max_connections') AS "limit"`;
    const clients = Array.from({ length: Number(row?.limit) / 10 + 1 }, () =>
      createDb(cluster.url("postgres")),
    );
    const hold = (client: Db) => outcomeOf(client.$queryRaw`SELECT 1 FROM pg_sleep(1.5)`);
    const outcomes = await Promise.all(
      clients.flatMap((client) => Array.from({ length: 10 }, () => hold(client))),
    );
    await Promise.all(clients.map((client) => client.$disconnect()));
    expect(new Set(outcomes)).toEqual(new Set(["answered", "unavailable"]));
  });
});

test("a statement over its time limit is told as too slow, and the server no longer works on it", async () => {
  const { db, drop } = await createTestDatabase();
  const failed: unknown = await db.$queryRaw`SELECT 1 FROM pg_sleep(20)`.catch((error: unknown) => error);
  expect(outageReasonOf(failed)).toBe("too_slow");
  const [left] = await db.$queryRaw<{ n: bigint }[]>`
    SELECT count(*) AS n FROM pg_stat_activity
    WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()`;
  expect(left?.n).toBe(0n);
  await drop();
});

test("a connection that an operator ends in the middle of a statement counts as unavailable", async () => {
  const { db, drop } = await createTestDatabase();
  const cut = outcomeOf(db.$queryRaw`SELECT 1 FROM pg_sleep(4)`);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await db.$queryRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  expect(await cut).toBe("unavailable");
  await drop();
});

test("a transaction over its time limit is told as too slow", async () => {
  const { db, drop } = await createTestDatabase();
  const failed: unknown = await db
    .$transaction(async (tx) => void (await tx.$queryRaw`SELECT 1 FROM pg_sleep(1)`), { timeout: 200 })
    .catch((error: unknown) => error);
  expect(outageReasonOf(failed)).toBe("too_slow");
  await drop();
});

test("waiting for a connection while all are busy is limited and told as that, in transactions as well", async () => {
  const { db, drop } = await createTestDatabase();
  const busy = Array.from({ length: 10 }, () => outcomeOf(db.$queryRaw`SELECT 1 FROM pg_sleep(4)`));
  const waiting = [query(db), transaction(db)].map((work) => work.catch((error: unknown) => error));
  expect((await Promise.all(waiting)).map(outageReasonOf)).toEqual([
    "out_of_connections",
    "out_of_connections",
  ]);
  expect(new Set(await Promise.all(busy))).toEqual(new Set(["answered"]));
  await drop();
});

test("a row that exists counts as conflict, through the client as through raw SQL", async () => {
  const { db, drop } = await createTestDatabase();
  const row = { version: "rf-000000000000", card: {}, reference: {}, forest: new Uint8Array() };
  await db.modelVersion.create({ data: row });
  expect(await outcomeOf(db.modelVersion.create({ data: row }))).toBe("conflict");
  const raw = db.$executeRaw`INSERT INTO model_versions VALUES (${row.version}, '{}', '{}', '', now())`;
  expect(await outcomeOf(raw)).toBe("conflict");
  await drop();
});

test("broken queries, missing files and refused rows are nobody's outage", async () => {
  const { db, drop } = await createTestDatabase();
  expect(await outcomeOf(db.$queryRaw`SELECT nonsense`)).toBeNull();
  expect(await outcomeOf(readFile("/nowhere"))).toBeNull();
  expect(await outcomeOf(db.prediction.findUniqueOrThrow({ where: { id: randomUUID() } }))).toBeNull();
  expect(await outcomeOf(Promise.reject(new Error("anything")))).toBeNull();
  expect(await outcomeOf(db.$executeRaw`DELETE FROM predictions`)).toBeNull();
  await drop();
});

test("an address where nothing listens counts as unavailable", async () => {
  for (const url of ["postgresql://a:b@127.0.0.1:1/c", "postgresql://a:b@localhost/c?host=/nowhere"]) {
    const db = createDb(url);
    expect(await outcomeOf(query(db)), url).toBe("unavailable");
    expect(await outcomeOf(transaction(db)), url).toBe("unavailable");
    await db.$disconnect();
  }
});
