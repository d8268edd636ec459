import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { type Attempts, createAttempts } from "./attempts";

let database: TestDatabase;
let attempts: Attempts;
/** Another process on the same database. */
let elsewhere: Attempts;

beforeAll(async () => {
  database = await createTestDatabase();
  [attempts, elsewhere] = [createAttempts(database.db), createAttempts(database.db)];
});
beforeEach(async () => void (await database.db.rateLimit.deleteMany({})));
afterAll(() => database.drop());

/** How many of so many attempts are let through. */
async function letThrough(times: number, attemptOf: (time: number) => Parameters<Attempts["count"]>[0]) {
  let passed = 0;
  for (let time = 0; time < times; time++) {
    const through = await attempts.count(attemptOf(time)).then(
      () => true,
      (error: { fault: string; retryAfterSeconds: number }) => {
        expect(error).toMatchObject({ fault: "too_many_attempts", retryAfterSeconds: expect.any(Number) });
        expect(error.retryAfterSeconds).toBeGreaterThan(0);
        return false;
      },
    );
    if (through) passed += 1;
  }
  return passed;
}

const refused = { fault: "too_many_attempts" };

test("one account is tried ten times from a hundred addresses, in all processes together", async () => {
  const attemptOf = (time: number) => ({ account: "ada@example.org", address: `192.0.2.${time}` });
  expect(await letThrough(30, attemptOf)).toBe(10);
  await expect(elsewhere.count(attemptOf(31))).rejects.toMatchObject(refused);
  await expect(elsewhere.count({ account: "bea@example.org", address: "192.0.2.1" })).resolves.toBe(
    undefined,
  );
});

test("one address tries a hundred times over all accounts, and others go on", async () => {
  const attemptOf = (time: number) => ({ account: `${time}@example.org`, address: "192.0.2.1" });
  expect(await letThrough(120, attemptOf)).toBe(100);
  await expect(elsewhere.count(attemptOf(121))).rejects.toMatchObject(refused);
  await expect(elsewhere.count({ ...attemptOf(122), address: "192.0.2.2" })).resolves.toBe(undefined);
});

test("a network of IPv6 that one customer has is one address, however it is written", async () => {
  const forms = ["2001:db8:1:2::", "2001:0db8:0001:0002:0:0:0:", "2001:DB8:1:2:ffff:ffff:ffff:"];
  const attemptOf = (time: number) => ({
    account: `${time}@example.org`,
    address: `${forms[time % forms.length]}${time.toString(16)}`,
  });
  expect(await letThrough(110, attemptOf)).toBe(100);
  await expect(attempts.count({ account: "x", address: "2001:db8:1:3::1" })).resolves.toBe(undefined);
});

test("what is shut opens when its time is over, or when the person got in", async () => {
  const attemptOf = () => ({ account: "ada@example.org", address: "192.0.2.1" });
  expect(await letThrough(11, attemptOf)).toBe(10);
  await database.db.rateLimit.updateMany({ data: { expire: new Date(Date.now() - 1) } });
  expect(await letThrough(11, attemptOf)).toBe(10);
  await attempts.forget("ada@example.org");
  expect(await letThrough(11, attemptOf)).toBe(10);
});

test("who tries at once is counted as who tries in turn", async () => {
  const attemptOf = () => ({ account: "ada@example.org", address: "192.0.2.1" });
  const all = await Promise.allSettled(Array.from({ length: 40 }, () => attempts.count(attemptOf())));
  expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
});

test("no address and no account stands in what is counted", async () => {
  await attempts.count({ account: "ada@example.org", address: "192.0.2.1" });
  const rows = JSON.stringify(await database.db.rateLimit.findMany());
  expect(rows).not.toMatch(/ada|192\.0/);
});
