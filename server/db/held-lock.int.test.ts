import { createServer, type Server, type Socket, connect as tcpConnect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { createTestCluster } from "../testing/postgres-cluster";
import { runScript } from "../testing/run-script";
import { type HeldLock, holdLock } from "./held-lock";
import { lockClass } from "./lock-class";

const key = 77;
/** Until a process that died or was cut off is replaced; one that froze takes the server's patience longer. */
const soon = { timeout: 5000, interval: 20 };
const afterSilence = { timeout: 15_000, interval: 20 };

let database: TestDatabase;
let locks: HeldLock[] = [];
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(locks.map((lock) => lock.stop()));
  locks = [];
  await database.drop();
});

interface Candidate extends HeldLock {
  /** Every time it got or lost the lock. */
  readonly told: boolean[];
}

function candidate(url = database.url): Candidate {
  const told: boolean[] = [];
  const lock = holdLock({ url, key, onChange: (held) => told.push(held) });
  locks.push(lock);
  return { ...lock, told };
}

const holders = (of: readonly HeldLock[]) => of.filter((lock) => lock.held()).length;

const cutHolder = () =>
  database.db.$executeRaw`
    SELECT pg_terminate_backend(pid) FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND classid = ${lockClass}::int AND objid = ${key}
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

test("of several candidates one has it; when it stops another one does, and it does not take it back", async () => {
  const candidates = [candidate(), candidate(), candidate()];
  await expect.poll(() => holders(candidates), soon).toBe(1);
  await sleep(2500);
  expect(holders(candidates)).toBe(1);
  expect(candidates.flatMap(({ told }) => told)).toEqual([true]);

  const first = candidates.find((one) => one.held());
  await first?.stop();
  expect(first?.told).toEqual([true, false]);
  await expect.poll(() => holders(candidates), soon).toBe(1);
  const second = candidates.find((one) => one.held());
  candidate();
  await sleep(2500);
  expect(second?.told).toEqual([true]);
});

test("a holder whose connection the server ends is told so, and somebody has it again", async () => {
  const candidates = [candidate(), candidate()];
  for (let times = 1; times <= 3; times++) {
    await expect.poll(() => holders(candidates), soon).toBe(1);
    const before = candidates.flatMap(({ told }) => told.filter((held) => !held)).length;
    await cutHolder();
    await expect
      .poll(() => candidates.flatMap(({ told }) => told.filter((held) => !held)).length, soon)
      .toBe(before + 1);
  }
  await expect.poll(() => holders(candidates), soon).toBe(1);
});

test("a holder that is frozen loses it, and does not believe for a moment to have it when it goes on", async () => {
  const frozen = runScript(`
    import { holdLock } from "./server/db/held-lock.ts";
    const lock = holdLock({ url: ${JSON.stringify(database.url)}, key: ${key}, onChange: () => {} });
    setInterval(() => process.stdout.write((lock.held() ? "held " : "free ") + Date.now() + "\\n"), 10);
  `);
  let [written, goesOnAt] = ["", 0];
  try {
    await frozen.said("held ");
    const other = candidate();
    await sleep(1500);
    expect(other.held()).toBe(false);
    process.kill(frozen.pid, "SIGSTOP");
    await expect.poll(() => other.held(), afterSilence).toBe(true);
    goesOnAt = Date.now();
    process.kill(frozen.pid, "SIGCONT");
    await sleep(2500);
    expect(other.told).toEqual([true]);
  } finally {
    frozen.kill();
    written = await frozen.output;
  }
  const afterwards = written
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([, at]) => Number(at) >= goesOnAt);
  expect(afterwards.length).toBeGreaterThan(20);
  expect(new Set(afterwards.map(([said]) => said))).toEqual(new Set(["free"]));
});

/** A way to the database that can go dead: connections stay, nothing arrives any more. */
async function startTunnel(to: string): Promise<{ url: string; cut(): void; close(): void }> {
  const target = new URL(to);
  const sockets: Socket[] = [];
  let dead = false;
  const server: Server = createServer((near) => {
    const far = tcpConnect(Number(target.port), target.hostname);
    sockets.push(near, far);
    for (const socket of [near, far]) socket.on("error", () => undefined);
    if (dead) return;
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = new URL(to);
  url.host = `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  return {
    url: url.href,
    cut: () => {
      dead = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

test("behind a network that went dead it is given up before anyone else gets it", async () => {
  const tunnel = await startTunnel(database.url);
  try {
    const far = candidate(tunnel.url);
    await expect.poll(() => far.held(), soon).toBe(true);
    const near = candidate();
    tunnel.cut();
    let both = 0;
    const watching = setInterval(() => {
      both += holders([far, near]) === 2 ? 1 : 0;
    }, 5);
    await expect.poll(() => near.held(), afterSilence).toBe(true);
    clearInterval(watching);
    expect(far.told).toEqual([true, false]);
    expect(both).toBe(0);
  } finally {
    tunnel.close();
  }
});

test("a database that freezes takes it away within seconds; nobody waits long to stop", async () => {
  const cluster = await createTestCluster();
  try {
    const lock = candidate(cluster.url("postgres"));
    const other = candidate(cluster.url("postgres"));
    await expect.poll(() => holders([lock, other]), soon).toBe(1);
    await cluster.pause();
    await expect.poll(() => holders([lock, other]), { timeout: 6000, interval: 20 }).toBe(0);
    const begun = performance.now();
    await other.stop();
    expect(performance.now() - begun).toBeLessThan(4000);
    await cluster.resume();
    await expect.poll(() => lock.held(), afterSilence).toBe(true);
  } finally {
    await cluster.resume().catch(() => undefined);
    await cluster.remove();
  }
});

test("stops at once while it is still trying to connect", async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const address = silent.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const lock = candidate(`postgresql://nobody@127.0.0.1:${port}/none`);
  await sleep(300);
  const begun = performance.now();
  await lock.stop();
  // The time-out for connecting would be over 1.7 s from here.
  expect(performance.now() - begun).toBeLessThan(1200);
  expect(lock.told).toEqual([]);
  silent.close();
});
