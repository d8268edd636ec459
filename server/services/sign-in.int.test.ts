import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createBrowser as aBrowser } from "../testing/browser";
import { aCaller } from "../testing/caller";
import { createTestDependencies } from "../testing/test-dependencies";
import { totp } from "../testing/totp";
import { createAccount, resetPassword, updateAccount } from "./accounts";
import { changePassword, confirmSecondFactor, endSecondFactor, startSecondFactor } from "./own-account";
import { makeSetupToken, setUp } from "./set-up";
import { signIn, signOut, verifyCode } from "./sign-in";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
const actor = aCaller();
const person = { name: "Ada", email: "ada@example.org", role: "clinician" } as const;

beforeAll(async () => {
  deps = await createTestDependencies();
});
beforeEach(async () => {
  await deps.db.user.deleteMany({});
  await deps.db.rateLimit.deleteMany({});
});
afterAll(async () => await deps.drop());

const createBrowser = (address?: string) => aBrowser(deps, address);

/** The six digits that an authenticator shows for the address it was set up with. */
const codeOf = (uri: string, at?: number) => totp(new URL(uri).searchParams.get("secret") ?? "", at);

async function anAccount() {
  const { account, password } = await createAccount(deps, { ...person, actor });
  await deps.db.user.update({ where: { id: account.id }, data: { mustChangePassword: false } });
  return { id: account.id, email: person.email, password };
}

describe("a sign-in", () => {
  test("gives a session, of which the database holds no token", async () => {
    const { email, password } = await anAccount();
    const browser = createBrowser();
    expect(await signIn(deps, { actor, email, password, visitor: await browser.visitor() })).toEqual({
      kind: "signed_in",
    });
    expect((await browser.session())?.principal).toMatchObject({ name: "Ada", role: "clinician" });
    const token = decodeURIComponent(browser.jar.get("__Host-microcalc.session_token") ?? "").split(".")[0];
    expect(token).toHaveLength(32);
    const [row] = await deps.db.session.findMany();
    expect(JSON.stringify(row)).not.toContain(token);
  });

  test("never goes on with a session that came along", async () => {
    const { email, password } = await anAccount();
    const browser = createBrowser();
    await signIn(deps, { actor, email, password, visitor: await browser.visitor() });
    const before = browser.cookies();
    await signIn(deps, { actor, email, password, visitor: await browser.visitor() });
    expect(browser.cookies()).not.toBe(before);
  });

  test.for(["wrong password", "unknown address", "disabled account"])(
    "is refused in the same words: %s",
    async (what) => {
      const { id, email, password } = await anAccount();
      await createAccount(deps, { ...person, actor, email: "second@example.org", role: "administrator" });
      if (what === "disabled account") await updateAccount(deps, { actor, id, isDisabled: true });
      const browser = createBrowser();
      const given = {
        email: what === "unknown address" ? "nobody@example.org" : email,
        password: what === "wrong password" ? `${password}x` : password,
      };
      const refused = signIn(deps, { actor, ...given, visitor: await browser.visitor() });
      await expect(refused).rejects.toMatchObject({ fault: "invalid_credentials" });
      expect(browser.cookies()).toBe("");
      expect(await deps.db.session.count()).toBe(0);
    },
  );

  test("is refused after ten attempts, the right password too, whoever asks from where", async () => {
    const { email, password } = await anAccount();
    for (let attempt = 0; attempt < 10; attempt++) {
      const visitor = await createBrowser(`192.0.2.${attempt}`).visitor();
      await expect(signIn(deps, { actor, email, password: "not this one", visitor })).rejects.toMatchObject({
        fault: "invalid_credentials",
      });
    }
    const visitor = await createBrowser("198.51.100.1").visitor();
    await expect(signIn(deps, { actor, email, password, visitor })).rejects.toMatchObject({
      fault: "too_many_attempts",
      retryAfterSeconds: expect.any(Number),
    });
  });
});

test("sign-ins that come all at once leave connections of the pool to others, and are all answered", async () => {
  const refused = Array.from({ length: 20 }, async (_, i) => {
    const visitor = await createBrowser(`192.0.2.${i}`).visitor();
    return signIn(deps, { actor, email: `${i}@example.org`, password: "a long password", visitor }).catch(
      (error: unknown) => error,
    );
  });
  let waits = true;
  const all = Promise.all(refused).finally(() => {
    waits = false;
  });
  const held: number[] = [];
  while (waits) {
    const [row] = await deps.db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in trans%'`;
    held.push(row?.count ?? 0);
  }
  for (const answer of await all) expect(answer).toMatchObject({ fault: "invalid_credentials" });
  expect(Math.max(...held)).toBeGreaterThan(0);
  expect(Math.max(...held)).toBeLessThanOrEqual(3);
});

