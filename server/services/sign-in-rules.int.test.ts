import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAccounts } from "../auth/accounts";
import { authorise } from "../auth/caller";
import { tokenHash } from "../auth/hashed-tokens";
import { sessionCookie } from "../auth/session-limits";
import type { SecondFactorRule } from "../auth/sessions";
import { createBrowser } from "../testing/browser";
import { aCaller } from "../testing/caller";
import { createTestDependencies } from "../testing/test-dependencies";
import { totp } from "../testing/totp";
import { createAccount, removeSecondFactor, resetPassword } from "./accounts";
import { clearExpiredSignIns } from "./expired-sign-ins";
import { changePassword, confirmSecondFactor, startSecondFactor } from "./own-account";
import { makeSetupToken, setUp } from "./set-up";
import { signIn, signOut, verifyCode } from "./sign-in";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
const actor = aCaller();
const given = { name: "Ada", email: "ada@example.org", role: "clinician" } as const;

beforeAll(async () => {
  deps = await createTestDependencies();
});
beforeEach(async () => {
  await deps.db.user.deleteMany({});
  await deps.db.rateLimit.deleteMany({});
});
afterAll(async () => await deps.drop());

const hour = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hour * hours);

interface Credentials {
  readonly email: string;
  readonly password: string;
}

async function enter(credentials: Credentials, address?: string) {
  const browser = createBrowser(deps, address);
  const { kind } = await signIn(deps, { ...credentials, actor, visitor: await browser.visitor() });
  return { browser, kind };
}

/** With a password that somebody else made. */
async function newcomer() {
  const { account, password } = await createAccount(deps, { ...given, actor });
  return { id: account.id, email: account.email, password };
}

async function somebody() {
  const person = await newcomer();
  await deps.db.user.update({ where: { id: person.id }, data: { mustChangePassword: false } });
  return person;
}

async function withSecondFactor() {
  const person = await somebody();
  const { browser } = await enter(person);
  const visitor = await browser.visitor();
  const { uri, recoveryCodes } = await startSecondFactor(deps, { ...person, visitor, actor });
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  await confirmSecondFactor(deps, { code: totp(secret), visitor, actor });
  const next = () => totp(secret, Date.now() + 30_000);
  await signOut(deps, { visitor: await browser.visitor(), actor });
  return { ...person, recoveryCodes, next };
}

describe("the second step", () => {
  test("is shut for an account after ten wrong codes, from wherever and after however many passwords", async () => {
    const person = await withSecondFactor();
    for (let wrong = 0; wrong < 10; wrong += 5) {
      const { browser } = await enter(person, `192.0.2.${wrong}`);
      const visitor = await browser.visitor();
      const faults: string[] = [];
      for (let time = 0; time < 6; time += 1) {
        const from = { ...visitor, address: `192.0.2.${wrong + time}` };
        const refused = verifyCode(deps, { kind: "authenticator", code: "000000", visitor: from, actor });
        await refused.catch(({ fault }) => faults.push(fault));
      }
      expect(faults).toEqual([
        ...Array(5).fill("invalid_code"),
        wrong === 0 ? "sign_in_again" : "too_many_attempts",
      ]);
    }
    const { browser } = await enter(person, "198.51.100.1");
    const visitor = await browser.visitor();
    for (const [kind, code] of [
      ["authenticator", person.next()],
      ["recovery", person.recoveryCodes[0] ?? ""],
    ] as const)
      await expect(verifyCode(deps, { kind, code, visitor, actor })).rejects.toMatchObject({
        ...{ fault: "too_many_attempts", retryAfterSeconds: 900 },
      });
    expect(await deps.db.session.count()).toBe(0);
    await deps.db.secondFactor.updateMany({ data: { lockedUntil: ago(0) } });
    await verifyCode(deps, { kind: "authenticator", code: person.next(), visitor, actor });
    expect(await browser.session()).not.toBeNull();
  });

  test("lets in whoever has the right code, though dozens tried before from behind one address", async () => {
    const person = await withSecondFactor();
    const { browser } = await enter(person);
    const visitor = { ...(await browser.visitor()), cookies: "" };
    for (let time = 0; time < 40; time += 1)
      await verifyCode(deps, { kind: "authenticator", code: "000000", visitor, actor }).catch(
        () => undefined,
      );
    await verifyCode(deps, {
      ...{ kind: "authenticator", code: person.next(), actor },
      visitor: await browser.visitor(),
    });
    expect(await browser.session()).not.toBeNull();
  });
});

