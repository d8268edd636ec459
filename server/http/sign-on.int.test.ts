import type { Server } from "node:http";
import { symmetricEncodeJWT } from "better-auth/crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { signOnPaths } from "../../lib/accounts/sign-on";
import { sessionCookie } from "../auth/session-limits";
import { stepCookie } from "../auth/sign-on-step";
import { freePort } from "../db/postgres/free-port";
import { createAccount, resetPassword, updateAccount } from "../services/accounts";
import { linkAccount } from "../services/link-account";
import { aCaller } from "../testing/caller";
import { type CookieBrowser, createCookieBrowser, whereTo } from "../testing/cookie-browser";
import { type Lie, startLyingOidcServer } from "../testing/lying-oidc-server";
import { createOidcServer, type OidcServer } from "../testing/oidc-server";
import { closeDoor, doorSecret, openSignOnDoor } from "../testing/sign-on-door";
import { createTestDependencies } from "../testing/test-dependencies";

const actor = aCaller();
const person = { name: "Ada", email: "ada@example.org", role: "clinician" } as const;

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
let oidc: OidcServer;
let app: string;
let door: Server;

beforeAll(async () => {
  deps = await createTestDependencies();
  const port = await freePort();
  app = `http://localhost:${port}`;
  oidc = await createOidcServer(app + signOnPaths.end);
  await oidc.start();
  door = await openSignOnDoor(deps, { ...oidc, port });
});
beforeEach(async () => {
  await deps.db.user.deleteMany({});
  await deps.db.rateLimit.deleteMany({});
  oidc.people.clear();
  oidc.people.set("ada", { email: person.email, email_verified: true });
});
afterAll(async () => {
  await closeDoor(door);
  await oidc.stop();
  await deps.drop();
});

/** An account that awaits its owner, without a password that would have to be hashed. */
const awaited = () => deps.db.user.create({ data: { ...person, mustChangePassword: true } });

const begin = (browser: CookieBrowser, search = ""): Promise<Response> =>
  browser.get(app + signOnPaths.begin + search);

/** Signs in at the sign-on server; where it sends the browser back to, which is not opened yet. */
async function signInThere(browser: CookieBrowser, address: string, login: string): Promise<string> {
  let at = address;
  while (new URL(at).origin === oidc.issuer) {
    const page = await browser.get(at);
    if (page.status !== 200) at = whereTo(page);
    else {
      const prompt = (await page.text()).includes('value="login"') ? "login" : "consent";
      at = whereTo(await browser.post(at, { prompt, login, password: "any" }));
    }
  }
  return at;
}

/** All the way, up to where the application sends the browser at the end. */
async function signOn(browser: CookieBrowser, login = "ada", search = ""): Promise<string> {
  const back = await signInThere(browser, whereTo(await begin(browser, search)), login);
  return whereTo(await browser.get(back));
}

interface Current {
  readonly account: object | null;
  readonly signOn: object | null;
}

async function currentOf(browser: CookieBrowser): Promise<Current> {
  const answer = await browser.get(`${app}/api/trpc/session.current`);
  const body = (await answer.json()) as { result: { data: Current } };
  return body.result.data;
}
const isSignedIn = async (browser: CookieBrowser) => (await currentOf(browser)).account !== null;
const refused = (fault: string) => `${app}/sign-in?signOn=${fault}`;

/** What was put on record since the database was made, newest first. */
const record = (take: number) =>
  deps.db.auditEvent.findMany({
    orderBy: { id: "desc" },
    take,
    select: { action: true, result: true, actorName: true, targetId: true, details: true },
  });