describe("a session is over", () => {
  async function signedIn() {
    const account = await anAccount();
    const browser = createBrowser();
    await signIn(deps, { actor, ...account, visitor: await browser.visitor() });
    expect(await browser.session()).not.toBeNull();
    return { account, browser };
  }

  test("at once when the person signs out", async () => {
    const { browser } = await signedIn();
    const cookies = browser.cookies();
    await signOut(deps, { actor, visitor: await browser.visitor() });
    expect(browser.cookies()).toBe("");
    expect(await deps.accounts.sessions.find(cookies)).toBeNull();
  });

  test("at once when the account is disabled, gets another role or another password", async () => {
    await createAccount(deps, { ...person, actor, email: "second@example.org", role: "administrator" });
    for (const change of [
      (id: string) => updateAccount(deps, { actor, id, isDisabled: true }),
      (id: string) => updateAccount(deps, { actor, id, role: "auditor" }),
      (id: string) => resetPassword(deps, { id, actor }),
    ]) {
      await deps.db.user.deleteMany({ where: { email: person.email } });
      const { account, browser } = await signedIn();
      await change(account.id);
      expect(await browser.session()).toBeNull();
    }
  });

  test("after a quarter of an hour without doing anything, and after twelve hours whatever is done", async () => {
    const { browser } = await signedIn();
    const ago = (minutes: number) => new Date(Date.now() - 60_000 * minutes);
    await deps.db.session.updateMany({ data: { lastSeenAt: ago(14) } });
    expect(await browser.session()).not.toBeNull();
    await deps.db.session.updateMany({ data: { lastSeenAt: ago(15.1) } });
    expect(await browser.session()).toBeNull();
    await deps.db.session.updateMany({ data: { lastSeenAt: new Date(), expiresAt: ago(0) } });
    expect(await browser.session()).toBeNull();
  });

  test("for all others when the password is changed, and the one that changed it goes on", async () => {
    const { account, browser } = await signedIn();
    const other = createBrowser();
    await signIn(deps, { actor, ...account, visitor: await other.visitor() });
    await changePassword(deps, {
      actor,
      ...{ currentPassword: account.password, newPassword: "another long password" },
      visitor: await browser.visitor(),
    });
    expect(await other.session()).toBeNull();
    expect(await browser.session()).not.toBeNull();
  });

  test.for(["", "x", "a.b", "é", "%ZZ", "a".repeat(10_000)])(
    "for a cookie that is none of ours (%#)",
    async (value) => {
      expect(await deps.accounts.sessions.find(`__Host-microcalc.session_token=${value}`)).toBeNull();
    },
  );
});

