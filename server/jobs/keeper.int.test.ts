import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keeperLock } from "../db/held-lock";
import { lockClass } from "../db/lock-class";
import { createMetrics, type Metrics } from "../observability/create-metrics";
import { createLog } from "../observability/log";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { type Duty, type Keeper, startKeeper } from "./keeper";

const soon = { timeout: 8000, interval: 20 };

let database: TestDatabase;
let metrics: Metrics;
let keepers: Keeper[] = [];
beforeEach(async () => {
  database = await createTestDatabase();
  metrics = createMetrics();
});
afterEach(async () => {
  await Promise.all(keepers.map((keeper) => keeper.stop()));
  keepers = [];
  await database.drop();
});

function keep(...duties: Duty[]): Keeper {
  const keeper = startKeeper({ url: database.url, log: createLog("silent"), metrics, duties });
  keepers.push(keeper);
  return keeper;
}

/** Samples of a metric by the values of their labels. */
async function samples(metric: "dutyRounds" | "dutyLastSuccess"): Promise<Record<string, number>> {
  const { values } = await metrics[metric].get();
  return Object.fromEntries(values.map(({ labels, value }) => [Object.values(labels).join(), value]));
}

const cutKeeper = () =>
  database.db.$executeRaw`
    SELECT pg_terminate_backend(pid) FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND classid = ${lockClass}::int AND objid = ${keeperLock}
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

interface Round {
  readonly by: string;
  readonly begun: number;
  ended: number;
}

/** Rounds that take a tenth of a second whatever happens, noted with their beginning and end. */
function noting(rounds: Round[], by: string): Duty {
  return {
    name: "noting",
    restMs: 10,
    run: async () => {
      const round = { by, begun: performance.now(), ended: Number.POSITIVE_INFINITY };
      rounds.push(round);
      await sleep(100);
      round.ended = performance.now();
    },
  };
}

function expectOneAtATime(rounds: readonly Round[]): void {
  for (const [i, { begun }] of rounds.entries()) {
    expect(begun, `round ${i}`).toBeGreaterThanOrEqual(rounds[i - 1]?.ended ?? 0);
  }
}

test("no duty is done by two processes at a time, through stops and lost connections", async () => {
  const rounds: Round[] = [];
  const by = (name: string) => rounds.filter((round) => round.by === name).length;
  const first = keep(noting(rounds, "first"));
  await expect.poll(() => by("first"), soon).toBeGreaterThan(1);
  keep(noting(rounds, "second"));
  keep(noting(rounds, "third"));
  await first.stop();
  expect(first.held()).toBe(false);
  await expect.poll(() => by("second") + by("third"), soon).toBeGreaterThan(1);
  for (let times = 0; times < 3; times++) {
    const before = rounds.length;
    await cutKeeper();
    await sleep(300);
    await expect.poll(() => rounds.length, soon).toBeGreaterThan(before + 2);
  }
  expectOneAtATime(rounds);
});

test("one who stops ends the round it is at before another begins", async () => {
  const events: string[] = [];
  const duty = (name: string): Duty => ({
    name,
    restMs: 10_000,
    run: async () => {
      events.push(`${name} begins`);
      await sleep(2500);
      events.push(`${name} ends`);
    },
  });
  const first = keep(duty("first"));
  await expect.poll(() => events, soon).toEqual(["first begins"]);
  keep(duty("second"));
  await first.stop();
  expect(events).toEqual(["first begins", "first ends"]);
  await expect.poll(() => events.at(-1), soon).toBe("second begins");
});

test("a duty that fails, at once or later, is tried again and holds up no other", async () => {
  const tries = { thrown: 0, rejected: 0, sound: 0 };
  keep(
    {
      name: "thrown",
      restMs: 10,
      run: () => {
        tries.thrown += 1;
        throw new Error("at once");
      },
    },
    {
      name: "rejected",
      restMs: 10,
      run: async () => {
        tries.rejected += 1;
        await sleep(1);
        throw new Error("later");
      },
    },
    {
      name: "sound",
      restMs: 10,
      run: async () => {
        tries.sound += 1;
      },
    },
  );
  await expect.poll(() => Math.min(tries.thrown, tries.rejected, tries.sound), soon).toBeGreaterThan(2);
});

test("who loses the role has its round aborted and is told once, and does its duties again when it is back", async () => {
  const events: string[] = [];
  const keeper = keep(
    {
      name: "first",
      restMs: 10,
      run: (signal) =>
        new Promise((resolve) => {
          events.push("begins");
          signal.addEventListener("abort", () => {
            events.push("aborted");
            resolve();
          });
        }),
      lost: () => {
        events.push("lost");
        throw new Error("cannot be given up");
      },
    },
    { name: "second", restMs: 10_000, run: async () => undefined, lost: () => events.push("second lost") },
  );
  await expect.poll(() => events, soon).toEqual(["begins"]);
  expect(keeper.held()).toBe(true);
  await cutKeeper();
  await expect.poll(() => events, soon).toEqual(["begins", "aborted", "lost", "second lost", "begins"]);
  await keeper.stop();
  expect(events.slice(5)).toEqual(["aborted", "lost", "second lost"]);
});

test("rounds are counted by what came of them, and when a duty was last done, for as long as the role is held", async () => {
  const begun = Date.now() / 1000;
  const listed = ["roll-up", "shadow", "live figures", "audit sealing", "retention", "expired sign-ins"];
  expect(await samples("dutyRounds")).toEqual(
    Object.fromEntries(
      listed.flatMap((duty) => [
        [`${duty},done`, 0],
        [`${duty},failed`, 0],
      ]),
    ),
  );
  let tries = 0;
  const rest = { restMs: 10_000 };
  const keeper = keep(
    {
      name: "roll-up",
      restMs: 10,
      run: async () => {
        tries += 1;
        if (tries < 3) throw new Error("not yet");
      },
    },
    { ...rest, name: "shadow", run: () => Promise.reject(new Error("never")) },
    {
      ...rest,
      name: "live figures",
      run: (signal) => new Promise((resolve) => signal.addEventListener("abort", () => resolve())),
    },
  );
  await expect.poll(async () => (await samples("dutyRounds"))["roll-up,done"], soon).toBeGreaterThan(1);
  expect(await samples("dutyRounds")).toMatchObject({
    "roll-up,failed": 2,
    "shadow,failed": 1,
    "shadow,done": 0,
  });
  const last = await samples("dutyLastSuccess");
  expect(Object.keys(last)).toEqual(["roll-up"]);
  expect(last["roll-up"]).toBeGreaterThan(begun);
  expect(last["roll-up"]).toBeLessThanOrEqual(Date.now() / 1000);
  await keeper.stop();
  expect(await samples("dutyLastSuccess")).toEqual({});
  // The round that the stop has ended is neither done nor failed.
  expect(await samples("dutyRounds")).toMatchObject({ "live figures,done": 0, "live figures,failed": 0 });
});