describe("who comes back from the sign-on server", () => {
  test("as an account's awaited owner is let in with a new session, on record, and the password made for it is void", async () => {
    const { account, password } = await createAccount(deps, { ...person, actor });
    const browser = createCookieBrowser();
    browser.cookiesOf(app).set(sessionCookie, "planted");
    expect(await signOn(browser, "ada", "?from=%2Fhistory%3Fcall%3Dcalcification")).toBe(
      `${app}/sign-in?from=%2Fhistory%3Fcall%3Dcalcification`,
    );
    expect(await currentOf(browser)).toMatchObject({
      account: { name: "Ada", role: "clinician", mustFirst: null },
      signOn: { name: "Test hospital" },
    });
    expect(browser.cookiesOf(app).get(sessionCookie)).not.toBe("planted");
    expect(browser.cookiesOf(app).has(stepCookie)).toBe(false);
    const done = { result: "done", actorName: "Ada", targetId: account.id };
    expect(await record(2)).toEqual([
      { action: "session.sign_in", ...done, details: {} },
      { action: "account.update", ...done, details: { reason: "sign_on_linked" } },
    ]);
    const { status } = await signInWithPassword(person.email, password);
    expect(status).toBe(401);
    const cookie = `${sessionCookie}=${browser.cookiesOf(app).get(sessionCookie)}`;
    const change = { currentPassword: password, newPassword: "four words of my own" };
    const answer = await call("account.changePassword", change, { cookie, origin: app });
    expect(await answer.json()).toMatchObject({ error: { data: { problem: { code: "no_password" } } } });
  });

  test("again is the same person, whatever the address says by then, and gets another session in place of the one they had", async () => {
    await awaited();
    const browser = createCookieBrowser();
    await signOn(browser);
    const first = browser.cookiesOf(app).get(sessionCookie);
    oidc.people.set("ada", { email: "married@example.org", email_verified: false });
    expect(await signOn(browser)).toBe(`${app}/sign-in`);
    expect(browser.cookiesOf(app).get(sessionCookie)).not.toBe(first);
    expect(await deps.db.session.count()).toBe(1);
  });

  test.for([
    ["nobody's account", async (): Promise<void> => undefined],
    [
      "an account, by an address that is not verified",
      async () => {
        await awaited();
        oidc.people.set("ada", { email: person.email, email_verified: false });
      },
    ],
    [
      "an account that its owner lives in already",
      async () => {
        const account = await awaited();
        await deps.db.user.update({ where: { id: account.id }, data: { mustChangePassword: false } });
      },
    ],
    [
      "an account that somebody else of that server has linked",
      async () => {
        await awaited();
        oidc.people.set("eve", { email: person.email, email_verified: true });
        await signOn(createCookieBrowser(), "eve");
      },
    ],
    [
      "an account that is disabled and awaits its owner",
      async () => {
        const account = await awaited();
        await updateAccount(deps, { actor, id: account.id, isDisabled: true });
      },
    ],
  ] as const)("is not let into %s", async ([, prepare]) => {
    await prepare();
    const links = await deps.db.credential.count();
    const browser = createCookieBrowser();
    expect(await signOn(browser)).toBe(refused("no_account"));
    expect(await isSignedIn(browser)).toBe(false);
    expect(await deps.db.credential.count()).toBe(links);
    expect(await record(1)).toMatchObject([
      { action: "session.denied", result: "denied", details: { reason: "sign_on_no_account" } },
    ]);
  });

  test("is not let into a linked account that is disabled", async () => {
    const account = await awaited();
    await signOn(createCookieBrowser());
    await updateAccount(deps, { actor, id: account.id, isDisabled: true });
    const browser = createCookieBrowser();
    expect(await signOn(browser)).toBe(refused("account_disabled"));
    expect(await isSignedIn(browser)).toBe(false);
    expect(await record(1)).toMatchObject([
      { action: "session.denied", details: { reason: "sign_on_account_disabled" } },
    ]);
  });

  test("is not let in by a link from before the account was reset, unless the address still is its own", async () => {
    const account = await awaited();
    await signOn(createCookieBrowser());
    await resetPassword(deps, { id: account.id, actor });
    oidc.people.set("ada", { email: "moved@example.org", email_verified: true });
    expect(await signOn(createCookieBrowser())).toBe(refused("no_account"));
    oidc.people.set("ada", { email: person.email, email_verified: true });
    expect(await signOn(createCookieBrowser())).toBe(`${app}/sign-in`);
  });

  test("is let into an account that an administrator linked with them, whatever their address, and nobody else is", async () => {
    const { account, password } = await createAccount(deps, { ...person, actor });
    const link = { id: account.id, issuer: `${oidc.issuer}/`, subject: "ada", actor };
    expect(await linkAccount(deps, link)).toBe("linked");
    oidc.people.set("ada", { email: "", email_verified: false });
    const browser = createCookieBrowser();
    expect(await signOn(browser)).toBe(`${app}/sign-in`);
    expect(await currentOf(browser)).toMatchObject({
      account: { id: account.id, mustFirst: null },
    });
    expect((await signInWithPassword(person.email, password)).status).toBe(401);
    const other = await createAccount(deps, { ...person, actor, email: "other@example.org" });
    expect(await linkAccount(deps, { ...link, id: other.account.id })).toBe("taken");
    expect(await linkAccount(deps, { ...link, subject: "eve" })).toBe("linked");
    expect(await signOn(createCookieBrowser())).toBe(refused("no_account"));
  });

  test("without having signed in there is told so, and can go on to where they wanted", async () => {
    const browser = createCookieBrowser();
    const page = whereTo(await browser.get(whereTo(await begin(browser, "?from=/history"))));
    const back = whereTo(await browser.get(whereTo(await browser.get(`${page}/abort`))));
    expect(whereTo(await browser.get(back))).toBe(`${app}/sign-in?from=%2Fhistory&signOn=cancelled`);
  });
});