describe("a second factor", () => {
  async function withSecondFactor() {
    const account = await anAccount();
    const browser = createBrowser();
    await signIn(deps, { actor, ...account, visitor: await browser.visitor() });
    const { uri, recoveryCodes } = await startSecondFactor(deps, {
      actor,
      ...{ password: account.password, visitor: await browser.visitor() },
    });
    await confirmSecondFactor(deps, { actor, code: codeOf(uri), visitor: await browser.visitor() });
    return { account, uri, recoveryCodes };
  }

  test("is asked for before there is a session", async () => {
    const { account, uri } = await withSecondFactor();
    const browser = createBrowser();
    expect(await signIn(deps, { actor, ...account, visitor: await browser.visitor() })).toEqual({
      kind: "second_factor",
    });
    expect(await browser.session()).toBeNull();
    await expect(
      verifyCode(deps, { actor, kind: "authenticator", code: "000000", visitor: await browser.visitor() }),
    ).rejects.toMatchObject({ fault: "invalid_code" });
    const later = codeOf(uri, Date.now() + 30_000);
    await verifyCode(deps, { actor, kind: "authenticator", code: later, visitor: await browser.visitor() });
    expect(await browser.session()).not.toBeNull();
  });

  test("is a recovery code, once", async () => {
    const { account, recoveryCodes } = await withSecondFactor();
    const [code = ""] = recoveryCodes;
    const first = createBrowser();
    await signIn(deps, { actor, ...account, visitor: await first.visitor() });
    await verifyCode(deps, { actor, kind: "recovery", code, visitor: await first.visitor() });
    expect(await first.session()).not.toBeNull();
    const second = createBrowser();
    await signIn(deps, { actor, ...account, visitor: await second.visitor() });
    await expect(
      verifyCode(deps, { actor, kind: "recovery", code, visitor: await second.visitor() }),
    ).rejects.toMatchObject({ fault: "invalid_code" });
    expect(await second.session()).toBeNull();
  });

  test("is not a code that has let somebody in already", async () => {
    const { account, uri } = await withSecondFactor();
    const code = codeOf(uri, Date.now() + 30_000);
    const first = createBrowser();
    await signIn(deps, { actor, ...account, visitor: await first.visitor() });
    await verifyCode(deps, { actor, kind: "authenticator", code, visitor: await first.visitor() });
    const second = createBrowser();
    await signIn(deps, { actor, ...account, visitor: await second.visitor() });
    await expect(
      verifyCode(deps, { actor, kind: "authenticator", code, visitor: await second.visitor() }),
    ).rejects.toMatchObject({ fault: "invalid_code" });
    expect(await second.session()).toBeNull();
  });

  test("is a recovery code for one of those who use it at once", async () => {
    const { account, recoveryCodes } = await withSecondFactor();
    const [code = ""] = recoveryCodes;
    const browsers = [createBrowser(), createBrowser()];
    for (const browser of browsers)
      await signIn(deps, { actor, ...account, visitor: await browser.visitor() });
    const visitors = await Promise.all(browsers.map((browser) => browser.visitor()));
    const both = await Promise.allSettled(
      visitors.map((visitor) => verifyCode(deps, { actor, kind: "recovery", code, visitor })),
    );
    const faults = both.map((one) => (one.status === "rejected" ? one.reason.fault : "in"));
    expect(faults.sort()).toEqual(["in", "invalid_code"]);
  });

  test("that is on is not set up anew, and one that is off is not switched off twice", async () => {
    const { account, uri } = await withSecondFactor();
    const browser = createBrowser();
    await signIn(deps, { actor, ...account, visitor: await browser.visitor() });
    const later = codeOf(uri, Date.now() + 30_000);
    await verifyCode(deps, { actor, kind: "authenticator", code: later, visitor: await browser.visitor() });
    const { password } = account;
    await expect(
      startSecondFactor(deps, { actor, password, visitor: await browser.visitor() }),
    ).rejects.toMatchObject({ fault: "second_factor_on" });
    for (let time = 0; time < 2; time++)
      await endSecondFactor(deps, { actor, password, visitor: await browser.visitor() });
    expect(await deps.db.secondFactor.count()).toBe(0);
    expect(await browser.session()).toMatchObject({ hasSecondFactor: false });
  });

  test("is not set up in a session that has ended since it was found", async () => {
    const account = await anAccount();
    const browser = createBrowser();
    await signIn(deps, { actor, ...account, visitor: await browser.visitor() });
    const visitor = await browser.visitor();
    await deps.db.session.deleteMany({});
    const { password } = account;
    const given = { actor, currentPassword: password, newPassword: "another long password", visitor };
    for (const ask of [
      () => startSecondFactor(deps, { actor, password, visitor }),
      () => endSecondFactor(deps, { actor, password, visitor }),
      () => confirmSecondFactor(deps, { actor, code: "000000", visitor }),
      () => changePassword(deps, given),
    ])
      await expect(ask()).rejects.toMatchObject({ name: "AccountError" });
    expect(await deps.db.secondFactor.count()).toBe(0);
  });

  test("is not the code either that set it up", async () => {
    const { account, uri } = await withSecondFactor();
    const browser = createBrowser();
    await signIn(deps, { actor, ...account, visitor: await browser.visitor() });
    await expect(
      verifyCode(deps, {
        ...{ actor, kind: "authenticator", code: codeOf(uri) },
        visitor: await browser.visitor(),
      }),
    ).rejects.toMatchObject({ fault: "invalid_code" });
    expect(await browser.session()).toBeNull();
  });

  test("without the first step is refused", async () => {
    const { uri } = await withSecondFactor();
    const visitor = await createBrowser().visitor();
    await expect(
      verifyCode(deps, { actor, kind: "authenticator", code: codeOf(uri), visitor }),
    ).rejects.toMatchObject({
      fault: "sign_in_again",
    });
  });
});

describe("the set-up link", () => {
  const first = { name: "First", email: "first@example.org", password: "a long first password" };

  test("makes one administrator, once, and signs them in", async () => {
    const token = (await makeSetupToken(deps)) ?? "";
    const browsers = [createBrowser(), createBrowser()];
    const visitors = await Promise.all(browsers.map((browser) => browser.visitor()));
    const both = await Promise.allSettled(
      visitors.map((visitor, i) =>
        setUp(deps, { actor, ...first, email: `${i}@example.org`, token, visitor }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await deps.db.user.findMany({ select: { role: true } })).toEqual([{ role: "administrator" }]);
    expect(await Promise.all(browsers.map(async (browser) => (await browser.session()) !== null))).toContain(
      true,
    );
    expect(await makeSetupToken(deps)).toBeNull();
  });

  test("that is made up is refused", async () => {
    await makeSetupToken(deps);
    const visitor = await createBrowser().visitor();
    await expect(setUp(deps, { actor, ...first, token: "made-up", visitor })).rejects.toMatchObject({
      fault: "setup_link_invalid",
    });
    expect(await deps.db.user.count()).toBe(0);
  });
});

test("the last administrator who can sign in stays one", async () => {
  const one = await createAccount(deps, { ...person, actor, role: "administrator" });
  const two = await createAccount(deps, {
    ...person,
    actor,
    email: "two@example.org",
    role: "administrator",
  });
  const outcomes = await Promise.allSettled([
    updateAccount(deps, { actor, id: one.account.id, isDisabled: true }),
    updateAccount(deps, { actor, id: two.account.id, role: "clinician" }),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await deps.db.user.count({ where: { role: "administrator", disabledAt: null } })).toBe(1);
});
