import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { createTestCluster, type TestCluster } from "../testing/postgres-cluster";
import { connect } from "./client";
import { classOfDatabaseError } from "./errors";
import { createPool } from "./pool";

const failing = (work: Promise<unknown>) => expect(work).rejects.toThrow();
const soon = { timeout: 5000, interval: 20 };

describe("each statement that fails is told once, by its class", () => {
  let database: TestDatabase;
  let classes: string[];
  let connections: ReturnType<typeof connect>;

  beforeEach(async () => {
    database = await createTestDatabase();
    classes = [];
    connections = connect(database.url, { onFailure: (error) => classes.push(classOfDatabaseError(error)) });
  });
  afterEach(async () => {
    await connections.db.$disconnect();
    await database.drop();
  });

  test("whatever is wrong with it, alone or in a transaction, through the client or as SQL", async () => {
    const { db } = connections;
    const row = { version: "rf-000000000000", card: {}, reference: {}, forest: new Uint8Array() };
    await db.modelVersion.create({ data: row });
    expect(classes).toEqual([]);
    await failing(db.modelVersion.create({ data: row }));
    await failing(db.$transaction(async (tx) => await tx.modelVersion.create({ data: row })));
    await failing(db.$transaction([db.modelVersion.create({ data: row })]));
    expect(classes).toEqual(["conflict", "conflict", "conflict"]);
    await failing(db.$queryRaw`SELECT nonsense`);
    await failing(db.$executeRaw`DO $$ BEGIN RAISE SQLSTATE '40001'; END $$`);
    expect(classes.slice(3)).toEqual(["other", "conflict"]);
  });

  test("when it takes too long, or gets no connection because the others do", async () => {
    const { db } = connections;
    const busy = Array.from({ length: 10 }, () => failing(db.$queryRaw`SELECT 1 FROM pg_sleep(20)`));
    await failing(db.$queryRaw`SELECT 1`);
    expect(classes).toEqual(["timeout"]);
    await Promise.all(busy);
    expect(classes).toEqual(Array.from({ length: 11 }, () => "timeout"));
  });
});

describe("a database that goes away", () => {
  let cluster: TestCluster;
  beforeEach(async () => {
    cluster = await createTestCluster();
  });
  afterEach(() => cluster.remove());

  test("is told of by every statement that does not reach it, until it is back", async () => {
    const classes: string[] = [];
    const { db } = connect(cluster.url("postgres"), {
      onFailure: (error) => classes.push(classOfDatabaseError(error)),
    });
    await db.$queryRaw`SELECT 1`;
    await cluster.stop();
    await failing(db.$queryRaw`SELECT 1`);
    await failing(db.$transaction(async (tx) => await tx.$queryRaw`SELECT 1`));
    expect(classes).toEqual(["unavailable", "unavailable"]);
    await cluster.start();
    await db.$queryRaw`SELECT 1`;
    expect(classes).toHaveLength(2);
    await db.$disconnect();
  });

  test("is told of as a time-out where it is there and does not answer", async () => {
    const classes: string[] = [];
    const { db } = connect(cluster.url("postgres"), {
      onFailure: (error) => classes.push(classOfDatabaseError(error)),
    });
    await db.$queryRaw`SELECT 1`;
    await cluster.pause();
    await Promise.all([failing(db.$queryRaw`SELECT 1`), failing(db.$queryRaw`SELECT 2`)]);
    await cluster.resume();
    expect(classes).toEqual(["timeout", "timeout"]);
    await db.$disconnect();
  });

  test("is told of as short of resources where it takes no more connections", async () => {
    const small = await createTestCluster({ maxConnections: 10 });
    const classes: string[] = [];
    const onFailure = (error: unknown) => classes.push(classOfDatabaseError(error));
    const pool = createPool({ url: small.url("postgres"), name: "test", limit: 20, onFailure });
    const hold = Array.from({ length: 20 }, () => pool.query("SELECT 1 FROM pg_sleep(1)"));
    const failed = (await Promise.allSettled(hold)).filter(({ status }) => status === "rejected");
    await pool.end();
    await small.remove();
    expect(failed.length).toBeGreaterThan(5);
    expect(classes).toHaveLength(failed.length);
    expect(new Set(classes)).toEqual(new Set(["resources"]));
  });
});

test("the pool says how many of its connections are at work, at rest and waited for", async () => {
  const { url, drop } = await createTestDatabase();
  const { db, poolCounts } = connect(url);
  expect(poolCounts()).toEqual({ busy: 0, idle: 0, waiting: 0, limit: 10 });
  let letGo: (value?: unknown) => void = () => undefined;
  const held = new Promise((resolve) => {
    letGo = resolve;
  });
  const holding = Promise.all(Array.from({ length: 10 }, () => db.$transaction(async () => await held)));
  await expect.poll(poolCounts, soon).toEqual({ busy: 10, idle: 0, waiting: 0, limit: 10 });
  const waiting = Promise.all([db.$queryRaw`SELECT 1`, db.$queryRaw`SELECT 1`]);
  await expect.poll(poolCounts, soon).toEqual({ busy: 10, idle: 0, waiting: 2, limit: 10 });
  letGo();
  await Promise.all([holding, waiting]);
  expect(poolCounts()).toEqual({ busy: 0, idle: 10, waiting: 0, limit: 10 });
  await db.$disconnect();
  await drop();
});