describe("a way back from the sign-on server", () => {
  /** Up to the way back, which is not taken. */
  async function ready() {
    await awaited();
    const browser = createCookieBrowser();
    const back = await signInThere(browser, whereTo(await begin(browser)), "ada");
    return { browser, back };
  }

  test("lets in once", async () => {
    const { browser, back } = await ready();
    const step = browser.cookiesOf(app).get(stepCookie) ?? "";
    expect(whereTo(await browser.get(back))).toBe(`${app}/sign-in`);
    expect(whereTo(await browser.get(back))).toBe(refused("expired"));
    const thief = createCookieBrowser();
    thief.cookiesOf(app).set(stepCookie, step);
    expect(whereTo(await thief.get(back))).toBe(refused("expired"));
    expect(await isSignedIn(thief)).toBe(false);
  });

  test("lets in the browser that was sent there and no other, which could be somebody's who is to act as another", async () => {
    const { back } = await ready();
    const victim = createCookieBrowser();
    expect(whereTo(await victim.get(back))).toBe(refused("expired"));
    await begin(victim);
    expect(whereTo(await victim.get(back))).toBe(refused("expired"));
    expect(await isSignedIn(victim)).toBe(false);
    expect(await record(1)).toMatchObject([
      { action: "session.denied", result: "denied", details: { reason: "sign_on_expired" } },
    ]);
  });

  test("lets nobody in with another state, or with a code that was asked for by another browser", async () => {
    const { browser, back } = await ready();
    const step = browser.cookiesOf(app).get(stepCookie) ?? "";
    const otherState = new URL(back);
    otherState.searchParams.set("state", "made-up");
    expect(whereTo(await browser.get(otherState.href))).toBe(refused("expired"));

    const attacker = createCookieBrowser();
    const theirs = new URL(await signInThere(attacker, whereTo(await begin(attacker)), "eve"));
    const mixed = new URL(back);
    mixed.searchParams.set("code", theirs.searchParams.get("code") ?? "");
    browser.cookiesOf(app).set(stepCookie, step);
    expect(whereTo(await browser.get(mixed.href))).toBe(refused("failed"));
    expect(await isSignedIn(browser)).toBe(false);
  });

  test.for([
    ["over for a minute", doorSecret, -60],
    ["sealed with another secret", "other".repeat(8), 600],
  ] as const)("lets nobody in with a cookie that is %s", async ([, key, seconds]) => {
    const { browser, back } = await ready();
    const state = new URL(back).searchParams.get("state");
    const step = { state, nonce: "n", verifier: "v", from: null };
    browser.cookiesOf(app).set(stepCookie, await symmetricEncodeJWT(step, key, stepCookie, seconds));
    expect(whereTo(await browser.get(back))).toBe(refused("expired"));
  });

  test("is counted by address, and refused after a hundred", async () => {
    const browser = createCookieBrowser();
    const back = app + signOnPaths.end;
    for (let i = 0; i < 100; i++) expect(whereTo(await browser.get(back))).toBe(refused("expired"));
    expect(whereTo(await browser.get(back))).toBe(refused("too_many_attempts"));
  });
});