test("a new password does not go round the second factor; taking that off is an act of its own", async () => {
  const { id, email } = await withSecondFactor();
  const { password } = await resetPassword(deps, { id, actor });
  expect(await enter({ email, password })).toMatchObject({ kind: "second_factor" });
  expect(await removeSecondFactor(deps, { id, actor })).toMatchObject({ hasSecondFactor: false });
  const { kind, browser } = await enter({ email, password });
  expect({ kind, left: await deps.db.secondFactor.count() }).toEqual({ kind: "signed_in", left: 0 });
  expect((await browser.session())?.principal.mustFirst).toBe("change_password");
});

describe("a session that came along ends with the next sign-in", () => {
  test("by a password", async () => {
    const person = await somebody();
    const { browser } = await enter(person);
    const before = browser.cookies();
    await signIn(deps, { ...person, visitor: await browser.visitor(), actor });
    expect(await deps.accounts.sessions.find(before)).toBeNull();
    expect(await browser.session()).not.toBeNull();
  });

  test("by a code, and by the password before it, which takes the cookie away", async () => {
    const person = await withSecondFactor();
    const [one = "", two = ""] = person.recoveryCodes;
    const [browser, elsewhere] = [(await enter(person)).browser, (await enter(person)).browser];
    await verifyCode(deps, { kind: "recovery", code: one, visitor: await elsewhere.visitor(), actor });
    // Signed in elsewhere in this browser meanwhile: the code ends what it finds.
    const visitor = { ...(await browser.visitor()), session: await elsewhere.session() };
    await verifyCode(deps, { kind: "recovery", code: two, visitor, actor });
    expect(await elsewhere.session()).toBeNull();
    const before = browser.cookies();
    expect(await deps.accounts.sessions.find(before)).not.toBeNull();
    await signIn(deps, { ...person, visitor: await browser.visitor(), actor });
    expect(await deps.accounts.sessions.find(before)).toBeNull();
    expect(browser.jar.has(sessionCookie)).toBe(false);
  });

  test("unless nobody is let in", async () => {
    const person = await somebody();
    const { browser } = await enter(person);
    const wrong = { email: person.email, password: "not this one at all" };
    await signIn(deps, { ...wrong, visitor: await browser.visitor(), actor }).catch(() => undefined);
    expect(await browser.session()).not.toBeNull();
  });
});

describe("a first password", () => {
  test("that nobody changed within seven days lets nobody in, and only who knows it is told", async () => {
    const person = await newcomer();
    await deps.db.credential.updateMany({ data: { updatedAt: ago(24 * 7 - 1) } });
    await enter(person);
    await deps.db.session.deleteMany({});
    await deps.db.credential.updateMany({ data: { updatedAt: ago(24 * 7) } });
    await expect(enter(person)).rejects.toMatchObject({ fault: "first_password_expired" });
    const wrong = { email: person.email, password: "not this one at all" };
    await expect(enter(wrong)).rejects.toMatchObject({ fault: "invalid_credentials" });
    expect(await deps.db.session.count()).toBe(0);
    const { password } = await resetPassword(deps, { id: person.id, actor });
    expect(await enter({ email: person.email, password })).toMatchObject({ kind: "signed_in" });
  });

  test("that was changed lasts", async () => {
    const person = await somebody();
    await deps.db.credential.updateMany({ data: { updatedAt: ago(24 * 400) } });
    expect(await enter(person)).toMatchObject({ kind: "signed_in" });
  });
});

