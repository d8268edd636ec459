import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { admitOnRecord } from "../services/access";
import { aCaller } from "../testing/caller";
import { createTestDependencies } from "../testing/test-dependencies";
import type { Principal } from "./caller";
import { createRateLimits } from "./rate-limits";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
beforeAll(async () => {
  deps = await createTestDependencies();
});
afterEach(() => void vi.useRealTimers());
afterAll(() => deps.drop());

const perMinute = 20;
const limits = () => createRateLimits({ db: deps.db, perMinute });
const somebody = (kind: Principal["credential"]["kind"] = "session"): Principal => ({
  ...{ id: randomUUID(), name: "Some One", role: "data_scientist", scopes: [], mustFirst: null },
  credential: { kind, id: randomUUID() },
});

/** How many of so many calls are let in. */
async function letIn(count: number, call: () => Promise<object | null>): Promise<number> {
  let calls = 0;
  for (let i = 0; i < count; i++) if ((await call()) === null) calls += 1;
  return calls;
}

describe("calls within a minute", () => {
  test("are counted by person, whatever the session and address, and one's are not another's", async () => {
    const { call } = limits();
    const person = somebody();
    let address = 0;
    const fromAnywhere = () =>
      call({ ...person, credential: { kind: "session", id: randomUUID() } }, `192.0.2.${address++}`);
    expect(await letIn(perMinute + 5, fromAnywhere)).toBe(perMinute);
    expect(await call(somebody(), "192.0.2.1")).toBeNull();
  });

  test("of a program are counted by key, ten times as many, and what a process asks itself is not", async () => {
    const { call } = limits();
    const [program, itself] = [somebody("key"), somebody("process")];
    expect(await letIn(10 * perMinute + 5, () => call(program, "192.0.2.1"))).toBe(10 * perMinute);
    expect(await letIn(10 * perMinute + 5, () => call(itself, "192.0.2.1"))).toBe(10 * perMinute + 5);
  });

  test("of nobody are counted by address, with pages, an IPv6 customer's addresses together", async () => {
    const { call, page } = limits();
    let host = 0;
    const visit = () => page(`2001:db8:0:7::${(++host).toString(16)}`);
    expect(await letIn(10 * perMinute, visit)).toBe(10 * perMinute);
    expect(await call(null, "2001:db8:0:7::ffff")).toMatchObject({ by: "address" });
    expect(await call(somebody(), "2001:db8:0:7::ffff")).toBeNull();
  });

  test("are let in again when as many seconds are over as were said", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
    const { call } = limits();
    const person = somebody();
    await letIn(perMinute, () => call(person, ""));
    vi.advanceTimersByTime(20_500);
    const refused = await call(person, "");
    expect(refused).toMatchObject({ by: "account", retryAfterSeconds: 40, isFirst: true });
    expect(await call(person, "")).toMatchObject({ isFirst: false });
    vi.advanceTimersByTime(40_000);
    expect(await letIn(perMinute + 5, () => call(person, ""))).toBe(perMinute);
  });

  test("from however many addresses share a fixed number of counters", async () => {
    const { page } = limits();
    const used = Array.from({ length: 20 }, (_, i) => `198.51.100.${i}`);
    for (const address of used) await letIn(10 * perMinute, () => page(address));
    let fresh = 0;
    const others = await letIn(30_000, () =>
      page(`10.${++fresh >> 16}.${(fresh >> 8) & 255}.${fresh & 255}`),
    );
    // Of 16,384 counters twenty are used up: some 37 of these meet one.
    expect(30_000 - others).toBeGreaterThan(0);
    expect(30_000 - others).toBeLessThan(200);
  });
});

test("what costs much is counted for all processes together, by person and operation", async () => {
  const [one, other] = [limits(), limits()];
  const person = somebody();
  const inTurns = [one, other, one, other, one, other].map(
    (each) => () => each.costly(person, "training.start"),
  );
  const answers = [];
  for (const start of inTurns) answers.push(await start());
  expect(answers.map((answer) => answer === null)).toEqual([true, true, true, true, false, false]);
  expect(answers[4]).toMatchObject({ by: "costly", isFirst: true });
  expect(answers[4]?.retryAfterSeconds).toBeGreaterThan(3500);
  expect(answers.filter((answer) => answer?.isFirst)).toHaveLength(1);
  expect(await other.costly(person, "datasets.upload")).toBeNull();
  expect(await other.costly(somebody(), "training.start")).toBeNull();
  expect(await letIn(50, () => one.costly(person, "predictions.create"))).toBe(50);
});

test("of those who are turned away one a minute is on record, and each is counted", async () => {
  const principal = somebody();
  const actor = { ...aCaller(principal.id), role: principal.role };
  const needs = { ...deps, rateLimits: limits() };
  const admit = () => admitOnRecord(needs, { principal, actor, operation: "models.list" });
  await Promise.all(Array.from({ length: perMinute }, admit));
  for (let i = 0; i < 10; i++)
    await expect(admit()).rejects.toMatchObject({
      fault: "too_many_requests",
      retryAfterSeconds: expect.any(Number),
    });
  const rows = await deps.db.auditEvent.findMany({ where: { actorId: principal.id } });
  expect(rows).toMatchObject([
    {
      ...{ action: "access.denied", result: "denied", targetType: "procedure", targetId: "models.list" },
      details: { reason: "too_many_requests" },
    },
  ]);
  const { values } = await deps.metrics.requestsLimited.get();
  expect(values.find(({ labels }) => labels.by === "account")?.value).toBe(10);
});