describe("a sign-on", () => {
  test.for(["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)"])(
    "leads nowhere but to the door, which looks at where to go from there: %s",
    async (from) => {
      await awaited();
      const end = new URL(await signOn(createCookieBrowser(), "ada", `?${new URLSearchParams({ from })}`));
      expect([end.origin, end.pathname]).toEqual([app, "/sign-in"]);
      expect(end.searchParams.get("from")).toBe(from);
    },
  );

  test("keeps its step in a cookie of this host's alone that no script reads, and sends no secret along", async () => {
    const answer = await begin(createCookieBrowser());
    expect(answer.status).toBe(303);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-microcalc\.sign_on=[\w.-]+; Max-Age=600; Path=\/; Secure; HttpOnly; SameSite=Lax$/,
      ),
    ]);
    const asked = new URL(whereTo(answer)).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      ...{ response_type: "code", scope: "openid email", code_challenge_method: "S256" },
      ...{ state: expect.any(String), nonce: expect.any(String), code_challenge: expect.any(String) },
    });
    expect(asked.toString()).not.toContain(oidc.clientSecret);
  });

  test("is begun by pages of ours and by no other site, and by opening an address only", async () => {
    const url = app + signOnPaths.begin;
    const elsewhere = await fetch(url, { redirect: "manual", headers: { "sec-fetch-site": "cross-site" } });
    expect(elsewhere.status).toBe(403);
    expect((await fetch(url, { method: "HEAD", redirect: "manual" })).status).toBe(405);
  });

  test("is refused in words while its server is away, and a password lets in all the same", async () => {
    const { password } = await createAccount(deps, { ...person, actor });
    const browser = createCookieBrowser();
    const back = await signInThere(browser, whereTo(await begin(browser)), "ada");
    await oidc.stop();
    expect(whereTo(await browser.get(back))).toBe(refused("unreachable"));
    const unknown = await openSignOnDoor(deps, { ...oidc, port: await freePort() });
    const { port } = unknown.address() as { port: number };
    const answer = await fetch(`http://localhost:${port}${signOnPaths.begin}?from=/history`, {
      redirect: "manual",
    });
    await closeDoor(unknown);
    expect(answer.headers.get("location")).toBe("/sign-in?from=%2Fhistory&signOn=unreachable");
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect((await signInWithPassword(person.email, password)).status).toBe(200);
    await oidc.start();
  });
});

function call(procedure: string, input: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${app}/api/trpc/${procedure}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(input),
  });
}

const signInWithPassword = (email: string, password: string) => call("session.signIn", { email, password });

describe("an ID token", () => {
  let lying: Awaited<ReturnType<typeof startLyingOidcServer>>;
  let there: Server;
  let url: string;
  beforeAll(async () => {
    lying = await startLyingOidcServer(oidc.clientId);
    const port = await freePort();
    there = await openSignOnDoor(deps, { ...oidc, issuer: lying.issuer, port });
    url = `http://localhost:${port}`;
  });
  afterAll(async () => {
    await closeDoor(there);
    await lying.stop();
  });

  async function comeBackWith(lie: Lie): Promise<string> {
    await awaited();
    const browser = createCookieBrowser();
    const query = lying.lieAbout(whereTo(await browser.get(url + signOnPaths.begin)), lie);
    return whereTo(await browser.get(`${url}${signOnPaths.end}?${query}`));
  }

  test("that is right lets in", async () => {
    expect(await comeBackWith({})).toBe(`${url}/sign-in`);
  });

  const but = (change: Readonly<Record<string, unknown>>) => ({
    claims: (right: object) => ({ ...right, ...change }),
  });
  test.for<[string, Lie]>([
    ["of another issuer", but({ iss: "https://elsewhere.example" })],
    ["for another application", but({ aud: "another" })],
    ["for several, and issued to another of them", but({ aud: ["microcalc", "another"], azp: "another" })],
    ["with another nonce", but({ nonce: "another" })],
    ["without a nonce", but({ nonce: undefined })],
    ["that is over", but({ exp: 1_000_000_000 })],
    ["of nobody", but({ sub: undefined })],
    ["that is not signed", { algorithm: "none" }],
    ["that is signed as with a shared secret", { algorithm: "HS256" }],
    ["that somebody else signed", { isForged: true }],
  ])("%s lets nobody in", async ([, lie]) => {
    expect(await comeBackWith(lie)).toBe(`${url}/sign-in?signOn=failed`);
    expect(await deps.db.session.count()).toBe(0);
  });

  test("whose word on the address is a text, not a truth, links with no account", async () => {
    expect(await comeBackWith(but({ email_verified: "true" }))).toBe(`${url}/sign-in?signOn=no_account`);
  });
});