describe("a new password", () => {
  const rows = () =>
    Promise.all([
      deps.db.user.findMany(),
      deps.db.credential.findMany(),
      deps.db.session.findMany({ orderBy: { id: "asc" } }),
    ]);

  test.for([
    ["is not the old one", "same_password", null],
    ["is not one that others would guess", "guessable_password", "qwerty123456"],
    ["is not mostly its owner's name", "guessable_password", "ada@example.org"],
    ["is not set by who does not know the old one", "wrong_password", "four words of my own"],
  ] as const)("%s, and nothing else comes of that", async ([, fault, wanted]) => {
    const person = await newcomer();
    const { browser } = await enter(person);
    await enter(person);
    const before = await rows();
    const newPassword = wanted ?? person.password;
    const currentPassword = fault === "wrong_password" ? "not this one at all" : person.password;
    await expect(
      changePassword(deps, { currentPassword, newPassword, visitor: await browser.visitor(), actor }),
    ).rejects.toMatchObject({ fault });
    expect(await rows()).toEqual(before);
    expect((await browser.session())?.principal.mustFirst).toBe("change_password");
  });

  test("of the first administrator is none that others would guess, and the link holds for a better one", async () => {
    const token = (await makeSetupToken(deps)) ?? "";
    const first = { name: "Ada Lovelace", email: "first@example.org", token, actor };
    const visitor = await createBrowser(deps).visitor();
    await expect(setUp(deps, { ...first, password: "adalovelace1815", visitor })).rejects.toMatchObject({
      fault: "guessable_password",
    });
    await setUp(deps, { ...first, password: "four words of my own", visitor });
    expect(await deps.db.user.count()).toBe(1);
  });
});

describe("where a second factor is required", () => {
  /** What somebody with these cookies has to do first. */
  async function firstDuty(secondFactor: SecondFactorRule, cookies: string) {
    const { db, log, now } = deps;
    const settings = { secret: "test".repeat(10), publicUrl: "http://localhost:3000", signOn: null };
    const { sessions } = createAccounts({ db, log, now, ...settings, secondFactor });
    const principal = (await sessions.find(cookies))?.principal;
    if (principal === undefined) throw new Error("Nobody is signed in.");
    return principal;
  }
  const answerTo = (who: Awaited<ReturnType<typeof firstDuty>>, operation: string) => {
    try {
      return authorise(who, operation);
    } catch (error) {
      return (error as { fault: string }).fault;
    }
  };

  test("who has a password and none gets no further than setting one up", async () => {
    const { browser } = await enter(await somebody());
    const held = await firstDuty("required", browser.cookies());
    expect(answerTo(held, "predictions.list")).toBe("second_factor_required");
    expect(answerTo(held, "account.startSecondFactor")).toBe("own");
    expect(answerTo(await firstDuty("optional", browser.cookies()), "predictions.list")).toBe("all");
  });

  test("the first password comes before it, and who has one is through", async () => {
    const first = await enter(await newcomer());
    expect(await firstDuty("required", first.browser.cookies())).toMatchObject({
      mustFirst: "change_password",
    });
    await deps.db.user.deleteMany({});
    const person = await withSecondFactor();
    const { browser } = await enter(person);
    const code = person.recoveryCodes[0] ?? "";
    await verifyCode(deps, { kind: "recovery", code, visitor: await browser.visitor(), actor });
    expect(await firstDuty("required", browser.cookies())).toMatchObject({ mustFirst: null });
  });

  test("who has no password here is let through: it is the sign-on server's matter", async () => {
    const { browser } = await enter(await somebody());
    await deps.db.credential.deleteMany({});
    expect(await firstDuty("required", browser.cookies())).toMatchObject({ mustFirst: null });
  });
});

test("what is over is cleared away, sessions a month after their end, and what holds stays", async () => {
  const person = await withSecondFactor();
  await enter(person);
  await deps.db.setupLink.createMany({
    data: [ago(1), ago(-1)].map((expiresAt, i) => ({ tokenHash: new Uint8Array(32).fill(i), expiresAt })),
  });
  const session = (days: number) => ({
    ...{ token: tokenHash(`${days}`), userId: person.id, expiresAt: ago(24 * days), ipAddress: `${days}` },
  });
  const days = [-0.1, 1, 29, 31, 400];
  await deps.db.session.createMany({ data: days.map(session) });
  const kept = await deps.db.verification.count();
  await deps.db.verification.create({ data: { identifier: "x", value: "x", expiresAt: ago(1) } });
  const before = await deps.db.auditEvent.count();
  await clearExpiredSignIns(deps);
  const left = await deps.db.session.findMany({ select: { ipAddress: true } });
  expect(left.map(({ ipAddress }) => ipAddress).sort()).toEqual(["-0.1", "1", "29"]);
  expect(await deps.db.verification.count()).toBe(kept);
  expect(kept).toBeGreaterThan(0);
  expect(await deps.db.setupLink.count()).toBe(1);
  expect(await deps.db.auditEvent.count()).toBe(before);
});
