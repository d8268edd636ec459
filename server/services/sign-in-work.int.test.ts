import * as argon2 from "@node-rs/argon2";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Visitor } from "../auth/visitor";
import { aCaller } from "../testing/caller";
import { createTestDependencies } from "../testing/test-dependencies";
import { createAccount, updateAccount } from "./accounts";
import { signIn } from "./sign-in";

vi.mock("@node-rs/argon2", { spy: true }); // Counts the calls; the real library runs.

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
const actor = aCaller();
const visitor: Visitor = {
  ...{ address: "192.0.2.7", userAgent: "test", cookies: "", session: null },
  sendCookies: () => undefined,
};

beforeAll(async () => {
  deps = await createTestDependencies();
});
beforeEach(() => {
  vi.clearAllMocks();
});
afterAll(async () => await deps.drop());

const person = { name: "Ada", role: "clinician" } as const;
async function anAccount(email: string) {
  const { account, password } = await createAccount(deps, { ...person, email, actor });
  return { id: account.id, email, password };
}

/** Passwords hashed for a sign-in that is refused, and what that costs. */
async function workFor(given: { email: string; password: string }): Promise<unknown[]> {
  vi.clearAllMocks();
  await expect(signIn(deps, { ...given, visitor, actor })).rejects.toMatchObject({
    fault: "invalid_credentials",
  });
  const hashed = vi.mocked(argon2.hash).mock.calls.map(([, cost]) => cost);
  const verified = vi
    .mocked(argon2.verify)
    .mock.calls.map(([hash]) => /\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(String(hash)));
  return [
    ...hashed.map((cost) => [cost?.memoryCost, cost?.timeCost, cost?.parallelism]),
    ...verified.map((parts) => parts?.slice(1).map(Number)),
  ];
}

const once = [[65_536, 3, 1]];
const password = "not this one at all";

test("a sign-in that is refused hashes one password at the same cost, whether there is such an account or not", async () => {
  const known = await anAccount("known@example.org");
  expect(await workFor({ email: known.email, password })).toEqual(once);
  expect(await workFor({ email: "nobody@example.org", password })).toEqual(once);
});

test("so does one to an account that is disabled, or has no password of its own", async () => {
  const disabled = await anAccount("disabled@example.org");
  await anAccount("administrator@example.org");
  await updateAccount(deps, { id: disabled.id, isDisabled: true, actor });
  expect(await workFor({ email: disabled.email, password })).toEqual(once);
  expect(await workFor({ email: disabled.email, password: disabled.password })).toEqual(once);
  const without = await anAccount("without@example.org");
  await deps.db.credential.deleteMany({ where: { userId: without.id } });
  expect(await workFor({ email: without.email, password })).toEqual(once);
});

test("so does one with a password that is longer than any can be", async () => {
  const known = await anAccount("long@example.org");
  const long = "a".repeat(1000);
  expect(await workFor({ email: known.email, password: long })).toEqual(
    await workFor({ email: "nobody-long@example.org", password: long }),
  );
});
